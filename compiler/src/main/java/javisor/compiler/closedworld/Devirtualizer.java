package javisor.compiler.closedworld;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javisor.compiler.ir.Block;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.TypeDefinition;

/** Turns virtual calls that only one method can answer into direct ones. */
public final class Devirtualizer {
    private final Map<MethodReference, Set<MethodReference>> targets = new LinkedHashMap<>();

    /** For a program with these types. */
    public Devirtualizer(List<TypeDefinition> types) {
        for (TypeDefinition type : types) {
            type.dispatch()
                    .forEach((declared, target) -> targets.computeIfAbsent(declared, d -> new LinkedHashSet<>())
                            .add(target));
        }
    }

    /** {@return the methods a virtual call of {@code declared} may run} */
    public Set<MethodReference> targets(MethodReference declared) {
        return targets.getOrDefault(declared, Set.of());
    }

    /** {@return {@code function} with fewer virtual calls} */
    public Function rewrite(Function function) {
        List<Block> blocks = function.blocks().stream()
                .map(block -> new Block(
                        block.number(),
                        block.instructions().stream().flatMap(this::rewrite).toList(),
                        block.terminator()))
                .toList();
        return new Function(
                function.method(),
                function.symbol(),
                function.parameters(),
                function.returnType(),
                function.registers(),
                blocks,
                function.inlining(),
                function.panicHandler(),
                function.position());
    }

    private Stream<Instruction> rewrite(Instruction instruction) {
        if (instruction instanceof Instruction.CallVirtual call
                && targets(call.method()).size() == 1) {
            MethodReference only = targets(call.method()).iterator().next();
            return Stream.of(
                    new Instruction.NullCheck(call.arguments().getFirst(), call.position()),
                    new Instruction.CallDirect(call.destination(), only, call.arguments(), call.position()));
        }
        return Stream.of(instruction);
    }
}
