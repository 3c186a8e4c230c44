package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.testing.Generators;

/** What only arrays of some size reach: tiles of transposed operands, and several threads. */
class LargeArraysTest {
    /** Tiles that do not fit evenly, in two and more dimensions, for each size of element. */
    @Test
    void transposedOperands() {
        Generators g = new Generators(1);
        for (DType t : DType.values()) {
            DenseArray a = g.array(t, Shape.of(3, 70, 133));
            for (int[] order : new int[][] {{2, 1, 0}, {0, 2, 1}, {1, 0, 2}, {2, 0, 1}, {1, 2, 0}}) {
                DenseArray p = a.permute(order);
                DenseArray c = p.copy();
                assertThat(c.isContiguous()).isTrue();
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 70; j += 7) {
                        for (int k = 0; k < 133; k++) {
                            long[] at = {i, j, k};
                            long[] moved = {at[order[0]], at[order[1]], at[order[2]]};
                            assertThat(c.getComplex(moved)).isEqualTo(a.getComplex(at));
                        }
                    }
                }
                assertThat(p.convert(DType.COMPLEX128)).isEqualTo(c.convert(DType.COMPLEX128));
            }
        }
    }

    @Test
    void operandsOfDifferentOrders() {
        DenseArray a = Sampling.normal(Shape.of(600, 600), new Seed(1));
        NdArray sum = a.add(a.transpose());
        assertThat(sum).isEqualTo(a.add(a.transpose().copy()));
        DenseArray out = Creation.zeros(Shape.of(600, 600)).transpose();
        assertThat(Elementwise.subtract(out, a, a.transpose()))
                .isEqualTo(a.sub(a.transpose().copy()));
        // An operand that is the result's own transpose behaves as if copied.
        DenseArray b = a.copy();
        Elementwise.add(b, b, b.transpose());
        assertThat(b).isEqualTo(sum);
    }

    /** The same bits from one thread and from several. */
    @Test
    void threadsDoNotChangeBits() {
        DenseArray x = Sampling.normal(Shape.of(1_000_003), new Seed(2));
        DenseArray m = x.get("::-1").get("3:").reshape(1000, 1000);
        for (Supplier<NdArray> f : List.<Supplier<NdArray>>of(
                () -> Elementwise.exp(x),
                () -> Elementwise.sin(m.transpose()),
                () -> x.add(x.get("::-1")),
                () -> Statistics.sum(x),
                () -> Statistics.sum(m, Axes.of(0)),
                () -> Statistics.sum(m, Axes.of(1)),
                () -> Statistics.var(m.transpose()),
                () -> Sorting.sort(x),
                () -> Sorting.sort(x, 0, true),
                () -> Sorting.argsort(m, 0, false),
                () -> Sorting.sort(m, 0, false),
                () -> m.transpose().copy())) {
            NdArray several = f.get();
            NdArray one = Parallel.in(Mode.SERIAL, f);
            assertThat(several).isEqualTo(one);
        }
        NdArray sorted = Sorting.sort(x);
        assertThat(sorted).isEqualTo(Indexing.take(x, Sorting.argsort(x)));
    }
}
