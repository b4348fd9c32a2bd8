package io.sunherd.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests of kind "process": a hub or a part of it is at work in real time, or another program, a
 * line or a connection.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("process")
@net.jqwik.api.Tag("process")
public @interface ProcessTests {}
