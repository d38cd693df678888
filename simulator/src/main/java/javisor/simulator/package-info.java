/** The machine as ordinary objects, so that resident code runs under JUnit. */
package javisor.simulator;
