package javisor.machine.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record with one component that compiles to a bare 64-bit register. It has no identity: it is never {@code null}, never compared
 * with {@code ==}, never converted to {@code Object} or an interface, never an array element. Violations are build errors. The one
 * component is a {@code long} or another unboxed record.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE})
public @interface Unboxed {}
