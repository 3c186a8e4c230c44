package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Shape;
import org.orrery.sparse.internal.Divisor;

/** The algorithms on keys, against plain ones. */
class KeysTest {
    private final SplittableRandom random = new SplittableRandom(1);

    private long[] keys(int n, long bound) {
        return random.longs(n, 0, bound).toArray();
    }

    @Test
    void sortsByEveryNumberOfDigits() {
        for (int n : new int[] {0, 1, 2, 24, 25, 100, 1000, 20_000}) {
            for (int bits = 0; bits <= 62; bits++) {
                long bound = (1L << bits) + (bits > 0 && random.nextBoolean() ? random.nextLong(1L << bits) : 0);
                long[] keys = keys(n, bound);
                Integer[] expected = IntStream.range(0, n).boxed().toArray(Integer[]::new);
                Arrays.sort(expected, Comparator.comparingLong(i -> keys[i]));
                long[] sorted = keys.clone();
                int[] order = Keys.sort(sorted, bound);
                for (int t = 0; t < n; t++) {
                    int from = order == null ? t : order[t];
                    assertThat(from).isEqualTo(expected[t]);
                    assertThat(sorted[t]).isEqualTo(keys[from]);
                }
            }
        }
        assertThat(Keys.sort(new long[] {1, 1, 2, 7}, 8)).isNull();
    }

    @Test
    void knowsWhetherKeysIncrease() {
        assertThat(Keys.increase(new long[] {})).isTrue();
        assertThat(Keys.increase(new long[] {3})).isTrue();
        assertThat(Keys.increase(new long[] {0, 1, Long.MAX_VALUE - 1})).isTrue();
        assertThat(Keys.increase(new long[] {0, 0})).isFalse();
        assertThat(Keys.increase(new long[] {Long.MAX_VALUE - 1, 0})).isFalse();
    }

    @Test
    void mergesLikeSets() {
        for (int round = 0; round < 2000; round++) {
            long bound = 1 + random.nextLong(200);
            long[] a = distinct(random.nextInt(60), bound);
            long[] b = distinct(random.nextInt(60), bound);
            TreeSet<Long> union = new TreeSet<>();
            Arrays.stream(a).forEach(union::add);
            TreeSet<Long> common = new TreeSet<>(union);
            TreeSet<Long> other = new TreeSet<>();
            Arrays.stream(b).forEach(other::add);
            union.addAll(other);
            common.retainAll(other);
            Keys.Union u = Keys.union(a, b);
            assertThat(u.keys()).containsExactly(union.toArray(Long[]::new));
            for (int t = 0; t < u.keys().length; t++) {
                assertThat(u.left()[t]).isEqualTo(Math.max(Arrays.binarySearch(a, u.keys()[t]), -1));
                assertThat(u.right()[t]).isEqualTo(Math.max(Arrays.binarySearch(b, u.keys()[t]), -1));
            }
            Keys.Union i = Keys.intersection(a, b);
            assertThat(i.keys()).containsExactly(common.toArray(Long[]::new));
            for (int t = 0; t < i.keys().length; t++) {
                assertThat(a[i.left()[t]]).isEqualTo(i.keys()[t]);
                assertThat(b[i.right()[t]]).isEqualTo(i.keys()[t]);
            }
            int[] places = Keys.places(a, b);
            int[] found = Keys.lookUp(a, b, random.nextBoolean() ? bound : 1L << 40);
            for (int t = 0; t < a.length; t++) {
                assertThat(places[t]).isEqualTo(Math.max(Arrays.binarySearch(b, a[t]), -1));
                assertThat(found[t]).isEqualTo(places[t]);
            }
        }
    }

    private long[] distinct(int n, long bound) {
        return Arrays.stream(keys(n, bound)).distinct().sorted().toArray();
    }

    @Test
    void dividesExactly() {
        for (int round = 0; round < 20_000; round++) {
            long divisor = 1 + (random.nextLong() >>> (1 + random.nextInt(63))) % (Long.MAX_VALUE - 1);
            long bound = 1 + (random.nextLong() >>> (1 + random.nextInt(63)));
            Divisor d = new Divisor(divisor, bound);
            long x = random.nextLong(bound);
            long multiple = x - x % divisor;
            for (long y : new long[] {0, x, bound - 1, multiple, Math.max(multiple - 1, 0)}) {
                assertThat(d.divide(y)).as(y + " / " + divisor).isEqualTo(y / divisor);
            }
        }
    }

    @Test
    void projectsPositions() {
        for (int round = 0; round < 500; round++) {
            int ndim = random.nextInt(5);
            long[] dims = random.longs(ndim, 1, 6).toArray();
            long[] weights = random.longs(ndim, 0, 20).toArray();
            Shape shape = Shape.of(dims);
            long[] strides = shape.strides();
            Projection p = new Projection(shape, weights);
            long[] keys = IntStream.range(0, (int) shape.size()).asLongStream().toArray();
            long[] sums = p.of(keys);
            for (long key : keys) {
                long expected = 0;
                for (int a = 0; a < ndim; a++) {
                    expected += key / strides[a] % dims[a] * weights[a];
                }
                assertThat(p.of(key)).isEqualTo(expected);
                assertThat(sums[(int) key]).isEqualTo(expected);
            }
        }
    }

    @Test
    void findsGroups() {
        Groups g = Groups.of(new long[] {0, 3, 5, 6, 29}, 4, 30);
        assertThat(g.ids).containsExactly(0, 1, 7);
        assertThat(g.starts).containsExactly(0, 2, 4, 5);
        assertThat(Groups.of(new long[0], 4, 30).starts).containsExactly(0);
        assertThat(Groups.of(new long[] {2, 3}, 30, 30).ids).containsExactly(0);
    }
}
