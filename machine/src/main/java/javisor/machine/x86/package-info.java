/**
 * The x86 architecture as constants and typed views: control register bits, MSR numbers, descriptors, page-table entries. Each view
 * is an address with accessors, checked against the manual's figures by a table test.
 */
package javisor.machine.x86;
