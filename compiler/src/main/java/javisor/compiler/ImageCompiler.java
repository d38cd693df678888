package javisor.compiler;

import javisor.compiler.closedworld.FrontEnd;
import javisor.compiler.ir.IrPrinter;
import javisor.compiler.ir.Program;

/** From class files to a bootable image. */
public final class ImageCompiler {
    private ImageCompiler() {}

    /**
     * Compiles what {@code request} names.
     *
     * @throws CompilationException with everything that is wrong with the program
     */
    public static CompiledImage compile(ImageRequest request) throws CompilationException {
        ImageBuilder builder = new ImageBuilder(request);
        Program program = FrontEnd.translate(request);
        builder.endStage("front end");
        return builder.build(program, IrPrinter.print(program));
    }
}
