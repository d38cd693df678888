package javisor.hypervisor.virtualisation;

import javisor.hypervisor.memory.MemoryMap;

/** A processor's way to run a guest, as the boot needs it: can it, how much does it take, go. */
public interface Virtualisation {
    /** {@return the name people know it by} */
    String name();

    /** {@return whether the processor has this kind at all, usable or not} */
    boolean present();

    /**
     * Looks whether this processor, where it is {@link #present}, can do all that is needed, changing nothing.
     *
     * @param processors how many there are
     * @return {@code null} if it can; else what it lacks and what to change in the firmware's setup, in plain words, without a full
     *     stop at the end
     */
    String obstacle(int processors);

    /** {@return how many 4 KiB pages {@link #run} will take from the page allocator at most, on a machine with this memory and so many processors} */
    int pages(MemoryMap memory, int processors);

    /**
     * Has the other processors join, starts the guest at the loader's chain-load routine and looks after it; never returns.
     */
    void run(Residence residence);

    /**
     * Where each other processor comes when {@link #run} has called it: gets ready, says so by its start-up state, and waits for the guest
     * to start it; never returns.
     *
     * @param caching its CR0.CD and CR0.NW as they were, which are the guest's
     */
    void join(int processor, long caching);
}
