package javisor.compiler;

import java.util.Map;

/**
 * A flat binary and where its labels ended up.
 *
 * @param bytes what is loaded at the origin: code and data, without zero-initialised sections
 * @param symbols the address of every label and the value of every constant, local labels ({@code .L…}) excepted
 */
public record AssembledBinary(byte[] bytes, Map<String, Long> symbols) {}
