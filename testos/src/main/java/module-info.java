/** Guests in Java: the test OS and the conformance guests. */
module javisor.testos {
    requires javisor.machine;
}
