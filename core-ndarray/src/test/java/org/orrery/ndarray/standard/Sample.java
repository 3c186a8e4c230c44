package org.orrery.ndarray.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.Reference;

/**
 * What a function of the standard is called on: an array of a type in a layout, and the same elements boxed.
 *
 * @param layout how it lies in memory: contiguous, empty, zero-dimensional, strided, reversed, transposed or broadcast
 * @param x the array, with special values
 * @param tame an array of the same layout without them
 * @param generators for more input
 */
record Sample(String layout, DenseArray x, DenseArray tame, Generators generators) {
    /** The layouts: a shape for the base array, and what is cut out of it. */
    private static final List<String[]> LAYOUTS = List.of(
            new String[] {"contiguous", "4 5", "..."},
            new String[] {"vector", "7", "..."},
            new String[] {"empty", "0 3", "..."},
            new String[] {"empty vector", "3 2", "0, 2:"},
            new String[] {"zero-dimensional", "", "..."},
            new String[] {"strided", "7 9", "1::2, ::3"},
            new String[] {"strided vector", "4 6", "::2, 3"},
            new String[] {"reversed", "4 5", "::-1, ::-2"},
            new String[] {"transposed", "2 3 4", "T"},
            new String[] {"broadcast", "4 1", "B"});

    static List<Sample> of(DType type) {
        List<Sample> samples = new ArrayList<>();
        for (String[] l : LAYOUTS) {
            Generators g =
                    new Generators(31L * l[0].hashCode() + type.toString().hashCode());
            long[] dims = l[1].isEmpty()
                    ? new long[0]
                    : Arrays.stream(l[1].split(" ")).mapToLong(Long::parseLong).toArray();
            samples.add(new Sample(
                    l[0], cut(g.array(type, Shape.of(dims)), l[2]), cut(g.tame(type, Shape.of(dims)), l[2]), g));
        }
        return samples;
    }

    private static DenseArray cut(DenseArray a, String how) {
        return switch (how) {
            case "T" -> a.permute(2, 0, 1);
            case "B" -> a.broadcastTo(Shape.of(2, 4, 3));
            default -> a.get(how);
        };
    }

    DType dtype() {
        return x.dtype();
    }

    int ndim() {
        return x.ndim();
    }

    Reference rx() {
        return Reference.of(x);
    }

    Reference rt() {
        return Reference.of(tame);
    }

    /** Another array of the same type that broadcasts with this one, but is no broadcast of the same memory. */
    DenseArray other() {
        return generators.view(dtype(), generators.broadcastable(x.shape()));
    }

    DenseArray tameOther() {
        return generators.tameView(dtype(), generators.broadcastable(x.shape()));
    }

    @Override
    public String toString() {
        return dtype() + " " + layout + " " + x.shape();
    }

    // Plain references.

    static int[] dims(Shape shape) {
        return Arrays.stream(shape.dims()).mapToInt(Math::toIntExact).toArray();
    }

    static Object zero(DType type) {
        return type.isBoolean()
                ? (Object) false
                : type.isInteger() ? BigInteger.ZERO : type.isFloating() ? (Object) 0.0 : new Complex(0, 0);
    }

    /** The elements at the positions that a function gives for each position of a shape; zero where it gives none. */
    static Reference gather(Reference r, Shape shape, Source source) {
        long[] dims = shape.dims();
        long[] from = r.shape().dims();
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            long[] p = new long[dims.length];
            int rest = i;
            for (int a = dims.length - 1; a >= 0; a--) {
                p[a] = rest % dims[a];
                rest /= (int) dims[a];
            }
            long[] q = source.of(p);
            if (q == null) {
                elements.add(zero(r.dtype()));
                continue;
            }
            int flat = 0;
            for (int a = 0; a < from.length; a++) {
                flat = flat * (int) from[a] + (int) q[a];
            }
            elements.add(r.elements().get(flat));
        }
        return Reference.of(r.dtype(), dims(shape), elements);
    }

    /** Where an element comes from. */
    @FunctionalInterface
    interface Source {
        long @Nullable [] of(long... position);
    }

    static Reference flat(Reference r) {
        return r.reshape((int) r.shape().size());
    }

    static Reference integers(Shape shape, List<Integer> values) {
        return Reference.of(
                DType.INT64,
                dims(shape),
                values.stream().map(v -> (Object) BigInteger.valueOf(v)).toList());
    }

    static long[] with(long[] p, int axis, long value) {
        long[] q = p.clone();
        q[axis] = value;
        return q;
    }

    static Reference each(Reference r, UnaryOperator<Object> f) {
        return Reference.of(
                r.dtype(), dims(r.shape()), r.elements().stream().map(f).toList());
    }

    // Comparison.

    static void same(Object what, NdArray found, Reference expected) {
        same(what, found, expected, 0);
    }

    /** The same type, shape and elements; floating ones within some units in the last place. */
    static void same(Object what, NdArray found, Reference expected, double ulps) {
        assertThat(found.dtype()).as("%s: dtype", what).isEqualTo(expected.dtype());
        assertThat(found.shape()).as("%s: shape", what).isEqualTo(expected.shape());
        List<Object> elements = Reference.of(found).elements();
        for (int i = 0; i < elements.size(); i++) {
            Object e = expected.elements().get(i);
            if (e != Reference.UNKNOWN && !close(elements.get(i), e, expected.dtype(), ulps)) {
                throw new AssertionError(
                        what + ": element " + i + " is " + elements.get(i) + ", expected " + e + "\n" + expected);
            }
        }
    }

    private static boolean close(Object found, Object expected, DType type, double ulps) {
        if (expected instanceof Double e) {
            return close((Double) found, e, ulps, ulp(e, type));
        } else if (expected instanceof Complex e) {
            Complex f = (Complex) found;
            double ulp = Math.max(ulp(e.re(), type), ulp(e.im(), type));
            return close(f.re(), e.re(), ulps, ulp) && close(f.im(), e.im(), ulps, ulp);
        }
        return found.equals(expected);
    }

    /** Where a result is exact, so is the sign of its zero. */
    private static boolean close(double found, double expected, double ulps, double ulp) {
        return Double.compare(found, expected) == 0
                || (ulps > 0 && (found == expected || Math.abs(found - expected) <= ulps * ulp));
    }

    private static double ulp(double e, DType type) {
        return type.realType() == DType.FLOAT32
                ? Math.ulp((float) Math.min(Math.abs(e), Float.MAX_VALUE))
                : Math.ulp(Math.min(Math.abs(e), Double.MAX_VALUE));
    }
}
