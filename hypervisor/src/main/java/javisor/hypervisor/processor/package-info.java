/**
 * The machine's processors: how they are found and started, what each has of its own, what they tell each other.
 *
 * <p>{@link javisor.hypervisor.processor.Gathering} collects them before the guest starts; a
 * {@link javisor.hypervisor.processor.Processor} is what one has of its own, {@link javisor.hypervisor.processor.Processors} are all of
 * them; {@link javisor.hypervisor.processor.Signals} is the memory in which others leave word, and says in which order.
 */
package javisor.hypervisor.processor;
