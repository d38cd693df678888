package javisor.compiler.closedworld;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javisor.compiler.CompilationException;
import javisor.compiler.ImageRequest;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.HeapObject;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrPrinter;
import javisor.compiler.ir.Program;
import javisor.machine.address.HostPhysical;

/** Runs the front end over classes of the tests. */
final class Programs {
    static final long LINK_ADDRESS = 0xFFFF_FFFF_8000_0000L;

    private Programs() {}

    static ImageRequest request(String... rootClasses) {
        return new ImageRequest(
                List.of(place(Programs.class), place(HostPhysical.class)),
                List.of(rootClasses),
                List.of(),
                Map.of(),
                LINK_ADDRESS);
    }

    /** {@return where the classes of the machine module are} */
    static Path machine() {
        return place(HostPhysical.class);
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Program translate(Class<?> root) throws CompilationException {
        return FrontEnd.translate(request(root.getName()));
    }

    static Function function(Program program, String name) {
        return program.functions().stream()
                .filter(function -> function.method().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static String text(Program program, String name) {
        return IrPrinter.print(function(program, name));
    }

    static List<Instruction> instructions(Function function) {
        return function.blocks().stream()
                .flatMap(block -> block.instructions().stream())
                .toList();
    }

    static List<HeapObject> objects(Program program, String type) {
        return program.heap().stream()
                .filter(object -> object.type().equals(type))
                .toList();
    }
}
