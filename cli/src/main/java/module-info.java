/** The javisor command. */
module javisor.cli {
    requires javisor.compiler;
    requires javisor.firmware;
    requires javisor.stick;
    requires javisor.lab;
    requires com.grack.nanojson;
    requires info.picocli;

    opens javisor.cli to
            info.picocli;
}
