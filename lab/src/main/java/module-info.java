/** Emulators and guest disks as objects. */
module javisor.lab {}
