package org.orrery.ndarray.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhiloxKernelTest {

    /** The vectors that come with Random123, file kat_vectors, rows philox4x64 10. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 0 0 0 | 0 0 | 16554d9eca36314c db20fe9d672d0fdc d7e772cee186176b 7e68b68aec7ba23b
            ffffffffffffffff ffffffffffffffff ffffffffffffffff ffffffffffffffff | ffffffffffffffff ffffffffffffffff | 87b092c3013fe90b 438c3c67be8d0224 9cc7d7c69cd777b6 a09caebf594f0ba0
            243f6a8885a308d3 13198a2e03707344 a4093822299f31d0 082efa98ec4e6c89 | 452821e638d01377 be5466cf34e90c6c | a528f45403e61d95 38c72dbd566e9788 a5a1610e72fd18b5 57bd43b5e52b7fe6
            """)
    void givesThePublishedVectors(String counter, String key, String image) {
        long[] c = words(counter);
        long[] k = words(key);
        for (PhiloxKernel kernel : new PhiloxKernel[] {new PhiloxKernel(), PhiloxKernel.INSTANCE}) {
            long[] out = new long[4];
            kernel.generate(k[0], k[1], c[0], c[1], c[2], c[3], out, 0, 1);
            assertThat(out).isEqualTo(words(image));
        }
    }

    private static long[] words(String hex) {
        String[] parts = hex.strip().split(" +", -1);
        long[] words = new long[parts.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = Long.parseUnsignedLong(parts[i], 16);
        }
        return words;
    }

    @Test
    void theTwinsAgree() {
        // Without the Vector API both are the plain one.
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 200; round++) {
            long[] key = random.longs(2).toArray();
            long[] c = random.longs(4).toArray();
            if (round % 3 == 0) {
                c[0] = -random.nextInt(50); // the counter wraps around
            }
            int counters = random.nextInt(70);
            int offset = random.nextInt(5);
            long[] plain = new long[offset + 4 * counters + 3];
            long[] other = new long[plain.length];
            new PhiloxKernel().generate(key[0], key[1], c[0], c[1], c[2], c[3], plain, offset, counters);
            PhiloxKernel.INSTANCE.generate(key[0], key[1], c[0], c[1], c[2], c[3], other, offset, counters);
            assertThat(other).isEqualTo(plain);
        }
    }

    @Test
    void theHighProductIsUnsigned() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            long a = random.nextLong() >> random.nextInt(64);
            long b = random.nextLong() >> random.nextInt(64);
            long expected = new BigInteger(Long.toUnsignedString(a))
                    .multiply(new BigInteger(Long.toUnsignedString(b)))
                    .shiftRight(64)
                    .longValue();
            assertThat(UnsignedProduct.high(a, b)).isEqualTo(expected);
            assertThat(UnsignedProduct.corrected(a, b)).isEqualTo(expected);
        }
    }
}
