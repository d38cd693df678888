/** What Javisor says and counts: the console, the log ring in memory, the exit counters. */
package javisor.hypervisor.log;
