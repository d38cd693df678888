# The stack of double faults, which must work when the main stack does not (AMD APM vol. 2, 8.9.4), the boot
# processor's page, which GDT and TSS are in, and the interrupt table of all.
.section .bss.stack, "aw", @nobits
.balign 4096
.globl javisor_fault_stack_guard
javisor_fault_stack_guard:
    .skip   4096
    .skip   8192
.globl javisor_fault_stack_top
javisor_fault_stack_top:
.globl javisor_descriptors
javisor_descriptors:
    .skip   4096
.globl javisor_interrupt_table
javisor_interrupt_table:
    .skip   4096
