package javisor.machine.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method called from assembly by a symbol name, under the System V AMD64 calling convention. Parameters and result are
 * {@code int}, {@code long}, unboxed records or references. Entry points are the roots of the closed world.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD})
public @interface EntryPoint {
    /** {@return the symbol assembly or the loader calls} */
    String symbol();
}
