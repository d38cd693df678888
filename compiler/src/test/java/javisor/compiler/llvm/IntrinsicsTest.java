package javisor.compiler.llvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javisor.compiler.CompilationException;
import javisor.compiler.TestPrograms;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.Terminator;
import javisor.machine.annotation.Intrinsic;
import org.junit.jupiter.api.Test;

class IntrinsicsTest {
    private static final Pattern DEFINITION = Pattern.compile("(?m)^define internal (\\S+) @\"([^\"]+)\"\\(([^)]*)\\)");

    @Test
    void everyIntrinsicOfTheMachineHasALowering() throws IOException, URISyntaxException {
        Path classes = Path.of(Intrinsic.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> declared = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> declared.addAll(intrinsics(file)));
        }

        assertThat(declared).isNotEmpty();
        assertThat(new Library().lowered()).containsAll(declared);
    }

    private static List<String> intrinsics(Path file) {
        try {
            var model = ClassFile.of().parse(file);
            return model.methods().stream()
                    .filter(method -> method.findAttribute(Attributes.runtimeInvisibleAnnotations())
                            .map(IntrinsicsTest::marksIntrinsic)
                            .orElse(false))
                    .map(method -> model.thisClass().asInternalName() + "." + method.methodName() + method.methodType())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean marksIntrinsic(RuntimeInvisibleAnnotationsAttribute attribute) {
        return attribute.annotations().stream()
                .anyMatch(a -> a.className().equalsString(Intrinsic.class.descriptorString()));
    }

    @Test
    void everyLoweringBecomesMachineCode() throws CompilationException {
        List<Instruction> calls = new ArrayList<>();
        Register number = new Register(0, IrType.LONG, "argument");
        Register small = new Register(1, IrType.INT, "small");
        Register object = new Register(2, IrType.REFERENCE, "object");
        calls.add(new Instruction.Constant(small, 7, TestPrograms.at(1)));
        calls.add(new Instruction.NullConstant(object, TestPrograms.at(1)));
        for (MatchResult definition :
                DEFINITION.matcher(new Library().text("@handler", 16)).results().toList()) {
            String name = definition.group(2);
            int dot = name.lastIndexOf('.', name.indexOf('('));
            int open = name.indexOf('(');
            List<Register> arguments = new ArrayList<>();
            for (String parameter : definition.group(3).split(", ")) {
                switch (parameter.split(" ")[0]) {
                    case "i32" -> arguments.add(small);
                    case "i64" -> arguments.add(number);
                    case "ptr" -> arguments.add(object);
                    default -> assertThat(parameter).isEmpty();
                }
            }
            MethodReference method =
                    new MethodReference(name.substring(0, dot), name.substring(dot + 1, open), name.substring(open));
            calls.add(new Instruction.CallIntrinsic(null, method, arguments, TestPrograms.at(2)));
        }
        assertThat(calls).hasSizeGreaterThan(100);

        var module = ModuleEmitter.emit(TestPrograms.entry(calls, new Terminator.Return(number, TestPrograms.at(3))));
        try (LlvmCompiler llvm = new LlvmCompiler(module.text())) {
            assertThat(llvm.emitObject()).isNotEmpty();
        }
    }

    @Test
    void badInlineAssemblyIsAnErrorAndNotTheEndOfTheProcess() throws CompilationException {
        String text = """
                target triple = "x86_64-unknown-none-elf"
                define void @f() {
                  call void asm sideeffect "frobnicate", ""()
                  ret void
                }
                """;
        try (LlvmCompiler llvm = new LlvmCompiler(text)) {
            assertThat(catchThrowableOfType(CompilationException.class, llvm::emitObject)
                            .problems())
                    .anyMatch(problem -> problem.contains("frobnicate"));
        }
    }
}
