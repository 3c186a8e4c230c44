package org.orrery.ndarray.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDecimalTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "4.9e-324, 5, -324",
        "1e-323, 1, -323",
        "2.2250738585072014e-308, 22250738585072014, -324",
        "2e23, 2, 23",
        "1.0e23, 1, 23",
        "8.41e21, 841, 19",
        "2.0e-3, 2, -3",
        "9007199254740993, 9007199254740992, 0",
        "1.7976931348623157e308, 17976931348623157, 292",
        "0.1, 1, -1",
        "100, 1, 2",
        "5e-324, 5, -324",
        "9.5367431640625e-7, 95367431640625, -20"
    })
    void knownDoubles(double value, long digits, int exponent) {
        assertThat(ShortestDecimal.of(value)).isEqualTo(new ShortestDecimal(digits, exponent));
        assertThat(ShortestDecimal.of(-value)).isEqualTo(new ShortestDecimal(digits, exponent));
    }

    @ParameterizedTest
    @CsvSource({
        "1.4e-45, 1, -45",
        "1.1754944e-38, 11754944, -45",
        "3.4028235e38, 34028235, 31",
        "0.1, 1, -1",
        "16777216, 16777216, 0",
        "3.3554432e7, 33554432, 0",
        "1e10, 1, 10",
        "8.589973e9, 8589974, 3"
    })
    void knownFloats(float value, long digits, int exponent) {
        assertThat(ShortestDecimal.of(value)).isEqualTo(new ShortestDecimal(digits, exponent));
    }

    @Test
    void everyPowerOfTwoIsShortestAndClosest() {
        for (int e = -1074; e <= 1023; e++) {
            check(Math.scalb(1.0, e));
            check(Math.nextUp(Math.scalb(1.0, e)));
            check(Math.nextDown(Math.scalb(1.0, e)));
        }
        for (int e = -149; e <= 127; e++) {
            check(Math.scalb(1f, e));
            check(Math.nextUp(Math.scalb(1f, e)));
            check(Math.nextDown(Math.scalb(1f, e)));
        }
    }

    @Test
    void everyPowerOfTenIsShortestAndClosest() {
        for (int e = -323; e <= 308; e++) {
            double v = Double.parseDouble("1e" + e);
            assertThat(ShortestDecimal.of(v)).isEqualTo(new ShortestDecimal(1, e));
            check(Math.nextUp(v));
            check(Math.nextDown(v));
        }
    }

    @Test
    void randomNumbersAreShortestAndClosest() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double v = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
            if (Double.isFinite(v)) {
                check(v);
            }
            check(random.nextDouble());
            check(random.nextInt(1_000_000) / 1000.0);
            float f = Float.intBitsToFloat(random.nextInt() & Integer.MAX_VALUE);
            if (Float.isFinite(f)) {
                check(f);
            }
        }
    }

    /** Rounds back to the value, and no decimal with one digit less, nor the neighbours with as many, does better. */
    private static void check(double value) {
        ShortestDecimal d = ShortestDecimal.of(value);
        BigDecimal decimal = BigDecimal.valueOf(d.digits(), -d.exponent());
        assertThat(Double.parseDouble(decimal.toString())).isEqualTo(value);
        checkLength(d);
        BigDecimal exact = new BigDecimal(value);
        for (BigDecimal shorter : candidates(exact, d.exponent() + 1)) {
            if (d.length() > 1 && shorter.signum() > 0) {
                assertThat(Double.parseDouble(shorter.toString())).isNotEqualTo(value);
            }
        }
        for (BigDecimal other : candidates(exact, d.exponent())) {
            if (Double.parseDouble(other.toString()) == value) {
                assertThat(exact.subtract(decimal).abs())
                        .isLessThanOrEqualTo(exact.subtract(other).abs());
            }
        }
    }

    private static void check(float value) {
        ShortestDecimal d = ShortestDecimal.of(value);
        BigDecimal decimal = BigDecimal.valueOf(d.digits(), -d.exponent());
        assertThat(Float.parseFloat(decimal.toString())).isEqualTo(value);
        checkLength(d);
        BigDecimal exact = new BigDecimal(value);
        for (BigDecimal shorter : candidates(exact, d.exponent() + 1)) {
            if (d.length() > 1 && shorter.signum() > 0) {
                assertThat(Float.parseFloat(shorter.toString())).isNotEqualTo(value);
            }
        }
        for (BigDecimal other : candidates(exact, d.exponent())) {
            if (Float.parseFloat(other.toString()) == value) {
                assertThat(exact.subtract(decimal).abs())
                        .isLessThanOrEqualTo(exact.subtract(other).abs());
            }
        }
    }

    private static void checkLength(ShortestDecimal d) {
        assertThat(d.length()).isEqualTo(Long.toString(d.digits()).length());
        if (d.digits() != 0) {
            assertThat(d.digits() % 10).isNotZero();
        }
    }

    /** The multiples of a power of ten on both sides. */
    private static BigDecimal[] candidates(BigDecimal exact, int exponent) {
        return new BigDecimal[] {
            exact.setScale(-exponent, RoundingMode.FLOOR), exact.setScale(-exponent, RoundingMode.CEILING)
        };
    }

    @Test
    void powersOfTenAreTheirFirst128Bits() {
        for (int e = PowersOfTen.MIN; e <= PowersOfTen.MAX; e++) {
            BigInteger s = new BigInteger(Long.toUnsignedString(PowersOfTen.high(e)))
                    .shiftLeft(64)
                    .add(new BigInteger(Long.toUnsignedString(PowersOfTen.low(e))));
            assertThat(s.bitLength()).isEqualTo(128);
            // s * 2^shift <= 10^e < (s + 1) * 2^shift, with all negative powers multiplied away.
            int shift = PowersOfTen.floorLog2(e) - 127;
            BigInteger ten = BigInteger.TEN.pow(Math.abs(e));
            BigInteger two = BigInteger.ONE.shiftLeft(Math.abs(shift));
            BigInteger left = (e < 0 ? ten : BigInteger.ONE).multiply(shift > 0 ? two : BigInteger.ONE);
            BigInteger right = (e < 0 ? BigInteger.ONE : ten).multiply(shift > 0 ? BigInteger.ONE : two);
            assertThat(s.multiply(left)).isLessThanOrEqualTo(right);
            assertThat(s.add(BigInteger.ONE).multiply(left)).isGreaterThan(right);
        }
    }
}
