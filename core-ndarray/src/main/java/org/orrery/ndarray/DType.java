package org.orrery.ndarray;

import java.util.Locale;

/**
 * The thirteen data types of the Python Array API standard, revision 2024.12.
 *
 * <p>A type knows its kind, its size and, through {@link #computeType()}, in which of the five compute types (double,
 * float, long, int, complex128) arithmetic on it is done.
 */
@SuppressWarnings("EnumOrdinal") // A table of pairs; the ordinals never leave this class.
public enum DType {
    /** Boolean; stored as one byte, 0 or 1. */
    BOOL(Kind.BOOLEAN, 1),
    /** Signed 8-bit integer. */
    INT8(Kind.SIGNED, 1),
    /** Signed 16-bit integer. */
    INT16(Kind.SIGNED, 2),
    /** Signed 32-bit integer. */
    INT32(Kind.SIGNED, 4),
    /** Signed 64-bit integer, the default integer type. */
    INT64(Kind.SIGNED, 8),
    /** Unsigned 8-bit integer. */
    UINT8(Kind.UNSIGNED, 1),
    /** Unsigned 16-bit integer. */
    UINT16(Kind.UNSIGNED, 2),
    /** Unsigned 32-bit integer. */
    UINT32(Kind.UNSIGNED, 4),
    /** Unsigned 64-bit integer, exact to 2^64-1: read it with {@link Long#toUnsignedString(long)}. */
    UINT64(Kind.UNSIGNED, 8),
    /** IEEE 754 binary32. */
    FLOAT32(Kind.FLOATING, 4),
    /** IEEE 754 binary64, the default floating type. */
    FLOAT64(Kind.FLOATING, 8),
    /** Complex number of two binary32. */
    COMPLEX64(Kind.COMPLEX, 8),
    /** Complex number of two binary64, the default complex type. */
    COMPLEX128(Kind.COMPLEX, 16);

    private enum Kind {
        BOOLEAN,
        SIGNED,
        UNSIGNED,
        FLOATING,
        COMPLEX
    }

    private static final DType[] VALUES = values();
    private static final DType[] PROMOTION = promotionTable();

    private final Kind kind;
    private final int itemSize;
    private final String label = name().toLowerCase(Locale.ROOT);

    DType(Kind kind, int itemSize) {
        this.kind = kind;
        this.itemSize = itemSize;
    }

    /**
     * The bytes of one element.
     *
     * @return 1, 2, 4, 8 or 16
     */
    public int itemSize() {
        return itemSize;
    }

    /**
     * Whether this is {@link #BOOL}.
     *
     * @return true for the boolean type
     */
    public boolean isBoolean() {
        return kind == Kind.BOOLEAN;
    }

    /**
     * Whether this is an integer type, signed or not.
     *
     * @return true for the eight integer types
     */
    public boolean isInteger() {
        return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
    }

    /**
     * Whether this is an unsigned integer type.
     *
     * @return true for the four unsigned types
     */
    public boolean isUnsigned() {
        return kind == Kind.UNSIGNED;
    }

    /**
     * Whether this is a real floating type.
     *
     * @return true for {@link #FLOAT32} and {@link #FLOAT64}
     */
    public boolean isFloating() {
        return kind == Kind.FLOATING;
    }

    /**
     * Whether this is a complex type.
     *
     * @return true for {@link #COMPLEX64} and {@link #COMPLEX128}
     */
    public boolean isComplex() {
        return kind == Kind.COMPLEX;
    }

    /**
     * The type in which arithmetic on this one is done: {@link #FLOAT64}, {@link #FLOAT32}, {@link #INT64},
     * {@link #UINT64}, {@link #INT32} or {@link #COMPLEX128}. {@link #UINT64} shares the storage and most kernels of
     * {@link #INT64}; where signedness matters it has kernels of its own.
     *
     * @return the compute type
     */
    public DType computeType() {
        return switch (this) {
            case BOOL, INT8, INT16, INT32, UINT8, UINT16 -> INT32;
            case INT64, UINT32 -> INT64;
            case UINT64 -> UINT64;
            case FLOAT32 -> FLOAT32;
            case FLOAT64 -> FLOAT64;
            case COMPLEX64, COMPLEX128 -> COMPLEX128;
        };
    }

    /**
     * The real type of a complex type's parts; a real type itself.
     *
     * @return {@link #FLOAT32} for {@link #COMPLEX64}, {@link #FLOAT64} for {@link #COMPLEX128}, else this
     */
    public DType realType() {
        return this == COMPLEX64 ? FLOAT32 : this == COMPLEX128 ? FLOAT64 : this;
    }

    /**
     * The type that both types promote to: the standard's table, and NumPy 2's where the standard leaves a pair open
     * (an integer with a floating type; {@code int64} with {@code uint64} gives {@code float64}).
     *
     * @param a one type
     * @param b the other
     * @return the promoted type
     */
    public static DType promote(DType a, DType b) {
        return PROMOTION[a.ordinal() * VALUES.length + b.ordinal()];
    }

    /**
     * Parses a type's name.
     *
     * @param name the standard's name, such as {@code float64}
     * @return the type
     * @throws DTypeException if there is none of that name
     */
    public static DType parse(String name) {
        for (DType t : VALUES) {
            if (t.label.equals(name)) {
                return t;
            }
        }
        throw new DTypeException("dtype '" + name + "' is unknown: expected one of " + java.util.List.of(VALUES));
    }

    /** The standard's name, such as {@code float64}. */
    @Override
    public String toString() {
        return label;
    }

    private static DType[] promotionTable() {
        int n = VALUES.length;
        DType[] table = new DType[n * n];
        for (DType a : VALUES) {
            for (DType b : VALUES) {
                table[a.ordinal() * n + b.ordinal()] = derive(a, b);
            }
        }
        return table;
    }

    private static DType derive(DType a, DType b) {
        if (a.kind.compareTo(b.kind) > 0) {
            return derive(b, a);
        }
        if (a == b || a.kind == Kind.BOOLEAN) {
            return b;
        }
        if (a.kind == b.kind) {
            return a.itemSize > b.itemSize ? a : b;
        }
        return switch (b.kind) {
            case UNSIGNED ->
                a.itemSize > b.itemSize
                        ? a
                        : switch (b) {
                            case UINT8 -> INT16;
                            case UINT16 -> INT32;
                            case UINT32 -> INT64;
                            default -> FLOAT64;
                        };
            case FLOATING -> b == FLOAT32 && a.itemSize <= 2 ? FLOAT32 : FLOAT64;
            default -> {
                boolean narrow = a == FLOAT32 || (a.kind != Kind.FLOATING && a.itemSize <= 2);
                yield b == COMPLEX64 && narrow ? COMPLEX64 : COMPLEX128;
            }
        };
    }
}
