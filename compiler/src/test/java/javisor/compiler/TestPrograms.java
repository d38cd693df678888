package javisor.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javisor.compiler.ir.BinaryOperator;
import javisor.compiler.ir.Block;
import javisor.compiler.ir.FieldReference;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.Program;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.SourcePosition;
import javisor.compiler.ir.StorageKind;
import javisor.compiler.ir.Terminator;
import javisor.compiler.ir.TypeDefinition;

/** Small programs in IR, built by hand, for tests of the back end alone. */
public final class TestPrograms {
    /** The method {@link #dividing} exports as {@code javisor_boot}. */
    public static final MethodReference BOOT = new MethodReference("demo/Boot", "boot", "(J)J");

    private static final Register ARGUMENT = new Register(0, IrType.LONG, "argument");

    private TestPrograms() {}

    /** {@return a position in Boot.java} */
    public static SourcePosition at(int line) {
        return new SourcePosition("Boot.java", line);
    }

    /** {@return a program whose entry point returns 100 / argument} */
    public static Program dividing() {
        Register hundred = new Register(1, IrType.LONG, "hundred");
        Register result = new Register(2, IrType.LONG, "result");
        return entry(
                List.of(
                        new Instruction.Constant(hundred, 100, at(10)),
                        new Instruction.Binary(result, BinaryOperator.DIV, hundred, ARGUMENT, at(11))),
                new Terminator.Return(result, at(12)));
    }

    /** {@return a program with one entry point of one block; register 0 is the argument} */
    public static Program entry(List<Instruction> instructions, Terminator terminator) {
        List<Register> registers = new ArrayList<>(List.of(ARGUMENT));
        instructions.forEach(instruction -> {
            Register destination = switch (instruction) {
                case Instruction.New creation -> creation.destination();
                case Instruction.Constant constant -> constant.destination();
                case Instruction.NullConstant constant -> constant.destination();
                case Instruction.Binary binary -> binary.destination();
                default -> null;
            };
            if (destination != null) {
                registers.add(destination);
            }
        });
        Function boot = new Function(
                BOOT,
                "javisor_boot",
                List.of(ARGUMENT),
                IrType.LONG,
                registers,
                List.of(new Block(0, instructions, terminator)),
                Function.Inlining.DEFAULT,
                false,
                at(9));
        return new Program(List.of(boot, panic()), types(), List.of(), List.of(), List.of());
    }

    private static Function panic() {
        Register cause = new Register(0, IrType.REFERENCE, "cause");
        Register frame = new Register(1, IrType.LONG, "frame");
        Register address = new Register(2, IrType.LONG, "address");
        MethodReference method = new MethodReference(
                "demo/Boot",
                "panic",
                "(Ljava/lang/Throwable;Ljavisor/machine/address/HostVirtual;Ljavisor/machine/address/HostVirtual;)V");
        MethodReference halt = new MethodReference("javisor/machine/instruction/Cpu", "halt", "()V");
        return new Function(
                method,
                null,
                List.of(cause, frame, address),
                IrType.VOID,
                List.of(cause, frame, address),
                List.of(
                        new Block(0, List.of(), new Terminator.Goto(1, at(90))),
                        new Block(
                                1,
                                List.of(new Instruction.CallIntrinsic(null, halt, List.of(), at(91))),
                                new Terminator.Goto(1, at(92)))),
                Function.Inlining.DEFAULT,
                true,
                at(89));
    }

    private static List<TypeDefinition> types() {
        FieldReference message = new FieldReference("java/lang/Throwable", "detailMessage", StorageKind.REFERENCE);
        return List.of(
                new TypeDefinition(
                        "java/lang/Object", null, List.of("java/lang/Object"), List.of(), null, null, Map.of(), false),
                new TypeDefinition(
                        "java/lang/Throwable",
                        "java/lang/Object",
                        List.of("java/lang/Throwable", "java/lang/Object"),
                        List.of(message),
                        null,
                        null,
                        Map.of(),
                        false));
    }
}
