/** What the firmware says of the machine in ACPI's tables (ACPI 6.5, 5.2): found and read where they stand, nothing is allocated. */
package javisor.machine.acpi;
