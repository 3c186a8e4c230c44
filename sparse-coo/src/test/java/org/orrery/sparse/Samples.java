package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;

/** Generated arrays, dense and sparse, and what a result has to satisfy. */
final class Samples {
    static final Shape[] SHAPES = {
        Shape.of(),
        Shape.of(1),
        Shape.of(7),
        Shape.of(0),
        Shape.of(3, 4),
        Shape.of(1, 4),
        Shape.of(4, 1),
        Shape.of(6, 5),
        Shape.of(2, 3, 4),
        Shape.of(2, 1, 4),
        Shape.of(3, 0, 2),
        Shape.of(2, 3, 1, 4)
    };

    private static final double[] VALUES = {0, 1, -1, 2, 3, -2, 5, 100};
    private static final double[] SPECIAL = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0};

    private final SplittableRandom random;

    Samples(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int n) {
        return random.nextInt(n);
    }

    Shape shape() {
        return SHAPES[below(SHAPES.length)];
    }

    DType dtype() {
        return DType.values()[below(DType.values().length)];
    }

    /** A fill value: mostly zero. */
    DenseArray fill(DType dtype) {
        double[] choices = dtype.isFloating() ? new double[] {0, 0, 0, 1, Double.NaN} : new double[] {0, 0, 0, 1};
        return value(dtype, choices[below(choices.length)]);
    }

    private DenseArray value(DType dtype, double v) {
        if (dtype.isComplex()) {
            return Creation.scalar(Complex.of(v, v == 1 ? 2 : 0)).convert(dtype);
        }
        if (dtype.isUnsigned() || dtype.isBoolean()) {
            return Creation.scalar((long) Math.abs(v)).convert(dtype);
        }
        return dtype.isFloating()
                ? Creation.scalar(v).convert(dtype)
                : Creation.scalar((long) v).convert(dtype);
    }

    /** Elements, of which most are the fill value. */
    DenseArray dense(Shape shape, DType dtype, DenseArray fill, boolean special) {
        DenseArray a = Creation.full(shape, fill).convert(dtype).copy();
        DenseArray flat = a.reshape(-1);
        double density = new double[] {0, 0.1, 0.4, 0.4, 1}[below(5)];
        for (long i = 0; i < a.size(); i++) {
            if (random.nextDouble() < density) {
                boolean odd = special && dtype.isFloating() && below(8) == 0;
                double v = odd ? SPECIAL[below(SPECIAL.length)] : VALUES[below(VALUES.length)];
                DenseArray element = dtype.isComplex()
                        ? Creation.scalar(Complex.of(v, VALUES[below(VALUES.length)]))
                                .convert(dtype)
                        : value(dtype, v);
                flat.set(element, Index.at(i));
            }
        }
        return a;
    }

    /** A shape that broadcasts to the given one. */
    Shape narrower(Shape shape) {
        int drop = shape.ndim() == 0 ? 0 : below(shape.ndim() + 1);
        List<Long> dims = new ArrayList<>();
        for (int i = drop; i < shape.ndim(); i++) {
            dims.add(below(3) == 0 ? 1 : shape.get(i));
        }
        return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
    }

    static boolean isFinite(DenseArray d) {
        return Cells.isFinite(Cells.storage(d));
    }

    /** That a sparse array keeps its rules. */
    static void checkRules(CooArray a) {
        long[] keys = a.keyStorage();
        assertThat(Keys.increase(keys)).as("keys increase").isTrue();
        long last = keys.length == 0 ? -1 : keys[keys.length - 1];
        assertThat(keys.length == 0 || keys[0] >= 0).isTrue();
        assertThat(last).isLessThan(Math.max(a.size(), 1));
        assertThat(a.values().shape()).isEqualTo(Shape.of(a.nnz()));
        assertThat(Cells.unlike(a.valueStorage(), a.fillStorage(), Cells.width(a.dtype()), a.nnz(), true))
                .as("places of stored values other than the fill value: all")
                .isNull();
    }

    /** That an array has the given elements; zeros of either sign are equal, and NaN is NaN. */
    static void assertSame(NdArray actual, NdArray expected, double tolerance, String what) {
        assertThat(actual.dtype()).as(what).isEqualTo(expected.dtype());
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        if (actual instanceof CooArray a) {
            checkRules(a);
        } else if (actual instanceof GcxsArray g) {
            checkRules(g.toCoo());
        }
        DenseArray x = actual.toDense().reshape(-1);
        DenseArray y = expected.toDense().reshape(-1);
        DType common = x.dtype().isComplex()
                ? DType.COMPLEX128
                : x.dtype().isFloating() ? DType.FLOAT64 : x.dtype() == DType.UINT64 ? DType.UINT64 : DType.INT64;
        x = x.convert(common);
        y = y.convert(common);
        for (long i = 0; i < x.size(); i++) {
            boolean same;
            if (common == DType.COMPLEX128) {
                Complex u = x.getComplex(i);
                Complex v = y.getComplex(i);
                same = isClose(u.re(), v.re(), tolerance) && isClose(u.im(), v.im(), tolerance);
            } else if (common == DType.FLOAT64) {
                same = isClose(x.getDouble(i), y.getDouble(i), tolerance);
            } else {
                same = x.getLong(i) == y.getLong(i);
            }
            if (!same) {
                throw new AssertionError("element " + i + " is " + x.index(Index.at(i)) + ", expected "
                        + y.index(Index.at(i)) + ": " + what);
            }
        }
    }

    private static boolean isClose(double u, double v, double tolerance) {
        return u == v
                || (Double.isNaN(u) && Double.isNaN(v))
                || Math.abs(u - v) <= tolerance * Math.abs(v) + tolerance * 1e-3;
    }
}
