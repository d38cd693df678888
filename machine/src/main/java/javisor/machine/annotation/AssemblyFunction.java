package javisor.machine.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method whose body is for the JVM only; on metal the call goes to a symbol that the firmware assembly defines, under the
 * System V AMD64 calling convention.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD})
public @interface AssemblyFunction {
    /** {@return the symbol the firmware assembly defines} */
    String symbol();
}
