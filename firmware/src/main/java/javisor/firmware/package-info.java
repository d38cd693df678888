/**
 * The assembly: boot sector and loader, and what is linked into images. One subject per file, in the order in which a machine meets
 * them: {@code boot/boot-sector.S}, {@code loader/loader.S} and the parts it calls, {@code image/start.S}, {@code image/svm-run.S},
 * {@code image/bios-stub.S}. Every structure they share with Java is laid out in Java; {@link javisor.firmware.ClassConstants} hands the
 * offsets to the assembler. docs/boot-sequence.md tells the story, docs/memory-map.md the places.
 */
package javisor.firmware;
