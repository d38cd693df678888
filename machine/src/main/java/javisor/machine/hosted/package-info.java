/** What stands behind the intrinsics when resident code runs on the JVM. */
package javisor.machine.hosted;
