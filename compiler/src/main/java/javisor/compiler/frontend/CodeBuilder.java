package javisor.compiler.frontend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javisor.compiler.ir.Block;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.SourcePosition;
import javisor.compiler.ir.Terminator;

/** Collects the registers and blocks of a function. Blocks are numbered at the end, in the order of the bytecode. */
final class CodeBuilder {

    /** A block while it is built; {@code id} stands for its number in terminators. */
    static final class OpenBlock {
        private final int id;
        private final int offset;
        private final List<Instruction> instructions = new ArrayList<>();
        private Terminator terminator;

        private OpenBlock(int id, int offset) {
            this.id = id;
            this.offset = offset;
        }

        /** {@return what terminators name it by} */
        int id() {
            return id;
        }
    }

    private final List<Register> registers = new ArrayList<>();
    private final Map<String, Register> shared = new HashMap<>();
    private final List<OpenBlock> blocks = new ArrayList<>();
    private OpenBlock current;
    private SourcePosition position;

    /** From now on instructions come from {@code source}. */
    void at(SourcePosition source) {
        position = source;
    }

    /** {@return where instructions come from at the moment} */
    SourcePosition position() {
        return position;
    }

    /** {@return a block that starts at {@code offset} of the bytecode, empty so far} */
    OpenBlock newBlock(int offset) {
        OpenBlock block = new OpenBlock(blocks.size(), offset);
        blocks.add(block);
        return block;
    }

    /** Instructions go to {@code block} from now on. */
    void enter(OpenBlock block) {
        current = block;
    }

    /** {@return the offset in the bytecode of the current block} */
    int currentOffset() {
        return current.offset;
    }

    /** {@return whether the current block has ended} */
    boolean ended() {
        return current.terminator != null;
    }

    /** {@return a register written once} */
    Register temporary(IrType type) {
        return add(type, "t");
    }

    /** {@return the one register of this name and type} */
    Register shared(IrType type, String name, String key) {
        return shared.computeIfAbsent(key + type, k -> add(type, name));
    }

    private Register add(IrType type, String name) {
        Register register = new Register(registers.size(), type, name);
        registers.add(register);
        return register;
    }

    /** Appends to the current block. */
    void emit(Instruction instruction) {
        current.instructions.add(instruction);
    }

    /** Ends the current block. */
    void end(Terminator terminator) {
        current.terminator = terminator;
    }

    /** {@return a register with this constant} */
    Register constant(IrType type, long value) {
        Register register = temporary(type);
        emit(new Instruction.Constant(register, value, position));
        return register;
    }

    /** {@return all registers by index} */
    List<Register> registers() {
        return List.copyOf(registers);
    }

    /** {@return the finished blocks, numbered} */
    List<Block> blocks() {
        List<OpenBlock> ordered = new ArrayList<>(blocks);
        ordered.sort(Comparator.<OpenBlock>comparingInt(block -> block.id == 0 ? -1 : block.offset)
                .thenComparingInt(block -> block.id));
        int[] numbers = new int[blocks.size()];
        for (int i = 0; i < ordered.size(); i++) {
            numbers[ordered.get(i).id] = i;
        }
        List<Block> result = new ArrayList<>();
        for (OpenBlock block : ordered) {
            result.add(
                    new Block(numbers[block.id], List.copyOf(block.instructions), renumber(block.terminator, numbers)));
        }
        return result;
    }

    private static Terminator renumber(Terminator terminator, int[] numbers) {
        return switch (terminator) {
            case Terminator.Goto(int target, SourcePosition at) -> new Terminator.Goto(numbers[target], at);
            case Terminator.Branch branch ->
                new Terminator.Branch(
                        branch.condition(),
                        branch.left(),
                        branch.right(),
                        numbers[branch.whenTrue()],
                        numbers[branch.whenFalse()],
                        branch.position());
            case Terminator.Switch table ->
                new Terminator.Switch(
                        table.selector(),
                        table.keys(),
                        table.targets().stream().map(target -> numbers[target]).toList(),
                        numbers[table.defaultTarget()],
                        table.position());
            case Terminator.Return end -> end;
            case Terminator.Throw end -> end;
        };
    }
}
