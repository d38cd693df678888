/** What is on the stick: boot record, partitions, the image, the settings. */
module javisor.stick {
    requires javisor.machine;
    requires javisor.compiler;
    requires javisor.firmware;
}
