/** What the loader leaves in memory for the Java that it starts. */
package javisor.machine.boot;
