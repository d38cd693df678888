/** The assembly: boot sector, loader, world switch, firmware hooks. */
module javisor.firmware {
    requires javisor.machine;
    requires javisor.compiler;
}
