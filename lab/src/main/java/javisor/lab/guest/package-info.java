/**
 * Guest disks built from the packages of a distribution, by an ordinary user and without loop devices.
 *
 * <p>{@code DebianGuest} is the recipe of the small one, {@code FullDebianGuest} that of the whole one. {@code DebianArchive} gets the packages, {@code Initramfs} makes the userland,
 * {@code Grub} the boot loader, {@code BootDisk} the disk. Finished disks stay in the user's cache under a name made of
 * everything that went into them, so asking again costs one copy.
 *
 * <p>{@code SelfCheck} and {@code KernelLog} compare what one guest said on two machines.
 */
package javisor.lab.guest;
