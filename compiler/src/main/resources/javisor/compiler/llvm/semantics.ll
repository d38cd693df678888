; Java's semantics where they differ from LLVM's, one small function each. #1 inlines into every caller; functions here have no
; debug information, so the instructions take the line of the call. (JVMS, chapter 6.)

; int div: by zero panics, MIN by -1 wraps.
define internal i32 @java.int.div(i32 %left, i32 %right) #1 {
  %zero = icmp eq i32 %right, 0
  br i1 %zero, label %panic, label %nonzero
panic:
  call void @javisor_panic_division() #3
  unreachable
nonzero:
  %minus = icmp eq i32 %right, -1
  br i1 %minus, label %negate, label %divide
negate:
  %negated = sub i32 0, %left
  ret i32 %negated
divide:
  %result = sdiv i32 %left, %right
  ret i32 %result
}

; int rem: by zero panics, MIN by -1 wraps.
define internal i32 @java.int.rem(i32 %left, i32 %right) #1 {
  %zero = icmp eq i32 %right, 0
  br i1 %zero, label %panic, label %nonzero
panic:
  call void @javisor_panic_division() #3
  unreachable
nonzero:
  %minus = icmp eq i32 %right, -1
  br i1 %minus, label %negate, label %divide
negate:
  %negated = add i32 0, 0
  ret i32 %negated
divide:
  %result = srem i32 %left, %right
  ret i32 %result
}

; Unsigned int div: by zero panics.
define internal i32 @java.int.udiv(i32 %left, i32 %right) #1 {
  %zero = icmp eq i32 %right, 0
  br i1 %zero, label %panic, label %divide
panic:
  call void @javisor_panic_division() #3
  unreachable
divide:
  %result = udiv i32 %left, %right
  ret i32 %result
}

; Unsigned int rem: by zero panics.
define internal i32 @java.int.urem(i32 %left, i32 %right) #1 {
  %zero = icmp eq i32 %right, 0
  br i1 %zero, label %panic, label %divide
panic:
  call void @javisor_panic_division() #3
  unreachable
divide:
  %result = urem i32 %left, %right
  ret i32 %result
}

define internal i32 @java.int.shl(i32 %value, i32 %count) #1 {
  %masked = and i32 %count, 31
  %result = shl i32 %value, %masked
  ret i32 %result
}

define internal i32 @java.int.shr(i32 %value, i32 %count) #1 {
  %masked = and i32 %count, 31
  %result = ashr i32 %value, %masked
  ret i32 %result
}

define internal i32 @java.int.ushr(i32 %value, i32 %count) #1 {
  %masked = and i32 %count, 31
  %result = lshr i32 %value, %masked
  ret i32 %result
}

; long div: by zero panics, MIN by -1 wraps.
define internal i64 @java.long.div(i64 %left, i64 %right) #1 {
  %zero = icmp eq i64 %right, 0
  br i1 %zero, label %panic, label %nonzero
panic:
  call void @javisor_panic_division() #3
  unreachable
nonzero:
  %minus = icmp eq i64 %right, -1
  br i1 %minus, label %negate, label %divide
negate:
  %negated = sub i64 0, %left
  ret i64 %negated
divide:
  %result = sdiv i64 %left, %right
  ret i64 %result
}

; long rem: by zero panics, MIN by -1 wraps.
define internal i64 @java.long.rem(i64 %left, i64 %right) #1 {
  %zero = icmp eq i64 %right, 0
  br i1 %zero, label %panic, label %nonzero
panic:
  call void @javisor_panic_division() #3
  unreachable
nonzero:
  %minus = icmp eq i64 %right, -1
  br i1 %minus, label %negate, label %divide
negate:
  %negated = add i64 0, 0
  ret i64 %negated
divide:
  %result = srem i64 %left, %right
  ret i64 %result
}

; Unsigned long div: by zero panics.
define internal i64 @java.long.udiv(i64 %left, i64 %right) #1 {
  %zero = icmp eq i64 %right, 0
  br i1 %zero, label %panic, label %divide
panic:
  call void @javisor_panic_division() #3
  unreachable
divide:
  %result = udiv i64 %left, %right
  ret i64 %result
}

; Unsigned long rem: by zero panics.
define internal i64 @java.long.urem(i64 %left, i64 %right) #1 {
  %zero = icmp eq i64 %right, 0
  br i1 %zero, label %panic, label %divide
panic:
  call void @javisor_panic_division() #3
  unreachable
divide:
  %result = urem i64 %left, %right
  ret i64 %result
}

define internal i64 @java.long.shl(i64 %value, i32 %count) #1 {
  %masked = and i32 %count, 63
  %wide = zext i32 %masked to i64
  %result = shl i64 %value, %wide
  ret i64 %result
}

define internal i64 @java.long.shr(i64 %value, i32 %count) #1 {
  %masked = and i32 %count, 63
  %wide = zext i32 %masked to i64
  %result = ashr i64 %value, %wide
  ret i64 %result
}

define internal i64 @java.long.ushr(i64 %value, i32 %count) #1 {
  %masked = and i32 %count, 63
  %wide = zext i32 %masked to i64
  %result = lshr i64 %value, %wide
  ret i64 %result
}

define internal void @java.nullcheck(ptr %reference) #1 {
  %null = icmp eq ptr %reference, null
  br i1 %null, label %panic, label %valid
panic:
  call void @javisor_panic_null() #3
  unreachable
valid:
  ret void
}

define internal i32 @java.arraylength(ptr %array) #1 {
  call void @java.nullcheck(ptr %array)
  %at = getelementptr i8, ptr %array, i64 8
  %length = load i32, ptr %at, align 8, !invariant.load !0
  ret i32 %length
}

; Null and bounds check; the address of the element of 2^scale bytes.
define internal ptr @java.element(ptr %array, i32 %index, i64 %size) #1 {
  %length = call i32 @java.arraylength(ptr %array)
  %inside = icmp ult i32 %index, %length
  br i1 %inside, label %valid, label %panic
panic:
  call void @javisor_panic_bounds(i32 %index, i32 %length) #3
  unreachable
valid:
  %elements = getelementptr i8, ptr %array, i64 16
  %wide = zext i32 %index to i64
  %offset = mul nuw nsw i64 %wide, %size
  %element = getelementptr i8, ptr %elements, i64 %offset
  ret ptr %element
}

define internal ptr @java.descriptor(ptr %object) #1 {
  %descriptor = load ptr, ptr %object, align 8, !invariant.load !0
  ret ptr %descriptor
}

; Whether a non-null object's descriptor has the bit %mask in byte %byte of its bitmap.
define internal i1 @java.hasbit(ptr %object, i64 %byte, i8 %mask) #1 {
  %descriptor = call ptr @java.descriptor(ptr %object)
  %bitmap = getelementptr i8, ptr %descriptor, i64 11
  %at = getelementptr i8, ptr %bitmap, i64 %byte
  %bits = load i8, ptr %at, align 1, !invariant.load !0
  %masked = and i8 %bits, %mask
  %has = icmp ne i8 %masked, 0
  ret i1 %has
}

define internal i1 @java.isbit(ptr %reference, i64 %byte, i8 %mask) #1 {
  %null = icmp eq ptr %reference, null
  br i1 %null, label %no, label %test
test:
  %has = call i1 @java.hasbit(ptr %reference, i64 %byte, i8 %mask)
  ret i1 %has
no:
  ret i1 false
}

define internal i1 @java.isexact(ptr %reference, ptr %type) #1 {
  %null = icmp eq ptr %reference, null
  br i1 %null, label %no, label %test
test:
  %descriptor = call ptr @java.descriptor(ptr %reference)
  %is = icmp eq ptr %descriptor, %type
  ret i1 %is
no:
  ret i1 false
}

; Panics unless %is, or the reference is null.
define internal void @java.cast(ptr %reference, i1 %is, ptr %name) #1 {
  %null = icmp eq ptr %reference, null
  %valid = select i1 %null, i1 true, i1 %is
  br i1 %valid, label %done, label %panic
panic:
  call void @javisor_panic_cast(ptr %reference, ptr %name) #3
  unreachable
done:
  ret void
}

; An array's descriptor holds byte index and mask of its element type.
define internal void @java.storecheck(ptr %array, ptr %value) #1 {
  %null = icmp eq ptr %value, null
  br i1 %null, label %done, label %test
test:
  %type = call ptr @java.descriptor(ptr %array)
  %indexat = getelementptr i8, ptr %type, i64 8
  %index = load i16, ptr %indexat, align 8, !invariant.load !0
  %wide = zext i16 %index to i64
  %maskat = getelementptr i8, ptr %type, i64 10
  %mask = load i8, ptr %maskat, align 2, !invariant.load !0
  %has = call i1 @java.hasbit(ptr %value, i64 %wide, i8 %mask)
  br i1 %has, label %done, label %panic
panic:
  call void @javisor_panic_store(ptr %value) #3
  unreachable
done:
  ret void
}

define internal ptr @java.newarray(i32 %length, i64 %size, ptr %type) #1 {
  %negative = icmp slt i32 %length, 0
  br i1 %negative, label %panic, label %valid
panic:
  call void @javisor_panic_size(i32 %length) #3
  unreachable
valid:
  %wide = zext i32 %length to i64
  %content = mul nuw nsw i64 %wide, %size
  %padded = add nuw nsw i64 %content, 23
  %bytes = and i64 %padded, -8
  %array = call ptr @javisor_allocate(i64 %bytes, ptr %type, i32 %length) #3
  ret ptr %array
}
