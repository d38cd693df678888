package javisor.machine.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method without parameters that returns the address of a symbol defined by the firmware assembly, as a
 * {@link javisor.machine.address.HostVirtual}. The body is for the JVM only.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD})
public @interface AssemblySymbol {
    /** {@return the symbol the firmware assembly defines} */
    String symbol();
}
