/** The assembly: boot sector, loader, world switch, firmware hooks. */
package javisor.firmware;
