/** Class files to closed world to image heap to IR to LLVM to image. */
module javisor.compiler {
    requires javisor.machine;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.llvm;

    exports javisor.compiler;
    exports javisor.compiler.machinecode;
}
