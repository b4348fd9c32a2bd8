package io.sunherd.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests of kind "pure": no process, browser, database server, device, line or connection; fast.
 * They are what {@code mvn test} runs, several classes at a time in one Java: one that changes what
 * all share (a system property, a log) is {@code @Isolated}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("pure")
@net.jqwik.api.Tag("pure")
public @interface PureTests {}
