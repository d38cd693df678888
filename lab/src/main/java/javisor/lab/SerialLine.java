package javisor.lab;

import java.time.Duration;

/**
 * A line that a machine sent on its serial port.
 *
 * @param at how long after the machine's start its last byte came
 * @param text the line without its end
 */
public record SerialLine(Duration at, String text) {}
