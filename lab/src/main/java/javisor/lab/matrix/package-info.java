/**
 * The guest matrix: which systems run on which emulated processors, on the bare machine and under Javisor, as data.
 *
 * <p>{@code GuestMatrix} has the rows and says of each cell whether it is run. {@code Trial} runs one machine and judges it.
 */
package javisor.lab.matrix;
