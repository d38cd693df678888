/** The words resident code speaks to hardware; depends on nothing. */
module javisor.machine {
    exports javisor.machine.acpi;
    exports javisor.machine.address;
    exports javisor.machine.annotation;
    exports javisor.machine.boot;
    exports javisor.machine.console;
    exports javisor.machine.hosted;
    exports javisor.machine.instruction;
    exports javisor.machine.memory;
    exports javisor.machine.trace;
    exports javisor.machine.x86;
}
