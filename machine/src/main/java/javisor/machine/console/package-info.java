/** Where resident code writes text: serial port and BIOS text screen behind one {@link javisor.machine.console.Console}. */
package javisor.machine.console;
