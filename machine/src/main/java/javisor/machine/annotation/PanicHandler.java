package javisor.machine.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The one static method a program names to end it: {@code static void panic(Throwable cause, HostVirtual framePointer, HostVirtual
 * returnAddress)}. Called for every {@code throw} and failed check; must not return.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD})
public @interface PanicHandler {}
