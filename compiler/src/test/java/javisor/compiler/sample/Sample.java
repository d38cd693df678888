package javisor.compiler.sample;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.annotation.NoAllocation;
import javisor.machine.annotation.PanicHandler;

/** A program with a little of everything, for tests of both ends of the compiler. */
public final class Sample {
    /** For switches over enums. */
    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    /** A functional interface for lambdas. */
    interface Operation {
        int apply(int operand);
    }

    private static final Shape[] SHAPES = {new Shape.Square(3), new Shape.Rectangle(2, 5)};
    private static final Operation TWICE = operand -> operand * 2;
    private static final int[] PRIMES = {2, 3, 5, 7};
    private static int counter;

    private Sample() {}

    @EntryPoint(symbol = "javisor_boot")
    static long boot(HostPhysical start) {
        counter++;
        HostVirtual address = start.toVirtual().add(16);
        return address.rawValue() + areas() + kind(SHAPES[0]) + colour(Colour.values()[counter % 3]) + sum("Ünder");
    }

    @PanicHandler
    static void panic(Throwable cause, HostVirtual framePointer, HostVirtual returnAddress) {
        while (cause != null) {
            counter++;
        }
    }

    @NoAllocation(reason = "the sample's exit path")
    static int areas() {
        int sum = 0;
        for (Shape shape : SHAPES) {
            sum += TWICE.apply(shape.area());
        }
        return sum;
    }

    private static int kind(Shape shape) {
        return switch (shape) {
            case Shape.Square square when square.side() > 5 -> 1;
            case Shape.Square(int side) -> side;
            case Shape.Rectangle(int width, int height) -> width - height;
        };
    }

    private static int colour(Colour colour) {
        return switch (colour) {
            case RED -> 1;
            case GREEN -> 2;
            case BLUE -> colour.ordinal() + colour.name().length();
        };
    }

    private static long sum(String text) {
        long sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += text.charAt(i) * (long) PRIMES[i & 3];
        }
        if (Long.compareUnsigned(sum, 1L << 40) > 0) {
            throw new IllegalStateException("too large");
        }
        return sum;
    }
}
