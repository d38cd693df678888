/** The javisor command. */
package javisor.cli;
