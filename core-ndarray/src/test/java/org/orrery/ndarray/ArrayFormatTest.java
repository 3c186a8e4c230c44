package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.NumPy;

/** The expected strings were printed by NumPy 2.4. */
class ArrayFormatTest {
    private static String print(double... values) {
        return Creation.array(values).toString();
    }

    @Test
    void integers() {
        assertThat(Creation.arange(12).reshape(3, 4)).hasToString("[[ 0  1  2  3]\n [ 4  5  6  7]\n [ 8  9 10 11]]");
        assertThat(Creation.array(-1L, 10L)).hasToString("[-1 10]");
        assertThat(Creation.array(Long.MIN_VALUE, 0L)).hasToString("[-9223372036854775808                    0]");
        assertThat(DenseArray.of(DType.UINT64, new long[] {-1, 1L << 63, 7}, Shape.of(3)))
                .hasToString("[18446744073709551615  9223372036854775808                    7]");
        assertThat(DenseArray.of(DType.UINT8, new byte[] {-1, 0}, Shape.of(2))).hasToString("[255   0]");
    }

    @Test
    void booleans() {
        assertThat(Creation.array(true, false)).hasToString("[ True False]");
        assertThat(Creation.scalar(true)).hasToString("True");
        assertThat(Creation.array(true, true).reshape(2, 1)).hasToString("[[ True]\n [ True]]");
    }

    @Test
    void realsInOneNotation() {
        assertThat(print(1, 2, 3)).isEqualTo("[1. 2. 3.]");
        assertThat(print(0.5, 10, -3.25)).isEqualTo("[ 0.5  10.   -3.25]");
        assertThat(print(1 / 3.0)).isEqualTo("[0.33333333]");
        assertThat(print(1e8, 1)).isEqualTo("[1.e+08 1.e+00]");
        assertThat(print(99999999, 1e6)).isEqualTo("[99999999.  1000000.]");
        assertThat(print(1e-4, 1e-2)).isEqualTo("[0.0001 0.01  ]");
        assertThat(print(9e-5, 0)).isEqualTo("[9.e-05 0.e+00]");
        assertThat(print(1, 1000.1)).isEqualTo("[1.0000e+00 1.0001e+03]");
        assertThat(print(1e100, 1e-300)).isEqualTo("[1.e+100 1.e-300]");
        assertThat(print(-0.0, 0.0)).isEqualTo("[-0.  0.]");
        assertThat(print(1.5, Double.NaN, Double.NEGATIVE_INFINITY)).isEqualTo("[ 1.5  nan -inf]");
        assertThat(print(Double.NaN)).isEqualTo("[nan]");
        assertThat(print(Double.MIN_VALUE)).isEqualTo("[5.e-324]");
        assertThat(Creation.array(0.1f, 1e6f)).hasToString("[1.e-01 1.e+06]");
        assertThat(Creation.array(0.1f, 16777216f)).hasToString("[1.0000000e-01 1.6777216e+07]");
        assertThat(Creation.array(0.1f, 0.7f)).hasToString("[0.1 0.7]");
    }

    @Test
    void complexNumbers() {
        assertThat(Creation.array(
                        Complex.of(1, 0), Complex.of(0, Double.POSITIVE_INFINITY), Complex.of(Double.NaN, -0.5)))
                .hasToString("[ 1.+0.j   0.+infj nan-0.5j]");
        assertThat(Creation.scalar(Complex.of(1, 2))).hasToString("(1+2j)");
        assertThat(Creation.scalar(Complex.of(-0.0, 2))).hasToString("(-0+2j)");
        assertThat(Creation.scalar(Complex.of(0, -0.0))).hasToString("-0j");
        assertThat(Creation.scalar(Complex.of(Double.NaN, Double.NaN))).hasToString("(nan+nanj)");
        assertThat(Creation.scalar(Complex.of(1e16, 1e-5))).hasToString("(1e+16+1e-05j)");
    }

    @Test
    void zeroDimensionsPrintAllDigits() {
        assertThat(Creation.scalar(1 / 3.0)).hasToString("0.3333333333333333");
        assertThat(Creation.scalar(1.0)).hasToString("1.0");
        assertThat(Creation.scalar(1e16)).hasToString("1e+16");
        assertThat(Creation.scalar(123e20)).hasToString("1.23e+22");
        assertThat(Creation.scalar(0.00012)).hasToString("0.00012");
        assertThat(Creation.scalar(-5)).hasToString("-5");
        assertThat(DenseArray.of(DType.FLOAT32, new float[] {1e6f}, Shape.of())).hasToString("1e+06");
        assertThat(DenseArray.of(DType.UINT64, new long[] {-1}, Shape.of())).hasToString("18446744073709551615");
    }

    @Test
    void emptyArrays() {
        assertThat(Creation.zeros(Shape.of(0))).hasToString("[]");
        assertThat(Creation.zeros(Shape.of(3, 0))).hasToString("[]");
    }

    @Test
    void planesAndWrappedRows() {
        assertThat(Creation.arange(8).reshape(2, 2, 2)).hasToString("[[[0 1]\n  [2 3]]\n\n [[4 5]\n  [6 7]]]");
        assertThat(Creation.arange(30))
                .hasToString(
                        "[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23\n 24 25 26 27 28 29]");
    }

    @Test
    void largeArraysShowTheirCorners() {
        assertThat(Creation.arange(2000)).hasToString("[   0    1    2 ... 1997 1998 1999]");
        assertThat(Creation.zeros(Shape.of(3, 1000)))
                .hasToString("[[0. 0. 0. ... 0. 0. 0.]\n [0. 0. 0. ... 0. 0. 0.]\n [0. 0. 0. ... 0. 0. 0.]]");
        // A billion elements, one number in memory.
        assertThat(Creation.scalar(1.5).broadcastTo(Shape.of(1000, 1000, 1000)).toString())
                .startsWith("[[[1.5 1.5 1.5 ... 1.5 1.5 1.5]\n")
                .contains("\n  ...\n", "\n\n ...\n\n");
    }

    @Test
    void options() {
        NdArray a = Creation.array(1 / 3.0, 2.5);
        assertThat(ArrayFormat.DEFAULT.precision(3).format(a)).isEqualTo("[0.333 2.5  ]");
        assertThat(ArrayFormat.DEFAULT.precision(0).format(a)).isEqualTo("[0. 2.]");
        assertThat(ArrayFormat.DEFAULT.threshold(4).edgeItems(1).format(Creation.arange(5)))
                .isEqualTo("[0 ... 4]");
        assertThat(ArrayFormat.DEFAULT.lineWidth(6).format(Creation.arange(4))).isEqualTo("[0 1\n 2 3]");
        assertThat(ArrayFormat.DEFAULT.threshold(0).format(Creation.scalar(1))).isEqualTo("1");
        assertThatThrownBy(() -> ArrayFormat.DEFAULT.precision(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("precision is -1: expected at least 0");
        assertThatThrownBy(() -> ArrayFormat.DEFAULT.edgeItems(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ArrayFormat.DEFAULT.lineWidth(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ArrayFormat.DEFAULT.threshold(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Feeds generated arrays to NumPy and compares the strings. */
    @Test
    void printsWhatNumPyPrints() {
        NumPy.assume(3);
        Generators random = new Generators(2024);
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            DType type = random.dtype();
            DenseArray a;
            if (type.realType().isFloating() && i % 2 == 0) {
                a = values(random.random(), type, random.shape(random.random().nextInt(3)));
            } else {
                a = i % 10 == 1 ? random.array(type, large(random.random())) : random.view(type, random.shape());
            }
            ArrayFormat format = format(random.random(), i);
            sources.add(NumPy.expression(a));
            expected.add("text(" + NumPy.expression(a) + ", " + format.precision() + ", " + format.threshold() + ", "
                    + format.edgeItems() + ", " + format.lineWidth() + ")");
            actual.add(format.format(a));
        }
        List<String> printed = NumPy.strings(
                """
                def text(a, precision, threshold, edgeitems, linewidth):
                    np.set_printoptions(precision=precision, threshold=threshold, edgeitems=edgeitems, linewidth=linewidth)
                    return str(a)
                """,
                expected);
        for (int i = 0; i < printed.size(); i++) {
            assertThat(actual.get(i)).as(sources.get(i)).isEqualTo(printed.get(i));
        }
    }

    private static ArrayFormat format(SplittableRandom random, int i) {
        return i % 3 != 0
                ? ArrayFormat.DEFAULT
                : new ArrayFormat(
                        random.nextInt(20), random.nextInt(200), random.nextInt(1, 5), random.nextInt(1, 120));
    }

    private static Shape large(SplittableRandom random) {
        return Shape.of(random.longs(random.nextInt(1, 4), 8, 20).toArray()).size() > 1000
                ? Shape.of(random.longs(3, 11, 14).toArray())
                : Shape.of(random.nextInt(900, 1100));
    }

    /** Numbers of similar magnitude and few special ones, so that both notations and all roundings occur. */
    private static DenseArray values(SplittableRandom random, DType type, Shape shape) {
        double[] d = new double[(int) shape.size() * (type.isComplex() ? 2 : 1)];
        int low = random.nextInt(-8, 12);
        int high = low + 1 + random.nextInt(6);
        int decimals = random.nextInt(12);
        double special = random.nextInt(4) == 0 ? 0.2 : 0;
        for (int i = 0; i < d.length; i++) {
            double v = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(low, high));
            if (random.nextBoolean()) {
                double scale = Math.pow(10, decimals);
                v = Math.rint(v * scale) / scale;
            }
            if (random.nextInt(6) == 0) {
                v = random.nextInt(-4096, 4096) / 256.0; // Ties, when few digits are asked for.
            }
            d[i] = random.nextDouble() < special
                    ? new double[] {0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}
                            [random.nextInt(5)]
                    : v;
        }
        DenseArray wide = DenseArray.of(type.isComplex() ? DType.COMPLEX128 : DType.FLOAT64, d, shape);
        return wide.convert(type);
    }
}
