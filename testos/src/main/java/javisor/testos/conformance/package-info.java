/**
 * The conformance suite of the test OS: what a guest must be able to rely on, bare and under a hypervisor. Each check prints
 * {@code PASS name} or {@code FAIL name}. The yardstick is the processor the guest is shown: what CPUID shows works, what it does not
 * show faults.
 */
package javisor.testos.conformance;
