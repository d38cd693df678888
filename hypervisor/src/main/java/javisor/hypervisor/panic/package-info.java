/** How Javisor ends when something in it is wrong: exceptions, the report, the stop. */
package javisor.hypervisor.panic;
