package org.orrery.ndarray;

import java.util.Arrays;

/** The data type functions of the Array API standard. */
@SuppressWarnings("DoNotCallSuggester") // The forms that refuse a char.
public final class DataTypes {
    /** The kinds of types that the standard names. */
    public enum Kind {
        /** Booleans. */
        BOOL,
        /** Signed integers. */
        SIGNED_INTEGER,
        /** Unsigned integers. */
        UNSIGNED_INTEGER,
        /** Signed and unsigned integers. */
        INTEGRAL,
        /** Real floating types. */
        REAL_FLOATING,
        /** Complex types. */
        COMPLEX_FLOATING,
        /** All but booleans. */
        NUMERIC;

        /**
         * Whether a type is of this kind.
         *
         * @param dtype the type
         * @return true if it is
         */
        public boolean holds(DType dtype) {
            return switch (this) {
                case BOOL -> dtype.isBoolean();
                case SIGNED_INTEGER -> dtype.isInteger() && !dtype.isUnsigned();
                case UNSIGNED_INTEGER -> dtype.isUnsigned();
                case INTEGRAL -> dtype.isInteger();
                case REAL_FLOATING -> dtype.isFloating();
                case COMPLEX_FLOATING -> dtype.isComplex();
                case NUMERIC -> !dtype.isBoolean();
            };
        }
    }

    /**
     * The limits of a floating type, those of the parts for a complex one.
     *
     * @param bits the bits of a real number
     * @param eps the distance from 1 to the next larger number
     * @param max the largest finite number
     * @param min the smallest finite number, which is negative
     * @param smallestNormal the smallest positive number of full precision
     * @param dtype the real type
     */
    public record FloatInfo(int bits, double eps, double max, double min, double smallestNormal, DType dtype) {}

    /**
     * The limits of an integer type.
     *
     * @param bits its bits
     * @param max the largest number; that of uint64 by its bits, as {@link NdArray#getLong(long...)} gives it
     * @param min the smallest number
     * @param dtype the type
     */
    public record IntegerInfo(int bits, long max, long min, DType dtype) {}

    private DataTypes() {}

    /**
     * A copy of an array in a type.
     *
     * @param x the array
     * @param dtype the type
     * @return a new array; floating numbers are cut towards zero to become integers, and integers wrap
     * @throws DTypeException if a complex array is to become real
     */
    public static NdArray astype(NdArray x, DType dtype) {
        return astype(x, dtype, true);
    }

    /**
     * An array in a type.
     *
     * @param x the array
     * @param dtype the type
     * @param copy whether to copy an array that is of the type already
     * @return a new array, or the same one if it is of the type and {@code copy} is false
     * @throws DTypeException if a complex array is to become real
     */
    public static NdArray astype(NdArray x, DType dtype, boolean copy) {
        NdArray converted = x.convert(dtype);
        // Only dense arrays can be written to, so that nobody can tell a copy of another one.
        return copy && converted == x && x instanceof DenseArray d ? d.copy() : converted;
    }

    /**
     * Whether the promotion rules take one type to another: that no value changes but, from 64-bit integers to floating
     * types, by rounding.
     *
     * @param from the type of the values
     * @param to the type that they would become
     * @return true if both promote to {@code to}
     */
    public static boolean canCast(DType from, DType to) {
        return DType.promote(from, to) == to;
    }

    /**
     * Whether an array can be cast to a type by the promotion rules.
     *
     * @param from the array
     * @param to the type that its values would become
     * @return true if its type and {@code to} promote to {@code to}
     */
    public static boolean canCast(NdArray from, DType to) {
        return canCast(from.dtype(), to);
    }

    /**
     * The limits of a floating or complex type.
     *
     * @param dtype the type
     * @return its limits
     * @throws DTypeException if the type is neither
     */
    public static FloatInfo finfo(DType dtype) {
        return switch (dtype.realType()) {
            case FLOAT32 ->
                new FloatInfo(32, Math.ulp(1f), Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_NORMAL, DType.FLOAT32);
            case FLOAT64 ->
                new FloatInfo(64, Math.ulp(1.0), Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_NORMAL, DType.FLOAT64);
            default -> throw new DTypeException("finfo of " + dtype + ": expected a floating or complex dtype");
        };
    }

    /**
     * The limits of an array's floating or complex type.
     *
     * @param x the array
     * @return the limits of its type
     * @throws DTypeException if its type is neither
     */
    public static FloatInfo finfo(NdArray x) {
        return finfo(x.dtype());
    }

    /**
     * The limits of an integer type.
     *
     * @param dtype the type
     * @return its limits
     * @throws DTypeException if the type is no integer type
     */
    public static IntegerInfo iinfo(DType dtype) {
        if (!dtype.isInteger()) {
            throw new DTypeException("iinfo of " + dtype + ": expected an integer dtype");
        }
        int bits = 8 * dtype.itemSize();
        long most = -1L >>> (64 - bits);
        return dtype.isUnsigned()
                ? new IntegerInfo(bits, most, 0, dtype)
                : new IntegerInfo(bits, most >>> 1, -(most >>> 1) - 1, dtype);
    }

    /**
     * The limits of an array's integer type.
     *
     * @param x the array
     * @return the limits of its type
     * @throws DTypeException if its type is no integer type
     */
    public static IntegerInfo iinfo(NdArray x) {
        return iinfo(x.dtype());
    }

    /**
     * Whether a type is one of several.
     *
     * @param dtype the type
     * @param types the types that are looked for
     * @return true if it is among them
     */
    public static boolean isdtype(DType dtype, DType... types) {
        return Arrays.asList(types).contains(dtype);
    }

    /**
     * Whether a type is of one of several kinds.
     *
     * @param dtype the type
     * @param kinds the kinds that are looked for
     * @return true if it is of one of them
     */
    public static boolean isdtype(DType dtype, Kind... kinds) {
        return Arrays.stream(kinds).anyMatch(k -> k.holds(dtype));
    }

    /**
     * The type to which several types promote.
     *
     * @param types the types, one or more
     * @return the common type
     * @throws IllegalArgumentException if none is given
     */
    public static DType resultType(DType... types) {
        return Arrays.stream(types)
                .reduce(DType::promote)
                .orElseThrow(() -> new IllegalArgumentException("resultType: no types given: expected one or more"));
    }

    /**
     * The type of an operation's result on several arrays.
     *
     * @param arrays the arrays, one or more
     * @return the common type
     * @throws IllegalArgumentException if none is given
     */
    public static DType resultType(NdArray... arrays) {
        return resultType(Arrays.stream(arrays).map(NdArray::dtype).toArray(DType[]::new));
    }

    /**
     * The type of an operation's result on a type and a scalar, which does not widen it within its kind.
     *
     * @param dtype the type
     * @param value the scalar
     * @return the common type
     */
    public static DType resultType(DType dtype, boolean value) {
        return DType.promote(dtype, Creation.weak(value, dtype).dtype());
    }

    /**
     * The type of an operation's result on a type and a scalar, which does not widen it within its kind.
     *
     * @param dtype the type
     * @param value the scalar
     * @return the common type
     * @throws DTypeException if the integer type does not hold the value
     */
    public static DType resultType(DType dtype, long value) {
        return DType.promote(dtype, Creation.weak(value, dtype).dtype());
    }

    /**
     * The type of an operation's result on a type and a scalar, which does not widen it within its kind.
     *
     * @param dtype the type
     * @param value the scalar
     * @return the common type
     */
    public static DType resultType(DType dtype, double value) {
        return DType.promote(dtype, Creation.weak(value, dtype).dtype());
    }

    /**
     * The type of an operation's result on a type and a scalar, which does not widen it within its kind.
     *
     * @param dtype the type
     * @param value the scalar
     * @return the common type
     */
    public static DType resultType(DType dtype, Complex value) {
        return DType.promote(dtype, Creation.weak(value, dtype).dtype());
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param dtype the type
     * @param value a character
     * @throws DTypeException always
     */
    public static void resultType(DType dtype, char value) {
        throw DTypeException.character(value);
    }
}
