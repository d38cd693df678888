# The main stack. The page below it is never mapped once Java has its own page tables: an overflow faults there.
.section .bss.stack, "aw", @nobits
.balign 4096
.globl javisor_stack_guard
javisor_stack_guard:
    .skip   4096
    .skip   16384
.globl javisor_stack_top
javisor_stack_top:
