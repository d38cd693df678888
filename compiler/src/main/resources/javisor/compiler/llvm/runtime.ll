; What the program needs at run time besides its own methods: the ends of failed checks, the boot arena, and the four functions
; LLVM calls by itself. #2 is cold, never inlined, never returning.

; What went wrong, for javisor.machine.trace.FailedCheck.
@javisor.failure.kind = internal global i32 0
@javisor.failure.first = internal global i32 0
@javisor.failure.second = internal global i32 0
@javisor.failure.subject = internal global ptr null
@javisor.failure.target = internal global ptr null

@javisor.arena = internal global [${ARENA} x i8] zeroinitializer, align 16
@javisor.arena.start = internal global ptr @javisor.arena
@javisor.arena.used = internal global i64 0
@javisor.arena.limit = internal global i64 ${ARENA}

declare ptr @llvm.frameaddress.p0(i32 immarg)
declare ptr @llvm.returnaddress(i32 immarg)

define internal void @javisor_panic_null() #2 {
  store i32 1, ptr @javisor.failure.kind
  %frame = call ptr @llvm.frameaddress.p0(i32 1)
  %framebits = ptrtoint ptr %frame to i64
  %return = call ptr @llvm.returnaddress(i32 0)
  %returnbits = ptrtoint ptr %return to i64
  call void ${HANDLER}(ptr @"throwable.java/lang/NullPointerException", i64 %framebits, i64 %returnbits) #3
  unreachable
}

define internal void @javisor_panic_bounds(i32 %index, i32 %length) #2 {
  store i32 2, ptr @javisor.failure.kind
  store i32 %index, ptr @javisor.failure.first
  store i32 %length, ptr @javisor.failure.second
  %frame = call ptr @llvm.frameaddress.p0(i32 1)
  %framebits = ptrtoint ptr %frame to i64
  %return = call ptr @llvm.returnaddress(i32 0)
  %returnbits = ptrtoint ptr %return to i64
  call void ${HANDLER}(ptr @"throwable.java/lang/ArrayIndexOutOfBoundsException", i64 %framebits, i64 %returnbits) #3
  unreachable
}

define internal void @javisor_panic_division() #2 {
  store i32 3, ptr @javisor.failure.kind
  %frame = call ptr @llvm.frameaddress.p0(i32 1)
  %framebits = ptrtoint ptr %frame to i64
  %return = call ptr @llvm.returnaddress(i32 0)
  %returnbits = ptrtoint ptr %return to i64
  call void ${HANDLER}(ptr @"throwable.java/lang/ArithmeticException", i64 %framebits, i64 %returnbits) #3
  unreachable
}

define internal void @javisor_panic_cast(ptr %object, ptr %name) #2 {
  store i32 4, ptr @javisor.failure.kind
  store ptr %object, ptr @javisor.failure.subject
  store ptr %name, ptr @javisor.failure.target
  %frame = call ptr @llvm.frameaddress.p0(i32 1)
  %framebits = ptrtoint ptr %frame to i64
  %return = call ptr @llvm.returnaddress(i32 0)
  %returnbits = ptrtoint ptr %return to i64
  call void ${HANDLER}(ptr @"throwable.java/lang/ClassCastException", i64 %framebits, i64 %returnbits) #3
  unreachable
}

define internal void @javisor_panic_store(ptr %object) #2 {
  store i32 5, ptr @javisor.failure.kind
  store ptr %object, ptr @javisor.failure.subject
  %frame = call ptr @llvm.frameaddress.p0(i32 1)
  %framebits = ptrtoint ptr %frame to i64
  %return = call ptr @llvm.returnaddress(i32 0)
  %returnbits = ptrtoint ptr %return to i64
  call void ${HANDLER}(ptr @"throwable.java/lang/ArrayStoreException", i64 %framebits, i64 %returnbits) #3
  unreachable
}

define internal void @javisor_panic_size(i32 %length) #2 {
  store i32 6, ptr @javisor.failure.kind
  store i32 %length, ptr @javisor.failure.first
  %frame = call ptr @llvm.frameaddress.p0(i32 1)
  %framebits = ptrtoint ptr %frame to i64
  %return = call ptr @llvm.returnaddress(i32 0)
  %returnbits = ptrtoint ptr %return to i64
  call void ${HANDLER}(ptr @"throwable.java/lang/NegativeArraySizeException", i64 %framebits, i64 %returnbits) #3
  unreachable
}

define internal void @javisor_panic_throw(ptr %thrown) #2 {
  %null = icmp eq ptr %thrown, null
  %kind = select i1 %null, i32 1, i32 0
  %cause = select i1 %null, ptr @"throwable.java/lang/NullPointerException", ptr %thrown
  store i32 %kind, ptr @javisor.failure.kind
  %frame = call ptr @llvm.frameaddress.p0(i32 1)
  %framebits = ptrtoint ptr %frame to i64
  %return = call ptr @llvm.returnaddress(i32 0)
  %returnbits = ptrtoint ptr %return to i64
  call void ${HANDLER}(ptr %cause, i64 %framebits, i64 %returnbits) #3
  unreachable
}

; %bytes zeroed bytes, a multiple of 8 and at least 16, with descriptor and array length set (0 for what is no array). Both are set
; here, out of line, because they are read as invariant. Sealing sets the limit to zero.
define internal ptr @javisor_allocate(i64 %bytes, ptr %type, i32 %length) #4 {
  %used = load i64, ptr @javisor.arena.used
  %end = add nuw i64 %used, %bytes
  %limit = load i64, ptr @javisor.arena.limit
  %fits = icmp ule i64 %end, %limit
  br i1 %fits, label %take, label %panic
take:
  store i64 %end, ptr @javisor.arena.used
  %start = load ptr, ptr @javisor.arena.start
  %object = getelementptr i8, ptr %start, i64 %used
  store ptr %type, ptr %object, align 8
  %at = getelementptr i8, ptr %object, i64 8
  store i32 %length, ptr %at, align 8
  ret ptr %object
panic:
  %sealed = icmp eq i64 %limit, 0
  %kind = select i1 %sealed, i32 8, i32 7
  store i32 %kind, ptr @javisor.failure.kind
  %frame = call ptr @llvm.frameaddress.p0(i32 1)
  %framebits = ptrtoint ptr %frame to i64
  %return = call ptr @llvm.returnaddress(i32 0)
  %returnbits = ptrtoint ptr %return to i64
  call void ${HANDLER}(ptr @"throwable.java/lang/OutOfMemoryError", i64 %framebits, i64 %returnbits) #3
  unreachable
}

define dso_local ptr @memcpy(ptr %to, ptr %from, i64 %count) #4 {
  call { ptr, ptr, i64 } asm sideeffect "rep movsb", "={di},={si},={cx},0,1,2,~{memory},~{dirflag},~{fpsr},~{flags}"(ptr %to, ptr %from, i64 %count)
  ret ptr %to
}

define dso_local ptr @memmove(ptr %to, ptr %from, i64 %count) #4 {
  %tobits = ptrtoint ptr %to to i64
  %frombits = ptrtoint ptr %from to i64
  %distance = sub i64 %tobits, %frombits
  %forward = icmp uge i64 %distance, %count
  br i1 %forward, label %up, label %down
up:
  call { ptr, ptr, i64 } asm sideeffect "rep movsb", "={di},={si},={cx},0,1,2,~{memory},~{dirflag},~{fpsr},~{flags}"(ptr %to, ptr %from, i64 %count)
  ret ptr %to
down:
  %last = sub i64 %count, 1
  %lastto = getelementptr i8, ptr %to, i64 %last
  %lastfrom = getelementptr i8, ptr %from, i64 %last
  call { ptr, ptr, i64 } asm sideeffect "std; rep movsb; cld", "={di},={si},={cx},0,1,2,~{memory},~{dirflag},~{fpsr},~{flags}"(ptr %lastto, ptr %lastfrom, i64 %count)
  ret ptr %to
}

define dso_local ptr @memset(ptr %to, i32 %value, i64 %count) #4 {
  call { ptr, i64 } asm sideeffect "rep stosb", "={di},={cx},0,{ax},1,~{memory},~{dirflag},~{fpsr},~{flags}"(ptr %to, i32 %value, i64 %count)
  ret ptr %to
}

define dso_local i32 @memcmp(ptr %left, ptr %right, i64 %count) #4 {
entry:
  br label %next
next:
  %at = phi i64 [ 0, %entry ], [ %following, %same ]
  %end = icmp eq i64 %at, %count
  br i1 %end, label %equal, label %compare
compare:
  %leftat = getelementptr i8, ptr %left, i64 %at
  %leftbyte = load volatile i8, ptr %leftat
  %rightat = getelementptr i8, ptr %right, i64 %at
  %rightbyte = load volatile i8, ptr %rightat
  %following = add i64 %at, 1
  %differ = icmp ne i8 %leftbyte, %rightbyte
  br i1 %differ, label %different, label %same
same:
  br label %next
different:
  %leftwide = zext i8 %leftbyte to i32
  %rightwide = zext i8 %rightbyte to i32
  %difference = sub i32 %leftwide, %rightwide
  ret i32 %difference
equal:
  ret i32 0
}

define dso_local i32 @bcmp(ptr %left, ptr %right, i64 %count) #4 {
  %difference = call i32 @memcmp(ptr %left, ptr %right, i64 %count)
  ret i32 %difference
}
