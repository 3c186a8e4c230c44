package org.orrery.ndarray.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalReaderTest {
    private final DecimalReader reader = new DecimalReader();

    private void check(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.US_ASCII);
        assertThat(reader.read(bytes, 1, bytes.length - 1)).as(text).isTrue();
        assertThat(Double.doubleToLongBits(reader.value()))
                .as(text)
                .isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+0.0",
                "1",
                "1.",
                ".5",
                "-.5e1",
                "1e0",
                "1E+5",
                "1e-5",
                "00012.500",
                "123456789012345678901234567890",
                "9007199254740993",
                "9007199254740992.999999",
                "9007199254740993.0000000000000000000000000001",
                "1.7976931348623157e308",
                "1.7976931348623158e308",
                "1.7976931348623159e308",
                "1e309",
                "-1e400",
                "1e99999999999",
                "4.9e-324",
                "2.4703282292062327e-324",
                "2.4703282292062328e-324",
                "2.4703282292062329e-324",
                "1e-324",
                "1e-400",
                "1e-99999999999",
                "2.2250738585072011e-308",
                "2.2250738585072014e-308",
                "2.225073858507201136057e-308",
                "0.000000000000000000000000000000000000001",
                "1e23",
                "8.5e22",
                "9.5367431640625e-7",
                "1e22",
                "1e-22",
                "3e-23",
                "18446744073709551615",
                "18446744073709551616",
                "9999999999999999999",
                "99999999999999999999"
            })
    void knownNumbers(String text) {
        check(text);
    }

    @Test
    void longMantissasAndExponentsCancel() {
        check("0." + "0".repeat(2000) + "1e2001");
        check("1" + "0".repeat(2000) + "e-2000");
        check("0." + "0".repeat(100_050) + "1e200000");
        check("1." + "0".repeat(3000) + "1");
    }

    @Test
    void generatedNumbers() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 60_000; i++) {
            double v = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(v)) {
                check(Double.toString(v));
            }
            check(random.nextLong() + "e" + random.nextInt(-345, 320));
            check(random.nextInt() + "." + random.nextInt(1_000_000) + "E" + random.nextInt(-30, 30));
            check(Long.toUnsignedString(random.nextLong()) + random.nextInt(1000) + "e" + random.nextInt(-340, 300));
        }
    }

    /** Middles between neighbours, and what lies a last digit beside them. */
    @Test
    void middles() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 2000; i++) {
            long bits = random.nextLong() & Long.MAX_VALUE;
            if (i % 4 == 0) {
                bits >>>= 12;
            } else if (i % 4 == 1) {
                bits = Double.doubleToLongBits(random.nextLong(1L << 60));
            }
            double v = Double.longBitsToDouble(bits);
            if (!(v < Double.MAX_VALUE)) {
                continue;
            }
            BigDecimal middle =
                    new BigDecimal(v).add(new BigDecimal(Math.nextUp(v))).divide(BigDecimal.valueOf(2));
            BigDecimal step = BigDecimal.ONE.movePointLeft(middle.scale() + 1);
            check(middle.toString());
            check(middle.add(step).toString());
            check(middle.subtract(step).toString());
            check(middle.round(new java.math.MathContext(19)).toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"nan, NaN", "NaN, NaN", "-nan, NaN", "inf, Infinity", "-INF, -Infinity", "+Infinity, Infinity"})
    void names(String text, Double expected) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(reader.read(bytes, 0, bytes.length)).isTrue();
        assertThat(reader.value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", "+", ".", "-.", "e5", "1e", "1e+", "1e5.", "1..2", "1.2.3", "1 2", "0x10", "1d", "1f", "--1",
                "1_000", "na", "nano", "infinit", ".inf", "1e5x", "１"
            })
    void noNumbers(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(reader.read(bytes, 0, bytes.length)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+7",
                "0000000000000000000000000000012",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775800",
                "-9223372036854775799"
            })
    void integers(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(reader.readInteger(bytes, 0, bytes.length)).isTrue();
        assertThat(reader.integer()).isEqualTo(Long.parseLong(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                "1.0",
                "1e3",
                "9223372036854775808",
                "-9223372036854775809",
                "18446744073709551616",
                " 1",
                "92233720368547758070"
            })
    void noIntegers(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(reader.readInteger(bytes, 0, bytes.length)).isFalse();
    }
}
