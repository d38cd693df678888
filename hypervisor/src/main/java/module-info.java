/** The resident code. */
module javisor.hypervisor {
    requires javisor.machine;

    exports javisor.hypervisor.panic;
}
