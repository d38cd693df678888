/** The assembly: boot sector and loader, and what is linked into images. */
module javisor.firmware {
    requires transitive javisor.machine;
    requires transitive javisor.compiler;

    exports javisor.firmware;
}
