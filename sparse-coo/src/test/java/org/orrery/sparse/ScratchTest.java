package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScratchTest {

    @Test
    void isNobodyElsesUntilGivenBack() {
        Scratch first = Scratch.take(10);
        Scratch second = Scratch.take(10);
        assertThat(second).isNotSameAs(first);
        second.giveBack();
        assertThat(Scratch.take(10)).isSameAs(second);
    }

    @Test
    void hasRoomForWhatWasAsked() {
        for (int entries : new int[] {0, 1, 4096, 4097, 1 << 18, (1 << 18) + 1, 1_000_000}) {
            Scratch scratch = Scratch.take(entries);
            assertThat(scratch.keys.length).isGreaterThanOrEqualTo(entries);
            assertThat(scratch.values.length).isGreaterThanOrEqualTo(entries);
            scratch.giveBack();
        }
    }

    @Test
    void compressesZerosOfBothSignsAndKeepsNaN() {
        SplittableRandom random = new SplittableRandom(3);
        for (int count : new int[] {0, 1, 127, 128, 129, 1000}) {
            for (double zeros : new double[] {0, 0.001, 0.5, 1}) {
                double[] values = random.doubles(count)
                        .map(x -> random.nextDouble() < zeros ? (x < 0.5 ? -0.0 : 0.0) : x < 0.1 ? Double.NaN : x - 0.5)
                        .toArray();
                Scratch scratch = Scratch.take(count);
                System.arraycopy(values, 0, scratch.values, 0, count);
                int kept = scratch.compress(count);
                int o = 0;
                for (int t = 0; t < count; t++) {
                    if (values[t] != 0) {
                        assertThat(scratch.keys[o]).isEqualTo(t);
                        assertThat(scratch.values[o++]).isEqualTo(Double.valueOf(values[t]));
                    }
                }
                assertThat(kept).isEqualTo(o);
            }
        }
    }
}
