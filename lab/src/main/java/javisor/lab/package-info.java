/** Emulators and guest disks as objects. */
package javisor.lab;
