/**
 * Guests in Java: the test OS and the conformance guests. {@link javisor.testos.TestOs} is started by the same boot sector and loader
 * as Javisor, from its own disk. It reports what it finds as lines {@code key: value}, so that two runs, on the bare machine and under
 * Javisor, can be compared line by line.
 */
package javisor.testos;
