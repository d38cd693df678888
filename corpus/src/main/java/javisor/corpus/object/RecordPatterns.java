package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Records taken apart by patterns, nested. */
public final class RecordPatterns implements Program {
    sealed interface Expression permits Number, Sum, Product {}

    record Number(long value) implements Expression {}

    record Sum(Expression left, Expression right) implements Expression {}

    record Product(Expression left, Expression right) implements Expression {}

    private static final Expression FORMULA = new Sum(
            new Product(new Number(6), new Number(7)),
            new Sum(new Number(1), new Product(new Number(0), new Number(9))));

    @Override
    public void run() {
        Out.println(value(FORMULA));
        Out.println(value(simplified(FORMULA)));
        Out.println(size(FORMULA));
        Out.println(size(simplified(FORMULA)));
    }

    private static long value(Expression expression) {
        return switch (expression) {
            case Number(long value) -> value;
            case Sum(Expression left, Expression right) -> value(left) + value(right);
            case Product(Number(long left), Number(long right)) -> left * right;
            case Product(Expression left, Expression right) -> value(left) * value(right);
        };
    }

    private static Expression simplified(Expression expression) {
        return switch (expression) {
            case Product(Number(long left), Expression right) when left == 0 -> new Number(0);
            case Sum(Expression left, Expression right) -> new Sum(simplified(left), simplified(right));
            default -> expression;
        };
    }

    private static int size(Expression expression) {
        if (expression instanceof Sum(Expression left, Expression right)) {
            return 1 + size(left) + size(right);
        }
        return expression instanceof Product product ? 1 + size(product.left()) + size(product.right()) : 1;
    }
}
