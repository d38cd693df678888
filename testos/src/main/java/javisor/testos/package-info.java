/** Guests in Java: the test OS and the conformance guests. */
package javisor.testos;
