package javisor.compiler.llvm;

import java.util.ArrayList;
import java.util.List;
import javisor.compiler.ir.Block;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.Terminator;

/**
 * Emits one function. Every virtual register is a stack slot, which LLVM turns into SSA values; every instruction with a meaning of
 * its own in Java is a call of a function of the {@link Library}.
 */
final class FunctionEmitter {
    private final CallEmitter calls;
    private final Function function;
    private final StringBuilder out;
    private final FunctionHeader header;
    private final int subprogram;
    private final FunctionWriter writer;
    private final ArithmeticEmitter arithmetic;
    private final MemoryEmitter memory;

    FunctionEmitter(
            World world,
            Metadata metadata,
            CallEmitter calls,
            Function function,
            FunctionHeader header,
            StringBuilder out) {
        this.calls = calls;
        this.function = function;
        this.out = out;
        this.header = header;
        this.subprogram = metadata.subprogram(function, header.symbol());
        this.writer = new FunctionWriter(function, metadata, subprogram, out);
        this.arithmetic = new ArithmeticEmitter(writer);
        this.memory = new MemoryEmitter(world, metadata, writer);
    }

    void emit() {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < function.parameters().size(); i++) {
            String nonNull = isNeverNull(i) ? " nonnull" : "";
            parameters.add(LlvmText.type(function.parameters().get(i).type()) + nonNull + " %p" + i);
        }
        out.append("\ndefine ").append(header.exported() ? "dso_local " : "internal ");
        out.append(LlvmText.type(function.returnType())).append(' ');
        out.append(LlvmText.global(header.symbol()));
        out.append('(').append(String.join(", ", parameters)).append(") ").append(header.attributes());
        out.append(" !dbg !").append(subprogram).append(" {\n");
        for (Register register : function.registers()) {
            writer.line(FunctionWriter.slot(register) + " = alloca " + LlvmText.type(register.type()));
        }
        for (int i = 0; i < function.parameters().size(); i++) {
            Register parameter = function.parameters().get(i);
            writer.line(
                    "store " + LlvmText.type(parameter.type()) + " %p" + i + ", ptr " + FunctionWriter.slot(parameter));
        }
        writer.line("br label %b0");
        for (Block block : function.blocks()) {
            out.append('b').append(block.number()).append(":\n");
            for (Instruction instruction : block.instructions()) {
                writer.at(instruction.position());
                emit(instruction);
            }
            writer.at(block.terminator().position());
            emit(block.terminator());
        }
        out.append("}\n");
    }

    /** Callers check receivers, and assembly passes on only what Java gave it. */
    private boolean isNeverNull(int parameter) {
        int count = function.parameters().size();
        boolean receiver = parameter == 0 && CallEmitter.isInstance(function.method(), count);
        return (receiver || header.exported())
                && function.parameters().get(parameter).type() == IrType.REFERENCE;
    }

    private void emit(Instruction instruction) {
        switch (instruction) {
            case Instruction.Constant constant -> arithmetic.constant(constant);
            case Instruction.NullConstant constant -> writer.set(constant.destination(), "null");
            case Instruction.ObjectConstant c -> writer.set(c.destination(), Names.heapObject(c.object()));
            case Instruction.Move move -> writer.set(move.destination(), writer.get(move.source()));
            case Instruction.Binary binary -> arithmetic.binary(binary);
            case Instruction.Compare compare -> arithmetic.compare(compare);
            case Instruction.ThreeWayCompare compare -> arithmetic.compare(compare);
            case Instruction.Convert convert -> arithmetic.convert(convert);
            case Instruction.LoadField load -> memory.load(load);
            case Instruction.StoreField store -> memory.store(store);
            case Instruction.LoadStatic load -> memory.load(load);
            case Instruction.StoreStatic store -> memory.store(store);
            case Instruction.LoadElement load -> memory.load(load);
            case Instruction.StoreElement store -> memory.store(store);
            case Instruction.ArrayLength length ->
                writer.set(length.destination(), writer.call("i32", "@java.arraylength", writer.typed(length.array())));
            case Instruction.New creation -> memory.create(creation);
            case Instruction.NewArray creation -> memory.create(creation);
            case Instruction.NullCheck check -> writer.runVoid("@java.nullcheck", writer.typed(check.reference()));
            case Instruction.InstanceOf test -> memory.test(test);
            case Instruction.CheckCast cast -> memory.cast(cast);
            case Instruction.CallDirect call -> calls.direct(writer, call);
            case Instruction.CallVirtual call -> calls.virtual(writer, call);
            case Instruction.CallIntrinsic call -> calls.intrinsic(writer, call);
            case Instruction.CallSymbol call -> calls.symbol(writer, call);
            case Instruction.SymbolAddress address ->
                writer.set(
                        address.destination(),
                        writer.value("ptrtoint ptr " + calls.external(address.symbol()) + " to i64"));
        }
    }

    private void emit(Terminator terminator) {
        switch (terminator) {
            case Terminator.Goto jump -> writer.located("br label %b" + jump.target());
            case Terminator.Branch branch -> {
                String zero = branch.left().type() == IrType.REFERENCE ? "null" : "0";
                String right = branch.right() == null ? zero : writer.get(branch.right());
                String bit = writer.value("icmp " + ArithmeticEmitter.condition(branch.condition()) + " "
                        + writer.typed(branch.left()) + ", " + right);
                writer.located("br i1 " + bit + ", label %b" + branch.whenTrue() + ", label %b" + branch.whenFalse());
            }
            case Terminator.Switch choice -> {
                StringBuilder text = new StringBuilder();
                text.append("switch ").append(writer.typed(choice.selector()));
                text.append(", label %b").append(choice.defaultTarget()).append(" [");
                for (int i = 0; i < choice.keys().size(); i++) {
                    text.append(" i32 ")
                            .append(choice.keys().get(i))
                            .append(", label %b")
                            .append(choice.targets().get(i));
                }
                writer.located(text.append(" ]").toString());
            }
            case Terminator.Return end ->
                writer.located(end.value() == null ? "ret void" : "ret " + writer.typed(end.value()));
            case Terminator.Throw end -> {
                writer.located("call void @javisor_panic_throw(" + writer.typed(end.throwable()) + ") #3");
                writer.located("unreachable");
            }
        }
    }
}
