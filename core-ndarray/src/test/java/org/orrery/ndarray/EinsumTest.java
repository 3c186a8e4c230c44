package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.NumPy;

class EinsumTest {
    private static DenseArray numbers(long seed, long... dims) {
        return Sampling.integers(-9, 10, Shape.of(dims), Sampling.seed(seed));
    }

    @Test
    void theUsualOnes() {
        NdArray a = numbers(1, 3, 4);
        NdArray b = numbers(2, 4, 5);
        NdArray s = numbers(3, 4, 4);
        assertThat(Einsum.einsum("ij,jk->ik", a, b)).isEqualTo(LinearAlgebra.matmul(a, b));
        assertThat(Einsum.einsum("ij,jk", a, b)).isEqualTo(LinearAlgebra.matmul(a, b));
        assertThat(Einsum.einsum("ba", a)).isEqualTo(a.transpose().toDense().copy());
        assertThat(Einsum.einsum("ij->", a)).isEqualTo(Statistics.sum(a));
        assertThat(Einsum.einsum("ij->j", a)).isEqualTo(Statistics.sum(a, Axes.of(0)));
        assertThat(Einsum.einsum("ij,ij->ij", a, a)).isEqualTo(a.mul(a));
        assertThat(Einsum.einsum("ij,ij", a, a)).isEqualTo(Statistics.sum(a.mul(a)));
        long trace = 0;
        for (int i = 0; i < 4; i++) {
            trace += s.getLong(i, i);
            assertThat(Einsum.einsum("ii->i", s).getLong(i)).isEqualTo(s.getLong(i, i));
        }
        assertThat(Einsum.einsum("ii", s).getLong()).isEqualTo(trace);
        assertThat(Einsum.einsum("i,j", Creation.arange(3), Creation.arange(2)).shape())
                .isEqualTo(Shape.of(3, 2));
        assertThat(Einsum.einsum(",", Creation.scalar(3L), Creation.scalar(4L)).getLong())
                .isEqualTo(12);
        // The result is no view of an operand.
        DenseArray copy = Einsum.einsum("ij", a).toDense();
        copy.setLong(0, 0, 99);
        assertThat(a.getLong(0, 0)).isNotEqualTo(99);
    }

    @Test
    void typesAsInNumPy() {
        NdArray a = numbers(4, 3, 4);
        for (DType type : DType.values()) {
            NdArray x = a.convert(type);
            NdArray r = Einsum.einsum("ij,kj->ik", x, x);
            assertThat(r.dtype()).isEqualTo(type);
            if (type.isBoolean()) {
                assertThat(r)
                        .isEqualTo(Einsum.einsum("ij,kj->ik", x.convert(DType.INT64), x.convert(DType.INT64))
                                .ne(0));
            } else if (!type.isUnsigned() && !type.isComplex()) {
                NdArray wide = Einsum.einsum("ij,kj->ik", x.convert(DType.INT64), x.convert(DType.INT64));
                assertThat(r).isEqualTo(wide.convert(type));
            }
        }
        assertThat(Einsum.einsum("i,i", Creation.array(1.5f), Creation.array((byte) 2))
                        .dtype())
                .isEqualTo(DType.FLOAT64);
    }

    @Test
    void largeStacksAndChainsAreExact() {
        NdArray a = numbers(5, 6, 70, 80);
        NdArray b = numbers(6, 6, 80, 90);
        NdArray c = Einsum.einsum("bij,bjk->bik", a, b);
        for (int i = 0; i < 6; i++) {
            assertThat(c.get(Index.at(i))).isEqualTo(LinearAlgebra.matmul(a.get(Index.at(i)), b.get(Index.at(i))));
        }
        NdArray small = Einsum.einsum("bij,bjk->bik", numbers(7, 3000, 2, 3), numbers(8, 3000, 3, 2));
        assertThat(small.shape()).isEqualTo(Shape.of(3000, 2, 2));
        NdArray x = numbers(9, 40, 2);
        NdArray chain = Einsum.einsum("ab,bc,cd,de,ef,fg->ag", x, x.transpose(), x, x.transpose(), x, x.transpose());
        NdArray step = LinearAlgebra.matmul(x, x.transpose());
        assertThat(chain).isEqualTo(LinearAlgebra.matmul(LinearAlgebra.matmul(step, step), step));
        assertThat(Einsum.einsum("ij,jk->ik", Creation.zeros(Shape.of(3, 0)), Creation.zeros(Shape.of(0, 2))))
                .isEqualTo(Creation.zeros(Shape.of(3, 2)));
        assertThat(Einsum.einsum("bij,bjk->bik", Creation.zeros(Shape.of(0, 3, 2)), Creation.zeros(Shape.of(0, 2, 4)))
                        .shape())
                .isEqualTo(Shape.of(0, 3, 4));
    }

    @Test
    void wrongTextsAreNamed() {
        NdArray a = numbers(1, 3, 4);
        assertThatThrownBy(() -> Einsum.einsum("ij,jk", a))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("einsum 'ij,jk': it has 2 operands, and 1 are given");
        assertThatThrownBy(() -> Einsum.einsum("ijk", a))
                .hasMessage("einsum 'ijk': operand 0 has 3 indices, and the array 2 axes");
        assertThatThrownBy(() -> Einsum.einsum("ij->k", a))
                .hasMessage("einsum 'ij->k': index 'k' of the result is in no operand");
        assertThatThrownBy(() -> Einsum.einsum("ij->ii", a))
                .hasMessage("einsum 'ij->ii': an index is twice in the result");
        assertThatThrownBy(() -> Einsum.einsum("i.", a)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Einsum.einsum("i...j...", a)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Einsum.einsum("ij->i->j", a)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Einsum.einsum("i...->i", a)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Einsum.einsum("ijk...", a)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Einsum.einsum("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Einsum.einsum("ij,jk", a, a))
                .isInstanceOf(ShapeException.class)
                .hasMessage("einsum 'ij,jk': index 'j' has the sizes 4 and 3: expected the same, or 1");
        assertThatThrownBy(() -> Einsum.einsum("ii", a)).isInstanceOf(ShapeException.class);
    }

    @Test
    void agreesWithNumPy() {
        NumPy.assume();
        Peer peer = new Peer("");
        Generators generators = new Generators(12);
        SplittableRandom random = generators.random();
        for (int round = 0; round < 200; round++) {
            int count = random.nextInt(1, 5);
            long[] sizes = random.longs(5, 1, 5).toArray();
            StringBuilder text = new StringBuilder();
            NdArray[] operands = new NdArray[count];
            Set<Character> used = new LinkedHashSet<>();
            boolean dots = random.nextInt(3) == 0;
            long[] hidden = random.longs(random.nextInt(3), 1, 4).toArray();
            for (int i = 0; i < count; i++) {
                int letters = random.nextInt(0, 4);
                long[] dims = new long[letters + (dots ? hidden.length : 0)];
                text.append(i == 0 ? "" : ",");
                if (dots) {
                    text.append("...");
                    for (int h = 0; h < hidden.length; h++) {
                        dims[h] = random.nextBoolean() ? 1 : hidden[h];
                    }
                }
                for (int l = 0; l < letters; l++) {
                    char c = "aBcdE".charAt(random.nextInt(5));
                    used.add(c);
                    text.append(c);
                    dims[dims.length - letters + l] = sizes["aBcdE".indexOf(c)];
                }
                DType type =
                        List.of(DType.INT64, DType.FLOAT64, DType.COMPLEX128).get(random.nextInt(3));
                operands[i] = generators.tameView(type, Shape.of(dims));
            }
            if (random.nextInt(3) > 0) {
                text.append("->").append(dots ? "..." : "");
                used.stream().filter(c -> random.nextBoolean()).forEach(text::append);
            }
            String holders = ", %s".repeat(count);
            peer.add(
                    1e-13,
                    Einsum.einsum(text.toString(), operands),
                    "np.einsum('" + text + "'" + holders + ")",
                    operands);
        }
        peer.compare();
    }
}
