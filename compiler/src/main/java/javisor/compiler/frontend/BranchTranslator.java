package javisor.compiler.frontend;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.util.ArrayList;
import java.util.List;
import javisor.compiler.ir.Condition;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.Terminator;

/** Conditional branches and switches; those that constants decide take one way only. */
final class BranchTranslator {
    private final Translation translation;
    private final CodeBuilder builder;
    private final FlowTranslator flow;

    BranchTranslator(Translation translation, FlowTranslator flow) {
        this.translation = translation;
        this.builder = translation.builder();
        this.flow = flow;
    }

    /** Translates a branch; {@code next} is the offset behind it. */
    void branch(BranchInstruction branch, int next) {
        int target = translation.bytecode().offset(branch.target());
        switch (branch.opcode()) {
            case GOTO, GOTO_W -> flow.jump(target);
            case IFEQ, IFNE, IFLT, IFLE, IFGT, IFGE -> compareWithZero(zeroCondition(branch.opcode()), target, next);
            case IF_ICMPEQ -> compareInts(Condition.EQ, target, next);
            case IF_ICMPNE -> compareInts(Condition.NE, target, next);
            case IF_ICMPLT -> compareInts(Condition.LT, target, next);
            case IF_ICMPLE -> compareInts(Condition.LE, target, next);
            case IF_ICMPGT -> compareInts(Condition.GT, target, next);
            case IF_ICMPGE -> compareInts(Condition.GE, target, next);
            case IF_ACMPEQ -> compareReferences(Condition.EQ, target, next);
            case IF_ACMPNE -> compareReferences(Condition.NE, target, next);
            case IFNULL -> compareWithNull(Condition.EQ, target, next);
            case IFNONNULL -> compareWithNull(Condition.NE, target, next);
            default -> throw new IllegalStateException("unexpected " + branch.opcode());
        }
    }

    private static Condition zeroCondition(Opcode opcode) {
        return switch (opcode) {
            case IFEQ -> Condition.EQ;
            case IFNE -> Condition.NE;
            case IFLT -> Condition.LT;
            case IFLE -> Condition.LE;
            case IFGT -> Condition.GT;
            default -> Condition.GE;
        };
    }

    private static boolean holds(Condition condition, int left, int right) {
        return switch (condition) {
            case EQ -> left == right;
            case NE -> left != right;
            case LT -> left < right;
            case LE -> left <= right;
            case GT -> left > right;
            case GE -> left >= right;
            default -> throw new IllegalArgumentException(condition.toString());
        };
    }

    private void decide(boolean taken, int target) {
        if (taken) {
            flow.jump(target);
        }
    }

    private void split(Condition condition, Register left, Register right, int target, int next) {
        int whenTrue = flow.edge(target);
        CodeBuilder.OpenBlock whenFalse = builder.newBlock(next);
        builder.end(new Terminator.Branch(condition, left, right, whenTrue, whenFalse.id(), translation.position()));
        builder.enter(whenFalse);
    }

    private void compareWithZero(Condition condition, int target, int next) {
        Value value = translation.frame().pop();
        if (value.known() instanceof Integer number) {
            decide(holds(condition, number, 0), target);
        } else {
            split(condition, translation.use(value), null, target, next);
        }
    }

    private void compareInts(Condition condition, int target, int next) {
        Value right = translation.frame().pop();
        Value left = translation.frame().pop();
        if (left.known() instanceof Integer first && right.known() instanceof Integer second) {
            decide(holds(condition, first, second), target);
        } else {
            split(condition, translation.use(left), translation.use(right), target, next);
        }
    }

    private void compareReferences(Condition condition, int target, int next) {
        Value right = translation.frame().pop();
        Value left = translation.frame().pop();
        refuseUnboxed(left);
        refuseUnboxed(right);
        if (left.known() != null && right.known() != null) {
            decide(left.known() == right.known() == (condition == Condition.EQ), target);
        } else {
            split(condition, translation.use(left), translation.use(right), target, next);
        }
    }

    private void compareWithNull(Condition condition, int target, int next) {
        Value value = translation.frame().pop();
        refuseUnboxed(value);
        if (value.nonNull() || value.type() == ValueType.NULL) {
            decide(value.nonNull() == (condition == Condition.NE), target);
        } else {
            split(condition, translation.use(value), null, target, next);
        }
    }

    private static void refuseUnboxed(Value value) {
        if (value.type() instanceof ValueType.Unboxed(String name)) {
            throw Translation.unboxedMisuse(name, "is compared with == or !=");
        }
    }

    /** {@return whether {@code first} is a comparison whose result {@code second} only tests, so that they become one branch} */
    boolean isFusible(Instruction first, Bytecode.Step second) {
        boolean comparison = first instanceof OperatorInstruction operator && operator.opcode() == Opcode.LCMP
                || first instanceof InvokeInstruction call && isCompareUnsigned(call);
        return comparison
                && translation.bytecode().frame(second.offset()) == null
                && second.instruction() instanceof BranchInstruction branch
                && switch (branch.opcode()) {
                    case IFEQ, IFNE, IFLT, IFLE, IFGT, IFGE -> true;
                    default -> false;
                };
    }

    /** {@return whether {@code call} is of {@code compareUnsigned} of Integer or Long} */
    static boolean isCompareUnsigned(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        return call.name().equalsString("compareUnsigned")
                && (owner.equals("java/lang/Long") || owner.equals("java/lang/Integer"));
    }

    /** Translates a comparison and the branch that tests it as one. */
    void compareAndBranch(Instruction comparison, BranchInstruction branch, int next) {
        Value right = translation.frame().pop();
        Value left = translation.frame().pop();
        Condition condition = zeroCondition(branch.opcode());
        if (comparison instanceof InvokeInstruction) {
            condition = switch (condition) {
                case LT -> Condition.ULT;
                case LE -> Condition.ULE;
                case GT -> Condition.UGT;
                case GE -> Condition.UGE;
                default -> condition;
            };
        }
        int target = translation.bytecode().offset(branch.target());
        split(condition, translation.use(left), translation.use(right), target, next);
    }

    /** Translates a switch. */
    void switchOver(List<SwitchCase> cases, int defaultOffset) {
        Value selector = translation.frame().pop();
        if (selector.known() instanceof Integer number) {
            int target = defaultOffset;
            for (SwitchCase label : cases) {
                if (label.caseValue() == number) {
                    target = translation.bytecode().offset(label.target());
                }
            }
            flow.jump(target);
            return;
        }
        List<Integer> keys = new ArrayList<>();
        List<Integer> targets = new ArrayList<>();
        Register register = translation.use(selector);
        for (SwitchCase label : cases) {
            keys.add(label.caseValue());
            targets.add(flow.edge(translation.bytecode().offset(label.target())));
        }
        builder.end(new Terminator.Switch(register, keys, targets, flow.edge(defaultOffset), translation.position()));
    }
}
