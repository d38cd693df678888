/** The machine as ordinary objects, so that resident code runs under JUnit. */
module javisor.simulator {
    requires javisor.machine;
}
