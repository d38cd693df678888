/** The machine as ordinary objects, so that resident code runs under JUnit. */
module javisor.simulator {
    requires transitive javisor.machine;

    exports javisor.simulator;
}
