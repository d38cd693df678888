package javisor.compiler.llvm;

import javisor.compiler.ir.Function;

/**
 * How a function is defined.
 *
 * @param symbol its name in the image
 * @param exported whether assembly may call it
 * @param attributes LLVM's attributes
 */
record FunctionHeader(String symbol, boolean exported, String attributes) {

    static FunctionHeader of(Function function, World world, DeferredArrays deferred, ExitPath exitPath) {
        boolean split = deferred.splits(function);
        String symbol =
                split ? DeferredArrays.bodySymbol(function) : world.names().symbol(function.method());
        String group = exitPath.contains(function.method()) ? "#0" : "#7";
        String inlining = function.panicHandler() || split
                ? " noinline"
                : switch (function.inlining()) {
                    case DEFAULT -> "";
                    case ALWAYS -> " alwaysinline";
                    case NEVER -> " noinline";
                };
        return new FunctionHeader(symbol, function.symbol() != null && !split, group + inlining);
    }
}
