package javisor.corpus.control;

import javisor.corpus.Program;

/** The programs of this package, in the order they are run. */
public final class ControlPrograms {
    private ControlPrograms() {}

    /** {@return one of each, newly made} */
    public static Program[] all() {
        return new Program[] {
            new Ackermann(),
            new ConditionalLoops(),
            new DenseSwitch(),
            new DiscardedResults(),
            new EarlyReturns(),
            new EnumSwitches(),
            new EvaluationOrder(),
            new Factorials(),
            new FallThrough(),
            new ForLoops(),
            new LoopCarriedSwaps(),
            new ManyParameters(),
            new MutualRecursion(),
            new NestedBreaks(),
            new ShortCircuits(),
            new SlotReuse(),
            new SparseSwitch(),
            new StaticCalls(),
            new StringSwitches(),
            new SwitchExpressions(),
            new SwitchInLoop(),
            new Ternaries(),
            new WhileLoops(),
        };
    }
}
