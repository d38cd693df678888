package javisor.compiler.ir;

/** How a field or array element is stored in memory. */
public enum StorageKind {
    BOOLEAN(1, IrType.INT),
    BYTE(1, IrType.INT),
    SHORT(2, IrType.INT),
    CHAR(2, IrType.INT),
    INT(4, IrType.INT),
    LONG(8, IrType.LONG),
    REFERENCE(8, IrType.REFERENCE);

    private final int bytes;
    private final IrType registerType;

    StorageKind(int bytes, IrType registerType) {
        this.bytes = bytes;
        this.registerType = registerType;
    }

    /** {@return its size in bytes} */
    public int bytes() {
        return bytes;
    }

    /** {@return the type of a register that holds it} */
    public IrType registerType() {
        return registerType;
    }
}
