package javisor.compiler.frontend;

import java.lang.classfile.Attributes;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javisor.compiler.classfile.LambdaClasses;
import javisor.compiler.classfile.MethodDefinition;
import javisor.compiler.classfile.Substitutions;

/** A method's instructions with their offsets and lines, and the verifier's frames by offset. */
final class Bytecode {

    /**
     * One instruction.
     *
     * @param offset its offset in the code
     * @param line its source line, 0 if unknown
     */
    record Step(int offset, int line, Instruction instruction) {}

    private final CodeAttribute code;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Integer, Integer> indexes = new HashMap<>();
    private final Map<Integer, StackMapFrameInfo> frames = new HashMap<>();
    private final Map<Integer, String> variableNames = new HashMap<>();
    private final List<ExceptionCatch> handlers = new ArrayList<>();
    private final Map<Integer, Integer> lambdas = new HashMap<>();
    private boolean receiverAssigned;

    Bytecode(MethodDefinition method) {
        code = method.code();
        int offset = 0;
        int line = 0;
        for (var element : code) {
            switch (element) {
                case Instruction instruction -> {
                    indexes.put(offset, steps.size());
                    steps.add(new Step(offset, line, instruction));
                    receiverAssigned |= instruction instanceof StoreInstruction store && store.slot() == 0;
                    offset += instruction.sizeInBytes();
                }
                case LineNumber number -> line = number.line();
                case LocalVariable variable ->
                    variableNames.putIfAbsent(variable.slot(), variable.name().stringValue());
                case ExceptionCatch handler -> handlers.add(handler);
                default -> {}
            }
        }
        code.findAttribute(Attributes.stackMapTable())
                .ifPresent(table -> table.entries().forEach(frame -> frames.put(offset(frame.target()), frame)));
        numberLambdas(method);
    }

    private void numberLambdas(MethodDefinition method) {
        if (steps.stream().noneMatch(step -> LambdaClasses.isSupported(step.instruction()))) {
            return;
        }
        int before = 0;
        for (MethodDefinition other : method.owner().methods()) {
            if (other == method) {
                break;
            }
            if (other.code() != null) {
                before += (int) other.code()
                        .elementStream()
                        .filter(element -> element instanceof Instruction site && LambdaClasses.isSupported(site))
                        .count();
            }
        }
        for (Step step : steps) {
            if (LambdaClasses.isSupported(step.instruction())) {
                lambdas.put(step.offset(), before++);
            }
        }
    }

    /** {@return the instructions in order} */
    List<Step> steps() {
        return steps;
    }

    /** {@return the index in {@link #steps} of the instruction at {@code offset}} */
    int index(int offset) {
        return indexes.get(offset);
    }

    /** {@return the offset {@code label} stands for} */
    int offset(Label label) {
        return code.labelToBci(label);
    }

    /** {@return the verifier's frame at {@code offset}; null if control flow meets nowhere there} */
    StackMapFrameInfo frame(int offset) {
        return frames.get(offset);
    }

    /** {@return the name of the variable in {@code slot}, the first of several} */
    String variableName(int slot) {
        return variableNames.getOrDefault(slot, "v" + slot);
    }

    /** {@return the exception handlers} */
    List<ExceptionCatch> handlers() {
        return handlers;
    }

    /** {@return the number of the lambda made at {@code offset} among those of its class} */
    int lambda(int offset) {
        return lambdas.get(offset);
    }

    /** {@return whether slot 0 holds its first value throughout} */
    boolean receiverStays() {
        return !receiverAssigned;
    }

    /** {@return the class the {@code new} instruction at {@code offset} makes} */
    String created(int offset) {
        NewObjectInstruction instruction =
                (NewObjectInstruction) steps.get(index(offset)).instruction();
        return Substitutions.canonicalName(instruction.className().asInternalName());
    }
}
