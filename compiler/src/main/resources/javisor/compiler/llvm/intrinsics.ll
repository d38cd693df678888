; One function per intrinsic, named by the method it replaces. Operands come as the compiler holds them: 32-bit values for all
; small types, bare 64-bit values for unboxed records.

define internal i32 @"javisor/machine/address/HostVirtual.readByte(J)B"(i64 %base, i64 %offset) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %value = load i8, ptr %pointer, align 1, !tbaa !1
  %wide = sext i8 %value to i32
  ret i32 %wide
}

define internal void @"javisor/machine/address/HostVirtual.writeByte(JB)V"(i64 %base, i64 %offset, i32 %value) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %narrow = trunc i32 %value to i8
  store i8 %narrow, ptr %pointer, align 1, !tbaa !1
  ret void
}

define internal i32 @"javisor/machine/address/HostVirtual.readByteVolatile(J)B"(i64 %base, i64 %offset) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %value = load volatile i8, ptr %pointer, align 1, !tbaa !1
  %wide = sext i8 %value to i32
  ret i32 %wide
}

define internal void @"javisor/machine/address/HostVirtual.writeByteVolatile(JB)V"(i64 %base, i64 %offset, i32 %value) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %narrow = trunc i32 %value to i8
  store volatile i8 %narrow, ptr %pointer, align 1, !tbaa !1
  ret void
}

; LLVM orders every access around an atomic one that is sequentially consistent.
define internal i32 @"javisor/machine/address/HostVirtual.exchangeInt(JI)I"(i64 %base, i64 %offset, i32 %value) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %old = atomicrmw xchg ptr %pointer, i32 %value seq_cst, align 4
  ret i32 %old
}

define internal i32 @"javisor/machine/address/HostVirtual.orInt(JI)I"(i64 %base, i64 %offset, i32 %value) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %old = atomicrmw or ptr %pointer, i32 %value seq_cst, align 4
  ret i32 %old
}

define internal i32 @"javisor/machine/address/HostVirtual.compareAndSetLong(JJJ)Z"(i64 %base, i64 %offset, i64 %expected, i64 %value) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %pair = cmpxchg ptr %pointer, i64 %expected, i64 %value seq_cst seq_cst, align 8
  %done = extractvalue { i64, i1 } %pair, 1
  %wide = zext i1 %done to i32
  ret i32 %wide
}

define internal i32 @"javisor/machine/address/HostVirtual.compareAndSetInt(JII)Z"(i64 %base, i64 %offset, i32 %expected, i32 %value) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %pair = cmpxchg ptr %pointer, i32 %expected, i32 %value seq_cst seq_cst, align 4
  %done = extractvalue { i32, i1 } %pair, 1
  %wide = zext i1 %done to i32
  ret i32 %wide
}

define internal i32 @"javisor/machine/address/HostVirtual.readShort(J)S"(i64 %base, i64 %offset) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %value = load i16, ptr %pointer, align 1, !tbaa !1
  %wide = sext i16 %value to i32
  ret i32 %wide
}

define internal void @"javisor/machine/address/HostVirtual.writeShort(JS)V"(i64 %base, i64 %offset, i32 %value) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %narrow = trunc i32 %value to i16
  store i16 %narrow, ptr %pointer, align 1, !tbaa !1
  ret void
}

define internal i32 @"javisor/machine/address/HostVirtual.readShortVolatile(J)S"(i64 %base, i64 %offset) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %value = load volatile i16, ptr %pointer, align 1, !tbaa !1
  %wide = sext i16 %value to i32
  ret i32 %wide
}

define internal void @"javisor/machine/address/HostVirtual.writeShortVolatile(JS)V"(i64 %base, i64 %offset, i32 %value) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %narrow = trunc i32 %value to i16
  store volatile i16 %narrow, ptr %pointer, align 1, !tbaa !1
  ret void
}

define internal i32 @"javisor/machine/address/HostVirtual.readInt(J)I"(i64 %base, i64 %offset) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %value = load i32, ptr %pointer, align 1, !tbaa !1
  ret i32 %value
}

define internal void @"javisor/machine/address/HostVirtual.writeInt(JI)V"(i64 %base, i64 %offset, i32 %value) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  store i32 %value, ptr %pointer, align 1, !tbaa !1
  ret void
}

define internal i32 @"javisor/machine/address/HostVirtual.readIntVolatile(J)I"(i64 %base, i64 %offset) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %value = load volatile i32, ptr %pointer, align 1, !tbaa !1
  ret i32 %value
}

define internal void @"javisor/machine/address/HostVirtual.writeIntVolatile(JI)V"(i64 %base, i64 %offset, i32 %value) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  store volatile i32 %value, ptr %pointer, align 1, !tbaa !1
  ret void
}

define internal i64 @"javisor/machine/address/HostVirtual.readLong(J)J"(i64 %base, i64 %offset) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %value = load i64, ptr %pointer, align 1, !tbaa !1
  ret i64 %value
}

define internal void @"javisor/machine/address/HostVirtual.writeLong(JJ)V"(i64 %base, i64 %offset, i64 %value) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  store i64 %value, ptr %pointer, align 1, !tbaa !1
  ret void
}

define internal i64 @"javisor/machine/address/HostVirtual.readLongVolatile(J)J"(i64 %base, i64 %offset) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  %value = load volatile i64, ptr %pointer, align 1, !tbaa !1
  ret i64 %value
}

define internal void @"javisor/machine/address/HostVirtual.writeLongVolatile(JJ)V"(i64 %base, i64 %offset, i64 %value) #1 {
  %at = add i64 %base, %offset
  %pointer = inttoptr i64 %at to ptr
  store volatile i64 %value, ptr %pointer, align 1, !tbaa !1
  ret void
}

define internal i64 @"javisor/machine/instruction/ControlRegisters.readCr0()J"() #1 {
  %value = call i64 asm sideeffect "movq %cr0, $0", "=r,~{memory},~{dirflag},~{fpsr},~{flags}"()
  ret i64 %value
}

define internal void @"javisor/machine/instruction/ControlRegisters.writeCr0(J)V"(i64 %value) #1 {
  call void asm sideeffect "movq $0, %cr0", "r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %value)
  ret void
}

define internal i64 @"javisor/machine/instruction/ControlRegisters.readCr2()J"() #1 {
  %value = call i64 asm sideeffect "movq %cr2, $0", "=r,~{memory},~{dirflag},~{fpsr},~{flags}"()
  ret i64 %value
}

define internal void @"javisor/machine/instruction/ControlRegisters.writeCr2(J)V"(i64 %value) #1 {
  call void asm sideeffect "movq $0, %cr2", "r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %value)
  ret void
}

define internal i64 @"javisor/machine/instruction/ControlRegisters.readCr3()J"() #1 {
  %value = call i64 asm sideeffect "movq %cr3, $0", "=r,~{memory},~{dirflag},~{fpsr},~{flags}"()
  ret i64 %value
}

define internal void @"javisor/machine/instruction/ControlRegisters.writeCr3(J)V"(i64 %value) #1 {
  call void asm sideeffect "movq $0, %cr3", "r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %value)
  ret void
}

define internal i64 @"javisor/machine/instruction/ControlRegisters.readCr4()J"() #1 {
  %value = call i64 asm sideeffect "movq %cr4, $0", "=r,~{memory},~{dirflag},~{fpsr},~{flags}"()
  ret i64 %value
}

define internal void @"javisor/machine/instruction/ControlRegisters.writeCr4(J)V"(i64 %value) #1 {
  call void asm sideeffect "movq $0, %cr4", "r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %value)
  ret void
}

define internal i64 @"javisor/machine/instruction/ControlRegisters.readCr8()J"() #1 {
  %value = call i64 asm sideeffect "movq %cr8, $0", "=r,~{memory},~{dirflag},~{fpsr},~{flags}"()
  ret i64 %value
}

define internal void @"javisor/machine/instruction/ControlRegisters.writeCr8(J)V"(i64 %value) #1 {
  call void asm sideeffect "movq $0, %cr8", "r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %value)
  ret void
}

define internal i64 @"javisor/machine/instruction/Cpu.readDr6()J"() #1 {
  %value = call i64 asm sideeffect "movq %dr6, $0", "=r,~{dirflag},~{fpsr},~{flags}"()
  ret i64 %value
}

define internal void @"javisor/machine/instruction/Cpu.writeDr6(J)V"(i64 %value) #1 {
  call void asm sideeffect "movq $0, %dr6", "r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %value)
  ret void
}

define internal i64 @"javisor/machine/instruction/Cpu.readDr7()J"() #1 {
  %value = call i64 asm sideeffect "movq %dr7, $0", "=r,~{dirflag},~{fpsr},~{flags}"()
  ret i64 %value
}

define internal void @"javisor/machine/instruction/Cpu.writeDr7(J)V"(i64 %value) #1 {
  call void asm sideeffect "movq $0, %dr7", "r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %value)
  ret void
}

define internal void @"javisor/machine/instruction/Cpu.halt()V"() #1 {
  call void asm sideeffect "hlt", "~{memory},~{dirflag},~{fpsr},~{flags}"()
  ret void
}

define internal void @"javisor/machine/instruction/Cpu.pause()V"() #1 {
  call void asm sideeffect "pause", "~{memory},~{dirflag},~{fpsr},~{flags}"()
  ret void
}

define internal void @"javisor/machine/instruction/Cpu.disableInterrupts()V"() #1 {
  call void asm sideeffect "cli", "~{memory},~{dirflag},~{fpsr},~{flags}"()
  ret void
}

define internal void @"javisor/machine/instruction/Cpu.enableInterrupts()V"() #1 {
  call void asm sideeffect "sti", "~{memory},~{dirflag},~{fpsr},~{flags}"()
  ret void
}

define internal void @"javisor/machine/instruction/Cpu.writeBackAndInvalidateCaches()V"() #1 {
  call void asm sideeffect "wbinvd", "~{memory},~{dirflag},~{fpsr},~{flags}"()
  ret void
}

define internal i64 @"javisor/machine/instruction/Cpu.readTimeStampCounter()J"() #1 {
  %pair = call { i32, i32 } asm sideeffect "rdtsc", "={ax},={dx},~{dirflag},~{fpsr},~{flags}"()
  %low = extractvalue { i32, i32 } %pair, 0
  %high = extractvalue { i32, i32 } %pair, 1
  %lowwide = zext i32 %low to i64
  %highwide = zext i32 %high to i64
  %shifted = shl i64 %highwide, 32
  %value = or disjoint i64 %shifted, %lowwide
  ret i64 %value
}

define internal i64 @"javisor/machine/instruction/Cpu.readXcr0()J"() #1 {
  %pair = call { i32, i32 } asm sideeffect "xgetbv", "={ax},={dx},{cx},~{dirflag},~{fpsr},~{flags}"(i32 0)
  %low = extractvalue { i32, i32 } %pair, 0
  %high = extractvalue { i32, i32 } %pair, 1
  %lowwide = zext i32 %low to i64
  %highwide = zext i32 %high to i64
  %shifted = shl i64 %highwide, 32
  %value = or disjoint i64 %shifted, %lowwide
  ret i64 %value
}

define internal void @"javisor/machine/instruction/Cpu.writeXcr0(J)V"(i64 %value) #1 {
  %low = trunc i64 %value to i32
  %shifted = lshr i64 %value, 32
  %high = trunc i64 %shifted to i32
  call void asm sideeffect "xsetbv", "{ax},{dx},{cx},~{memory},~{dirflag},~{fpsr},~{flags}"(i32 %low, i32 %high, i32 0)
  ret void
}

define internal i64 @"javisor/machine/instruction/Msrs.read(I)J"(i32 %msr) #1 {
  %pair = call { i32, i32 } asm sideeffect "rdmsr", "={ax},={dx},{cx},~{memory},~{dirflag},~{fpsr},~{flags}"(i32 %msr)
  %low = extractvalue { i32, i32 } %pair, 0
  %high = extractvalue { i32, i32 } %pair, 1
  %lowwide = zext i32 %low to i64
  %highwide = zext i32 %high to i64
  %shifted = shl i64 %highwide, 32
  %value = or disjoint i64 %shifted, %lowwide
  ret i64 %value
}

define internal void @"javisor/machine/instruction/Msrs.write(IJ)V"(i32 %msr, i64 %value) #1 {
  %low = trunc i64 %value to i32
  %shifted = lshr i64 %value, 32
  %high = trunc i64 %shifted to i32
  call void asm sideeffect "wrmsr", "{ax},{dx},{cx},~{memory},~{dirflag},~{fpsr},~{flags}"(i32 %low, i32 %high, i32 %msr)
  ret void
}

define internal void @"javisor/machine/instruction/Cpu.invalidatePage(Ljavisor/machine/address/HostVirtual;)V"(i64 %address) #1 {
  call void asm sideeffect "invlpg ($0)", "r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %address)
  ret void
}

define internal void @"javisor/machine/instruction/Cpu.clearBreakpointAddresses()V"() #1 {
  call void asm sideeffect "movq $0, %dr0; movq $0, %dr1; movq $0, %dr2; movq $0, %dr3", "r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 0)
  ret void
}

define internal i64 @"javisor/machine/instruction/Cpu.framePointer()Ljavisor/machine/address/HostVirtual;"() #1 {
  %frame = call ptr @llvm.frameaddress.p0(i32 0)
  %bits = ptrtoint ptr %frame to i64
  ret i64 %bits
}

define internal void @"javisor/machine/instruction/Cpuid.execute(II[I)V"(i32 %leaf, i32 %subleaf, ptr %registers) #1 {
  %length = call i32 @java.arraylength(ptr %registers)
  %short = icmp ult i32 %length, 4
  br i1 %short, label %panic, label %execute
panic:
  call void @javisor_panic_bounds(i32 %length, i32 %length) #3
  unreachable
execute:
  %all = call { i32, i32, i32, i32 } asm sideeffect "cpuid", "={ax},={bx},={cx},={dx},{ax},{cx},~{dirflag},~{fpsr},~{flags}"(i32 %leaf, i32 %subleaf) #5
  %eax = extractvalue { i32, i32, i32, i32 } %all, 0
  %ebx = extractvalue { i32, i32, i32, i32 } %all, 1
  %ecx = extractvalue { i32, i32, i32, i32 } %all, 2
  %edx = extractvalue { i32, i32, i32, i32 } %all, 3
  %eaxat = getelementptr i8, ptr %registers, i64 16
  %ebxat = getelementptr i8, ptr %registers, i64 20
  %ecxat = getelementptr i8, ptr %registers, i64 24
  %edxat = getelementptr i8, ptr %registers, i64 28
  store i32 %eax, ptr %eaxat, align 8
  store i32 %ebx, ptr %ebxat, align 4
  store i32 %ecx, ptr %ecxat, align 8
  store i32 %edx, ptr %edxat, align 4
  ret void
}

; In 64-bit mode CPUID clears the upper halves of all four registers.
define internal i64 @"javisor/machine/instruction/Cpuid.executeInto(IILjavisor/machine/address/HostVirtual;)J"(i32 %leaf, i32 %subleaf, i64 %results) #1 {
  %leaf64 = zext i32 %leaf to i64
  %subleaf64 = zext i32 %subleaf to i64
  %all = call { i64, i64, i64, i64 } asm sideeffect "cpuid", "={ax},={bx},={cx},={dx},{ax},{cx},~{dirflag},~{fpsr},~{flags}"(i64 %leaf64, i64 %subleaf64)
  %rax = extractvalue { i64, i64, i64, i64 } %all, 0
  %rbx = extractvalue { i64, i64, i64, i64 } %all, 1
  %rcx = extractvalue { i64, i64, i64, i64 } %all, 2
  %rdx = extractvalue { i64, i64, i64, i64 } %all, 3
  %at = inttoptr i64 %results to ptr
  %rdxat = getelementptr i8, ptr %at, i64 8
  %rbxat = getelementptr i8, ptr %at, i64 16
  store i64 %rcx, ptr %at, align 1
  store i64 %rdx, ptr %rdxat, align 1
  store i64 %rbx, ptr %rbxat, align 1
  ret i64 %rax
}

define internal void @"javisor/machine/instruction/DescriptorTables.loadGdt(Ljavisor/machine/address/HostVirtual;)V"(i64 %table) #1 {
  call void asm sideeffect "lgdt ($0)", "r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %table)
  ret void
}

define internal void @"javisor/machine/instruction/DescriptorTables.loadIdt(Ljavisor/machine/address/HostVirtual;)V"(i64 %table) #1 {
  call void asm sideeffect "lidt ($0)", "r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %table)
  ret void
}

define internal void @"javisor/machine/instruction/DescriptorTables.loadTaskRegister(I)V"(i32 %selector) #1 {
  call void asm sideeffect "ltrw ${0:w}", "r,~{memory},~{dirflag},~{fpsr},~{flags}"(i32 %selector)
  ret void
}

define internal void @"javisor/machine/instruction/DescriptorTables.loadSegments(II)V"(i32 %code, i32 %data) #1 {
  %wide = zext i32 %code to i64
  call i64 asm sideeffect "pushq $1; leaq 1f(%rip), $0; pushq $0; lretq; 1: movl $2, %ds; movl $2, %es; movl $2, %ss", "=&r,r,r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %wide, i32 %data)
  ret void
}

define internal i32 @"javisor/machine/instruction/Ports.in8(I)I"(i32 %port) #1 {
  %number = trunc i32 %port to i16
  %value = call i8 asm sideeffect "inb %dx, %al", "={ax},{dx},~{memory},~{dirflag},~{fpsr},~{flags}"(i16 %number)
  %wide = zext i8 %value to i32
  ret i32 %wide
}

define internal void @"javisor/machine/instruction/Ports.out8(II)V"(i32 %port, i32 %value) #1 {
  %number = trunc i32 %port to i16
  %narrow = trunc i32 %value to i8
  call void asm sideeffect "outb %al, %dx", "{ax},{dx},~{memory},~{dirflag},~{fpsr},~{flags}"(i8 %narrow, i16 %number)
  ret void
}

define internal i32 @"javisor/machine/instruction/Ports.in16(I)I"(i32 %port) #1 {
  %number = trunc i32 %port to i16
  %value = call i16 asm sideeffect "inw %dx, %ax", "={ax},{dx},~{memory},~{dirflag},~{fpsr},~{flags}"(i16 %number)
  %wide = zext i16 %value to i32
  ret i32 %wide
}

define internal void @"javisor/machine/instruction/Ports.out16(II)V"(i32 %port, i32 %value) #1 {
  %number = trunc i32 %port to i16
  %narrow = trunc i32 %value to i16
  call void asm sideeffect "outw %ax, %dx", "{ax},{dx},~{memory},~{dirflag},~{fpsr},~{flags}"(i16 %narrow, i16 %number)
  ret void
}

define internal i32 @"javisor/machine/instruction/Ports.in32(I)I"(i32 %port) #1 {
  %number = trunc i32 %port to i16
  %value = call i32 asm sideeffect "inl %dx, %eax", "={ax},{dx},~{memory},~{dirflag},~{fpsr},~{flags}"(i16 %number)
  ret i32 %value
}

define internal void @"javisor/machine/instruction/Ports.out32(II)V"(i32 %port, i32 %value) #1 {
  %number = trunc i32 %port to i16
  call void asm sideeffect "outl %eax, %dx", "{ax},{dx},~{memory},~{dirflag},~{fpsr},~{flags}"(i32 %value, i16 %number)
  ret void
}

define internal void @"javisor/machine/instruction/Svm.vmload(Ljavisor/machine/address/HostPhysical;)V"(i64 %vmcb) #1 {
  call void asm sideeffect "vmload %rax", "{ax},~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %vmcb)
  ret void
}

define internal void @"javisor/machine/instruction/Svm.vmsave(Ljavisor/machine/address/HostPhysical;)V"(i64 %vmcb) #1 {
  call void asm sideeffect "vmsave %rax", "{ax},~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %vmcb)
  ret void
}

define internal void @"javisor/machine/instruction/Svm.setGlobalInterruptFlag()V"() #1 {
  call void asm sideeffect "stgi", "~{memory},~{dirflag},~{fpsr},~{flags}"()
  ret void
}

define internal void @"javisor/machine/instruction/Svm.clearGlobalInterruptFlag()V"() #1 {
  call void asm sideeffect "clgi", "~{memory},~{dirflag},~{fpsr},~{flags}"()
  ret void
}

define internal i32 @"javisor/machine/instruction/Vmx.vmxon(Ljavisor/machine/address/HostVirtual;)Z"(i64 %operand) #1 {
  %failed = call i8 asm sideeffect "vmxon ($1)", "={@ccbe},r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %operand)
  %wide = zext i8 %failed to i32
  ret i32 %wide
}

define internal i32 @"javisor/machine/instruction/Vmx.vmclear(Ljavisor/machine/address/HostVirtual;)Z"(i64 %operand) #1 {
  %failed = call i8 asm sideeffect "vmclear ($1)", "={@ccbe},r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %operand)
  %wide = zext i8 %failed to i32
  ret i32 %wide
}

define internal i32 @"javisor/machine/instruction/Vmx.vmptrld(Ljavisor/machine/address/HostVirtual;)Z"(i64 %operand) #1 {
  %failed = call i8 asm sideeffect "vmptrld ($1)", "={@ccbe},r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %operand)
  %wide = zext i8 %failed to i32
  ret i32 %wide
}

define internal i64 @"javisor/machine/instruction/Vmx.vmread(J)J"(i64 %encoding) #1 {
  %value = call i64 asm sideeffect "vmread $1, $0", "=r,r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %encoding)
  ret i64 %value
}

define internal i32 @"javisor/machine/instruction/Vmx.vmwrite(JJ)Z"(i64 %encoding, i64 %value) #1 {
  %failed = call i8 asm sideeffect "vmwrite $2, $1", "={@ccbe},r,r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %encoding, i64 %value)
  %wide = zext i8 %failed to i32
  ret i32 %wide
}

define internal i32 @"javisor/machine/instruction/Vmx.invept(JLjavisor/machine/address/HostVirtual;)Z"(i64 %type, i64 %descriptor) #1 {
  %failed = call i8 asm sideeffect "invept ($2), $1", "={@ccbe},r,r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %type, i64 %descriptor)
  %wide = zext i8 %failed to i32
  ret i32 %wide
}

define internal i32 @"javisor/machine/instruction/Vmx.invvpid(JLjavisor/machine/address/HostVirtual;)Z"(i64 %type, i64 %descriptor) #1 {
  %failed = call i8 asm sideeffect "invvpid ($2), $1", "={@ccbe},r,r,~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %type, i64 %descriptor)
  %wide = zext i8 %failed to i32
  ret i32 %wide
}

define internal i32 @"java/lang/Integer.bitCount(I)I"(i32 %value) #1 {
  %count = call i32 @llvm.ctpop.i32(i32 %value)
  ret i32 %count
}

define internal i32 @"java/lang/Integer.numberOfLeadingZeros(I)I"(i32 %value) #1 {
  %count = call i32 @llvm.ctlz.i32(i32 %value, i1 false)
  ret i32 %count
}

define internal i32 @"java/lang/Integer.numberOfTrailingZeros(I)I"(i32 %value) #1 {
  %count = call i32 @llvm.cttz.i32(i32 %value, i1 false)
  ret i32 %count
}

define internal i32 @"java/lang/Integer.reverseBytes(I)I"(i32 %value) #1 {
  %result = call i32 @llvm.bswap.i32(i32 %value)
  ret i32 %result
}

define internal i32 @"java/lang/Integer.reverse(I)I"(i32 %value) #1 {
  %result = call i32 @llvm.bitreverse.i32(i32 %value)
  ret i32 %result
}

define internal i32 @"java/lang/Integer.rotateLeft(II)I"(i32 %value, i32 %count) #1 {
  %result = call i32 @llvm.fshl.i32(i32 %value, i32 %value, i32 %count)
  ret i32 %result
}

define internal i32 @"java/lang/Integer.rotateRight(II)I"(i32 %value, i32 %count) #1 {
  %result = call i32 @llvm.fshr.i32(i32 %value, i32 %value, i32 %count)
  ret i32 %result
}

define internal i32 @"java/lang/Integer.compare(II)I"(i32 %left, i32 %right) #1 {
  %result = call i32 @llvm.scmp.i32.i32(i32 %left, i32 %right)
  ret i32 %result
}

define internal i32 @"java/lang/Integer.compareUnsigned(II)I"(i32 %left, i32 %right) #1 {
  %result = call i32 @llvm.ucmp.i32.i32(i32 %left, i32 %right)
  ret i32 %result
}

define internal i32 @"java/lang/Integer.signum(I)I"(i32 %value) #1 {
  %result = call i32 @llvm.scmp.i32.i32(i32 %value, i32 0)
  ret i32 %result
}

define internal i32 @"java/lang/Integer.divideUnsigned(II)I"(i32 %left, i32 %right) #1 {
  %result = call i32 @java.int.udiv(i32 %left, i32 %right)
  ret i32 %result
}

define internal i32 @"java/lang/Integer.remainderUnsigned(II)I"(i32 %left, i32 %right) #1 {
  %result = call i32 @java.int.urem(i32 %left, i32 %right)
  ret i32 %result
}

define internal i32 @"java/lang/Integer.sum(II)I"(i32 %left, i32 %right) #1 {
  %result = add i32 %left, %right
  ret i32 %result
}

define internal i32 @"java/lang/Integer.lowestOneBit(I)I"(i32 %value) #1 {
  %negated = sub i32 0, %value
  %result = and i32 %value, %negated
  ret i32 %result
}

define internal i32 @"java/lang/Integer.highestOneBit(I)I"(i32 %value) #1 {
  %zeros = call i32 @llvm.ctlz.i32(i32 %value, i1 false)
  %masked = and i32 %zeros, 31
  %bit = lshr i32 -2147483648, %masked
  %result = and i32 %value, %bit
  ret i32 %result
}

define internal i32 @"java/lang/Integer.min(II)I"(i32 %left, i32 %right) #1 {
  %result = call i32 @llvm.smin.i32(i32 %left, i32 %right)
  ret i32 %result
}

define internal i32 @"java/lang/Integer.max(II)I"(i32 %left, i32 %right) #1 {
  %result = call i32 @llvm.smax.i32(i32 %left, i32 %right)
  ret i32 %result
}

define internal i32 @"java/lang/Math.min(II)I"(i32 %left, i32 %right) #1 {
  %result = call i32 @llvm.smin.i32(i32 %left, i32 %right)
  ret i32 %result
}

define internal i32 @"java/lang/Math.max(II)I"(i32 %left, i32 %right) #1 {
  %result = call i32 @llvm.smax.i32(i32 %left, i32 %right)
  ret i32 %result
}

define internal i32 @"java/lang/Math.abs(I)I"(i32 %value) #1 {
  %result = call i32 @llvm.abs.i32(i32 %value, i1 false)
  ret i32 %result
}

define internal i32 @"java/lang/Long.bitCount(J)I"(i64 %value) #1 {
  %count = call i64 @llvm.ctpop.i64(i64 %value)
  %narrow = trunc i64 %count to i32
  ret i32 %narrow
}

define internal i32 @"java/lang/Long.numberOfLeadingZeros(J)I"(i64 %value) #1 {
  %count = call i64 @llvm.ctlz.i64(i64 %value, i1 false)
  %narrow = trunc i64 %count to i32
  ret i32 %narrow
}

define internal i32 @"java/lang/Long.numberOfTrailingZeros(J)I"(i64 %value) #1 {
  %count = call i64 @llvm.cttz.i64(i64 %value, i1 false)
  %narrow = trunc i64 %count to i32
  ret i32 %narrow
}

define internal i64 @"java/lang/Long.reverseBytes(J)J"(i64 %value) #1 {
  %result = call i64 @llvm.bswap.i64(i64 %value)
  ret i64 %result
}

define internal i64 @"java/lang/Long.reverse(J)J"(i64 %value) #1 {
  %result = call i64 @llvm.bitreverse.i64(i64 %value)
  ret i64 %result
}

define internal i64 @"java/lang/Long.rotateLeft(JI)J"(i64 %value, i32 %count) #1 {
  %wide = zext i32 %count to i64
  %result = call i64 @llvm.fshl.i64(i64 %value, i64 %value, i64 %wide)
  ret i64 %result
}

define internal i64 @"java/lang/Long.rotateRight(JI)J"(i64 %value, i32 %count) #1 {
  %wide = zext i32 %count to i64
  %result = call i64 @llvm.fshr.i64(i64 %value, i64 %value, i64 %wide)
  ret i64 %result
}

define internal i32 @"java/lang/Long.compare(JJ)I"(i64 %left, i64 %right) #1 {
  %result = call i32 @llvm.scmp.i32.i64(i64 %left, i64 %right)
  ret i32 %result
}

define internal i32 @"java/lang/Long.compareUnsigned(JJ)I"(i64 %left, i64 %right) #1 {
  %result = call i32 @llvm.ucmp.i32.i64(i64 %left, i64 %right)
  ret i32 %result
}

define internal i32 @"java/lang/Long.signum(J)I"(i64 %value) #1 {
  %result = call i32 @llvm.scmp.i32.i64(i64 %value, i64 0)
  ret i32 %result
}

define internal i64 @"java/lang/Long.divideUnsigned(JJ)J"(i64 %left, i64 %right) #1 {
  %result = call i64 @java.long.udiv(i64 %left, i64 %right)
  ret i64 %result
}

define internal i64 @"java/lang/Long.remainderUnsigned(JJ)J"(i64 %left, i64 %right) #1 {
  %result = call i64 @java.long.urem(i64 %left, i64 %right)
  ret i64 %result
}

define internal i64 @"java/lang/Long.sum(JJ)J"(i64 %left, i64 %right) #1 {
  %result = add i64 %left, %right
  ret i64 %result
}

define internal i64 @"java/lang/Long.lowestOneBit(J)J"(i64 %value) #1 {
  %negated = sub i64 0, %value
  %result = and i64 %value, %negated
  ret i64 %result
}

define internal i64 @"java/lang/Long.highestOneBit(J)J"(i64 %value) #1 {
  %zeros = call i64 @llvm.ctlz.i64(i64 %value, i1 false)
  %masked = and i64 %zeros, 63
  %bit = lshr i64 -9223372036854775808, %masked
  %result = and i64 %value, %bit
  ret i64 %result
}

define internal i64 @"java/lang/Long.min(JJ)J"(i64 %left, i64 %right) #1 {
  %result = call i64 @llvm.smin.i64(i64 %left, i64 %right)
  ret i64 %result
}

define internal i64 @"java/lang/Long.max(JJ)J"(i64 %left, i64 %right) #1 {
  %result = call i64 @llvm.smax.i64(i64 %left, i64 %right)
  ret i64 %result
}

define internal i64 @"java/lang/Math.min(JJ)J"(i64 %left, i64 %right) #1 {
  %result = call i64 @llvm.smin.i64(i64 %left, i64 %right)
  ret i64 %result
}

define internal i64 @"java/lang/Math.max(JJ)J"(i64 %left, i64 %right) #1 {
  %result = call i64 @llvm.smax.i64(i64 %left, i64 %right)
  ret i64 %result
}

define internal i64 @"java/lang/Math.abs(J)J"(i64 %value) #1 {
  %result = call i64 @llvm.abs.i64(i64 %value, i1 false)
  ret i64 %result
}

define internal i64 @"java/lang/Integer.toUnsignedLong(I)J"(i32 %value) #1 {
  %wide = zext i32 %value to i64
  ret i64 %wide
}

define internal i32 @"java/lang/Byte.toUnsignedInt(B)I"(i32 %value) #1 {
  %result = and i32 %value, 255
  ret i32 %result
}

define internal i64 @"java/lang/Byte.toUnsignedLong(B)J"(i32 %value) #1 {
  %masked = and i32 %value, 255
  %result = zext i32 %masked to i64
  ret i64 %result
}

define internal i32 @"java/lang/Short.toUnsignedInt(S)I"(i32 %value) #1 {
  %result = and i32 %value, 65535
  ret i32 %result
}

define internal i64 @"java/lang/Short.toUnsignedLong(S)J"(i32 %value) #1 {
  %masked = and i32 %value, 65535
  %result = zext i32 %masked to i64
  ret i64 %result
}

define internal void @"javisor/machine/memory/BootArena.reserve(I)V"(i32 %bytes) #1 {
  ret void
}

define internal void @"javisor/machine/memory/BootArena.continueAt(Ljavisor/machine/address/HostVirtual;J)V"(i64 %start, i64 %bytes) #1 {
  %pointer = inttoptr i64 %start to ptr
  store ptr %pointer, ptr @javisor.arena.start
  store i64 0, ptr @javisor.arena.used
  store i64 %bytes, ptr @javisor.arena.limit
  ret void
}

define internal void @"javisor/machine/memory/BootArena.seal()V"() #1 {
  store i64 0, ptr @javisor.arena.limit
  ret void
}

define internal i64 @"javisor/machine/memory/BootArena.usedBytes()J"() #1 {
  %used = load i64, ptr @javisor.arena.used
  ret i64 %used
}

define internal i32 @"javisor/machine/trace/FailedCheck.kind()I"() #1 {
  %kind = load i32, ptr @javisor.failure.kind
  ret i32 %kind
}

define internal i32 @"javisor/machine/trace/FailedCheck.firstOperand()I"() #1 {
  %value = load i32, ptr @javisor.failure.first
  ret i32 %value
}

define internal i32 @"javisor/machine/trace/FailedCheck.secondOperand()I"() #1 {
  %value = load i32, ptr @javisor.failure.second
  ret i32 %value
}

define internal i32 @"javisor/machine/trace/FailedCheck.targetNameCharacter(I)C"(i32 %index) #1 {
  %name = load ptr, ptr @javisor.failure.target
  %wide = zext i32 %index to i64
  %at = getelementptr i8, ptr %name, i64 %wide
  %character = load i8, ptr %at, align 1
  %result = zext i8 %character to i32
  ret i32 %result
}

define internal i32 @"javisor/machine/trace/FailedCheck.subjectNameCharacter(I)C"(i32 %index) #1 {
  %subject = load ptr, ptr @javisor.failure.subject
  %type = call ptr @java.descriptor(ptr %subject)
  %name = load ptr, ptr %type, align 8
  %wide = zext i32 %index to i64
  %at = getelementptr i8, ptr %name, i64 %wide
  %character = load i8, ptr %at, align 1
  %result = zext i8 %character to i32
  ret i32 %result
}

define internal i32 @"javisor/machine/trace/FailedCheck.classNameCharacter(Ljava/lang/Object;I)C"(ptr %object, i32 %index) #1 {
  call void @java.nullcheck(ptr %object)
  %type = call ptr @java.descriptor(ptr %object)
  %name = load ptr, ptr %type, align 8
  %wide = zext i32 %index to i64
  %at = getelementptr i8, ptr %name, i64 %wide
  %character = load i8, ptr %at, align 1
  %result = zext i8 %character to i32
  ret i32 %result
}
declare i32 @llvm.ctpop.i32(i32)
declare i32 @llvm.bswap.i32(i32)
declare i32 @llvm.bitreverse.i32(i32)
declare i32 @llvm.ctlz.i32(i32, i1 immarg)
declare i32 @llvm.cttz.i32(i32, i1 immarg)
declare i32 @llvm.abs.i32(i32, i1 immarg)
declare i32 @llvm.fshl.i32(i32, i32, i32)
declare i32 @llvm.fshr.i32(i32, i32, i32)
declare i32 @llvm.smin.i32(i32, i32)
declare i32 @llvm.smax.i32(i32, i32)
declare i32 @llvm.scmp.i32.i32(i32, i32)
declare i32 @llvm.ucmp.i32.i32(i32, i32)
declare i64 @llvm.ctpop.i64(i64)
declare i64 @llvm.bswap.i64(i64)
declare i64 @llvm.bitreverse.i64(i64)
declare i64 @llvm.ctlz.i64(i64, i1 immarg)
declare i64 @llvm.cttz.i64(i64, i1 immarg)
declare i64 @llvm.abs.i64(i64, i1 immarg)
declare i64 @llvm.fshl.i64(i64, i64, i64)
declare i64 @llvm.fshr.i64(i64, i64, i64)
declare i64 @llvm.smin.i64(i64, i64)
declare i64 @llvm.smax.i64(i64, i64)
declare i32 @llvm.scmp.i32.i64(i64, i64)
declare i32 @llvm.ucmp.i32.i64(i64, i64)
