package org.orrery.ndarray.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The high half of the product of two unsigned longs: one instruction where the JDK offers it (18 and later). */
public final class UnsignedProduct {

    /** A constant to the compiler, which puts the method behind it in its place. */
    private static final MethodHandle HIGH = find();

    private UnsignedProduct() {}

    /**
     * The high 64 bits of the 128-bit product.
     *
     * @param a the bits of a value from 0 to 2^64-1
     * @param b the bits of a value from 0 to 2^64-1
     * @return the bits of {@code floor(a b / 2^64)}
     */
    public static long high(long a, long b) {
        try {
            return (long) HIGH.invokeExact(a, b);
        } catch (Throwable impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    /** The same from the signed product: a factor with the top bit set was taken as smaller by 2^64. */
    static long corrected(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    private static MethodHandle find() {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodType type = MethodType.methodType(long.class, long.class, long.class);
        try {
            return lookup.findStatic(Math.class, "unsignedMultiplyHigh", type);
        } catch (NoSuchMethodException before18) {
            try {
                return lookup.findStatic(UnsignedProduct.class, "corrected", type);
            } catch (ReflectiveOperationException impossible) {
                throw new LinkageError(impossible.getMessage(), impossible);
            }
        } catch (IllegalAccessException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }
}
