package javisor.machine.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javisor.machine.hosted.Hosted;
import javisor.machine.hosted.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SerialPortTest {
    @AfterEach
    void noPlatform() {
        Hosted.set(null);
    }

    @Test
    void opensWith115200BaudEightBitsNoParityOneStopBit() {
        Uart uart = new Uart();
        Hosted.set(uart);
        assertThat(new SerialPort(SerialPort.COM1).open()).isTrue();
        assertThat(uart.divisor).isEqualTo(1);
        assertThat(uart.registers[3]).isEqualTo(3);
        assertThat(uart.registers[1]).isZero();
    }

    @Test
    void aNewLineIsSentAsCarriageReturnAndLineFeed() {
        Uart uart = new Uart();
        Hosted.set(uart);
        SerialPort port = new SerialPort(SerialPort.COM1);
        port.open();
        port.put('A');
        port.put('\n');
        assertThat(uart.sent).containsExactly((int) 'A', 13, 10);
    }

    @Test
    void anAbsentPortIsNoticedAndNeverWrittenTo() {
        List<Integer> written = new ArrayList<>();
        Hosted.set(new Platform() {
            @Override
            public int in(int port, int size) {
                return 0xFF;
            }

            @Override
            public void out(int port, int size, int value) {
                written.add(port);
            }
        });
        SerialPort port = new SerialPort(SerialPort.COM1);
        assertThat(port.open()).isFalse();
        written.clear();
        port.put('A');
        assertThat(written).isEmpty();
    }

    @Test
    void aPortNeverOpenedIsNeverWrittenTo() {
        Hosted.set(new Platform() {});
        new SerialPort(SerialPort.COM1).put('A');
    }

    @Test
    void aTransmitterThatNeverEmptiesIsGivenUpAfterABoundedWait() {
        Uart uart = new Uart();
        uart.stuck = true;
        Hosted.set(uart);
        SerialPort port = new SerialPort(SerialPort.COM1);
        port.open();
        port.put('A');
        int polls = uart.polls;
        port.put('B');
        assertThat(uart.sent).isEmpty();
        assertThat(uart.polls).isEqualTo(polls);
    }

    private static final class Uart implements Platform {
        private final int[] registers = new int[8];
        private final List<Integer> sent = new ArrayList<>();
        private int divisor;
        private int polls;
        private boolean stuck;

        @Override
        public int in(int port, int size) {
            int index = port - SerialPort.COM1;
            if (index == 5) {
                polls++;
                return stuck ? 0 : 0x60;
            }
            return registers[index];
        }

        @Override
        public void out(int port, int size, int value) {
            int index = port - SerialPort.COM1;
            boolean latch = (registers[3] & 0x80) != 0;
            if (latch && index < 2) {
                divisor = index == 0 ? divisor & 0xFF00 | value : divisor & 0xFF | value << 8;
            } else if (index == 0) {
                sent.add(value);
            } else {
                registers[index] = value;
            }
        }
    }
}
