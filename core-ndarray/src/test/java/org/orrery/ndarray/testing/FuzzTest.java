package org.orrery.ndarray.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FuzzTest {
    private static final List<byte[]> CORPUS =
            List.of("(12, 345) and some more".getBytes(StandardCharsets.US_ASCII), new byte[64]);

    @Test
    void documentedExceptionsAreCounted() {
        var outcome = Fuzz.bytes(
                CORPUS,
                bytes -> {
                    if (bytes.length % 2 == 1) {
                        throw new java.io.EOFException("odd");
                    }
                },
                Set.of(IOException.class),
                500,
                1);
        assertThat(outcome.refused()).containsOnlyKeys("EOFException");
        assertThat(outcome.accepted() + outcome.refused().get("EOFException")).isEqualTo(500);
        assertThat(outcome.accepted()).isBetween(50, 450);
    }

    @Test
    void otherExceptionsFailAndCanBeRepeated() {
        AtomicReference<byte[]> broken = new AtomicReference<>();
        assertThatThrownBy(() -> Fuzz.bytes(
                        CORPUS,
                        bytes -> {
                            if (bytes.length == 63) {
                                broken.set(bytes);
                                throw new ArithmeticException("63");
                            }
                        },
                        Set.of(IOException.class),
                        100_000,
                        7))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching(
                        "(?s)seed 7, iteration \\d+ failed: .*ArithmeticException: 63\ninput of 63 bytes: [0-9a-f]{126}")
                .satisfies(e -> {
                    int iteration = Integer.parseInt(e.getMessage().replaceAll("(?s).*iteration (\\d+).*", "$1"));
                    assertThat(Fuzz.input(CORPUS, 7, iteration)).isEqualTo(broken.get());
                    assertThat(e).hasMessageEndingWith(HexFormat.of().formatHex(broken.get()));
                });
    }

    @Test
    void tooMuchMemoryFails() {
        assertThatThrownBy(() -> Fuzz.bytes(
                        CORPUS,
                        bytes -> assertThat(new byte[1 << 20]).hasSize(1 << 20),
                        Set.of(),
                        10,
                        1,
                        new Fuzz.Bounds(1 << 19, Duration.ofSeconds(10))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("iteration 0 failed")
                .hasMessageContaining("more than 524288");
    }

    @Test
    void inputsWithoutAnEndFail() {
        assertThatThrownBy(() -> Fuzz.bytes(
                        CORPUS,
                        bytes -> Thread.sleep(60_000),
                        Set.of(),
                        10,
                        1,
                        new Fuzz.Bounds(1 << 20, Duration.ofMillis(200))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("input 0 of the corpus is not done after PT0.2S");
    }
}
