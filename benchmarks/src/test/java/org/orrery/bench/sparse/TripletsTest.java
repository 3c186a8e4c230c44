package org.orrery.bench.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TripletsTest {
    private static long[] keys(Triplets t) {
        return IntStream.range(0, t.row().length)
                .mapToLong(k -> t.row()[k] * t.columns() + t.column()[k])
                .toArray();
    }

    @Test
    void randomEntriesAreDistinctSortedAndAsManyAsAskedFor() {
        var t = Triplets.random(200, 300, 0.05, 1);
        var keys = keys(t);
        assertThat(keys).hasSize(3_000).isSorted().doesNotHaveDuplicates();
        assertThat(Arrays.stream(keys).max().orElseThrow()).isLessThan(60_000);
        assertThat(Arrays.stream(keys).average().orElseThrow()).isCloseTo(30_000, within(1_500.0));
        assertThat(Arrays.stream(t.value())).allMatch(value -> value >= 0.5 && value < 1.5);
        assertThat(Triplets.random(200, 300, 0.05, 1).column()).isEqualTo(t.column());
        assertThat(Triplets.random(200, 300, 0.05, 2).column()).isNotEqualTo(t.column());
    }

    @Test
    void densityOneHasEveryPosition() {
        assertThat(keys(Triplets.random(7, 5, 1, 1)))
                .isEqualTo(IntStream.range(0, 35).asLongStream().toArray());
        assertThat(Triplets.random(7, 5, 0, 1).value()).isEmpty();
    }

    @Test
    void transposedTwiceIsTheSame() {
        var t = Triplets.random(20, 30, 0.1, 3);
        var transposed = t.transposed();
        assertThat(keys(transposed)).isSorted().doesNotHaveDuplicates();
        assertThat(transposed.rows()).isEqualTo(30);
        var back = transposed.transposed();
        assertThat(keys(back)).isEqualTo(keys(t));
        assertThat(back.value()).isEqualTo(t.value());
    }

    @Test
    void toleranceOfSumsFollowsTheLargestRowOrColumn() {
        var t = new Triplets(2, 3, new long[] {0, 0, 1}, new long[] {0, 2, 2}, new double[] {1, -2, 4});
        // Column 2 has two entries that come to 6 in magnitude: 2·eps·6.
        assertThat(t.sumTolerance()).isEqualTo(12 * Math.ulp(1.0));
    }
}
