package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** An interpreter of a small language, the program a string. */
public final class Interpreter implements Program {
    @Override
    public void run() {
        interpret("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.");
        Out.println();
    }

    private static void interpret(String program) {
        byte[] tape = new byte[Input.of(30)];
        int pointer = 0;
        for (int at = 0; at < program.length(); at++) {
            switch (program.charAt(at)) {
                case '>' -> pointer++;
                case '<' -> pointer--;
                case '+' -> tape[pointer]++;
                case '-' -> tape[pointer]--;
                case '.' -> Out.print((char) tape[pointer]);
                case '[' -> at = tape[pointer] == 0 ? match(program, at, 1) : at;
                case ']' -> at = tape[pointer] != 0 ? match(program, at, -1) : at;
                default -> Out.println("unknown");
            }
        }
    }

    private static int match(String program, int start, int direction) {
        int depth = 0;
        int at = start;
        do {
            char c = program.charAt(at);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            at += direction;
        } while (depth != 0);
        return at - direction;
    }
}
