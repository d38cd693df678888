package javisor.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The command, run in this JVM, and what came of it. */
record Invocation(int exitCode, String out, String err) {
    static {
        // A run reads what is typed; here the test runner's own messages to this JVM come in on standard input.
        System.setIn(InputStream.nullInputStream());
    }

    static Invocation of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Javisor.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        int exitCode = command.execute(arguments);
        return new Invocation(exitCode, out.toString(), err.toString());
    }
}
