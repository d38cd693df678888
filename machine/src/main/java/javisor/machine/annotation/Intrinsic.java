package javisor.machine.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method whose body is for the JVM only, where it speaks to the {@link javisor.machine.hosted.Platform}. On metal the compiler
 * replaces each call by its own lowering; a missing lowering is a build error.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD})
public @interface Intrinsic {}
