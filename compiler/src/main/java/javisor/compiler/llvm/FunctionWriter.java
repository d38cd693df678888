package javisor.compiler.llvm;

import javisor.compiler.ir.Function;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.SourcePosition;

/** Writes the instructions of one function: names values, reads and writes registers' slots, gives every instruction its line. */
final class FunctionWriter {
    private final Function function;
    private final Metadata metadata;
    private final int subprogram;
    private final StringBuilder out;
    private String location = "";
    private int values;

    FunctionWriter(Function function, Metadata metadata, int subprogram, StringBuilder out) {
        this.function = function;
        this.metadata = metadata;
        this.subprogram = subprogram;
        this.out = out;
    }

    /** What follows comes from {@code position}. */
    void at(SourcePosition position) {
        location = metadata.location(position, subprogram, function.position().line());
    }

    /** {@return file and line, as messages name them} */
    String where(SourcePosition position) {
        return position.file() + ":" + position.line();
    }

    static String slot(Register register) {
        return "%r" + register.index();
    }

    /** {@return the register's value with its type} */
    String typed(Register register) {
        return LlvmText.type(register.type()) + " " + get(register);
    }

    String get(Register register) {
        return value("load " + LlvmText.type(register.type()) + ", ptr " + slot(register));
    }

    void set(Register register, String value) {
        located("store " + LlvmText.type(register.type()) + " " + value + ", ptr " + slot(register));
    }

    String value(String computation) {
        String name = "%v" + values++;
        located(name + " = " + computation);
        return name;
    }

    String call(String type, String callee, String arguments) {
        return value("call " + type + " " + callee + "(" + arguments + ")");
    }

    void runVoid(String callee, String arguments) {
        located("call void " + callee + "(" + arguments + ")");
    }

    Function function() {
        return function;
    }

    void located(String text) {
        line(text + location);
    }

    void line(String text) {
        out.append("  ").append(text).append('\n');
    }
}
