package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Conversions between types at their edges; the contract covers all pairs. */
class CastsTest {
    private static long[] longs(DenseArray a, DType to) {
        return a.convert(to).toLongArray();
    }

    @Test
    void floatingToIntegersTruncatesAndSaturatesAt64Bits() {
        DenseArray a = Creation.array(
                2.9, -2.9, -0.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, -1e300);
        assertThat(longs(a, DType.INT64))
                .containsExactly(2, -2, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);
        assertThat(longs(a.convert(DType.FLOAT32), DType.INT64))
                .containsExactly(2, -2, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);
        assertThat(longs(a, DType.UINT64)).containsExactly(2, -2, 0, 0, -1, Long.MIN_VALUE, -1, Long.MIN_VALUE);
        assertThat(longs(Creation.array(300, -1.5, 65536.0 + 7), DType.UINT8)).containsExactly(44, 255, 7);
        assertThat(longs(Creation.array(3e9, -3e9), DType.UINT32)).containsExactly(3000000000L, 1294967296L);
        assertThat(longs(Creation.array(3e9), DType.INT32)).containsExactly(-1294967296);
        DenseArray edges = Creation.array(0x1p63, 0x1p63 + 2048, 0x1p64 - 2048, Math.nextDown(0x1p63), 0x1p64);
        assertThat(longs(edges, DType.UINT64))
                .containsExactly(Long.MIN_VALUE, Long.MIN_VALUE + 2048, -2048, Long.MAX_VALUE - 1023, -1);
    }

    @Test
    void integersWrap() {
        DenseArray a = Creation.array(300L, -1L, 1L << 40);
        assertThat(longs(a, DType.INT8)).containsExactly(44, -1, 0);
        assertThat(longs(a, DType.UINT16)).containsExactly(300, 65535, 0);
        assertThat(longs(a, DType.UINT32)).containsExactly(300, 4294967295L, 0);
        assertThat(longs(a, DType.UINT64)).containsExactly(300, -1, 1L << 40);
        assertThat(longs(a.convert(DType.UINT8), DType.INT64)).containsExactly(44, 255, 0);
    }

    @Test
    void anythingButZeroIsTrue() {
        DenseArray a = Creation.array(0.0, -0.0, Double.NaN, 1e-320, -3);
        assertThat(a.convert(DType.BOOL).toBooleanArray()).containsExactly(false, false, true, true, true);
        DenseArray z = Creation.array(new Complex(0, 0), new Complex(0, -1), new Complex(0, Double.NaN));
        assertThat(z.convert(DType.BOOL).toBooleanArray()).containsExactly(false, true, true);
        assertThat(Creation.array(256L, 1L << 40, 0L).convert(DType.BOOL).toBooleanArray())
                .containsExactly(true, true, false);
        assertThat(longs(Creation.array(true, false), DType.INT8)).containsExactly(1, 0);
        assertThat(Creation.array(true).convert(DType.COMPLEX64).getComplex(0)).isEqualTo(new Complex(1, 0));
    }

    /** Each conversion rounds once, to the nearest and to even. */
    @Test
    void wideIntegersToFloatingRoundOnce() {
        SplittableRandom random = new SplittableRandom(19);
        for (int i = 0; i < 20_000; i++) {
            // Patterns near the middle between two floating numbers, where a second rounding would show.
            long v = random.nextLong() >>> random.nextInt(12);
            if (random.nextBoolean()) {
                int low = random.nextInt(1, 41);
                v = (v >>> low << low | 1L << (low - 1)) + random.nextInt(-1, 2);
            }
            BigInteger exact = new BigInteger(Long.toUnsignedString(v));
            DenseArray u = DenseArray.of(DType.UINT64, new long[] {v}, Shape.of(1));
            assertThat(u.convert(DType.FLOAT64).getDouble(0)).as("%s", exact).isEqualTo(exact.doubleValue());
            assertThat(u.convert(DType.FLOAT32).getDouble(0)).as("%s", exact).isEqualTo(exact.floatValue());
            assertThat(u.getDouble(0)).isEqualTo(exact.doubleValue());
            DenseArray s = DenseArray.wrap(new long[] {v});
            assertThat(s.convert(DType.FLOAT64).getDouble(0)).isEqualTo((double) v);
            assertThat(s.convert(DType.FLOAT32).getDouble(0)).isEqualTo((float) v);
            double d = exact.doubleValue();
            long back = DenseArray.wrap(new double[] {d}).convert(DType.UINT64).getLong(0);
            BigInteger expected =
                    new BigDecimal(d).toBigInteger().min(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
            assertThat(Long.toUnsignedString(back)).isEqualTo(expected.toString());
        }
    }

    @Test
    void complexNumbersDoNotBecomeReal() {
        DenseArray z = Creation.array(new Complex(0.1, 2));
        assertThatThrownBy(() -> z.convert(DType.FLOAT64))
                .isInstanceOf(DTypeException.class)
                .hasMessage("convert from complex128 to float64 would lose the imaginary part:"
                        + " take real() or abs() first");
        assertThat(z.convert(DType.COMPLEX64).getComplex(0)).isEqualTo(new Complex(0.1f, 2));
        assertThat(Creation.array(2.5f).convert(DType.COMPLEX128).getComplex(0)).isEqualTo(new Complex(2.5, 0));
    }

    @Test
    void longArraysPassThroughTheBuffer() {
        int n = 5000;
        DenseArray a = Creation.arange(n).convert(DType.INT16);
        DenseArray reversed = a.index(Index.step(-1));
        DenseArray f = reversed.convert(DType.FLOAT32);
        for (int i = 0; i < n; i++) {
            assertThat(f.getDouble(i)).isEqualTo(n - 1 - i);
        }
        DenseArray every = Creation.arange(3L * n).index(Index.range(1, 3L * n, 3));
        assertThat(every.convert(DType.INT32).toLongArray()).isEqualTo(every.toLongArray());
    }
}
