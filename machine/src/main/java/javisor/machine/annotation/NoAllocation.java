package javisor.machine.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The regime of the exit path: nothing reachable from this method allocates, recurses, or synchronises, and its stack depth is
 * bounded at build time. A violation is a build error that prints the call path.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface NoAllocation {
    /** {@return why nothing reachable from here may allocate} */
    String reason();
}
