package io.sunherd.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests of kind "long": as free of all others as pure ones, but of many seconds; {@code mvn verify}
 * adds them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("long")
@net.jqwik.api.Tag("long")
public @interface LongTests {}
