package javisor.compiler.ir;

/** Integer conversions, named as the JVM's instructions. */
public enum Conversion {
    I2L,
    L2I,
    I2B,
    I2C,
    I2S
}
