/** What is on the stick: boot record, partitions, the image, the settings. */
module javisor.stick {
    requires transitive javisor.machine;
    requires transitive javisor.compiler;
    requires transitive javisor.firmware;

    exports javisor.stick;
}
