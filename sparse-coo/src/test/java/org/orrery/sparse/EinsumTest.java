package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.Statistics;

/** Sums of products by index notation are those of all products of elements. */
class EinsumTest {

    /** Every product of elements, by broadcasting over all letters, then summed. */
    private static NdArray reference(String left, String output, DenseArray... operands) {
        String[] parts = left.split(",", -1);
        StringBuilder all = new StringBuilder(output);
        for (int k = 0; k < left.length(); k++) {
            char c = left.charAt(k);
            if (c != ',' && all.indexOf(String.valueOf(c)) < 0) {
                all.append(c);
            }
        }
        NdArray product = null;
        for (int i = 0; i < parts.length; i++) {
            DenseArray x = operands[i].dtype().isBoolean() ? operands[i].convert(DType.INT64) : operands[i];
            // The diagonal of a repeated letter by picking with index arrays along all axes.
            List<Character> own = new ArrayList<>();
            for (int k = 0; k < all.length(); k++) {
                if (parts[i].indexOf(all.charAt(k)) >= 0) {
                    own.add(all.charAt(k));
                }
            }
            long[] dims = new long[own.size()];
            for (int k = 0; k < dims.length; k++) {
                dims[k] = x.shape().get(parts[i].indexOf(own.get(k)));
            }
            Index[] picks = new Index[x.ndim()];
            for (int axis = 0; axis < picks.length; axis++) {
                long[] along = new long[dims.length];
                java.util.Arrays.fill(along, 1);
                int k = own.indexOf(parts[i].charAt(axis));
                along[k] = dims[k];
                picks[axis] = Index.of(Creation.arange(dims[k]).reshape(along));
            }
            NdArray picked = picks.length == 0 ? x : x.index(picks);
            long[] wide = new long[all.length()];
            for (int k = 0; k < wide.length; k++) {
                int at = own.indexOf(all.charAt(k));
                wide[k] = at < 0 ? 1 : dims[at];
            }
            NdArray aligned = picked.reshape(wide);
            product = product == null ? aligned : product.mul(aligned);
        }
        int[] summed = new int[all.length() - output.length()];
        for (int k = 0; k < summed.length; k++) {
            summed[k] = output.length() + k;
        }
        return summed.length == 0 ? product : Statistics.sum(product, Axes.of(summed), product.dtype());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i->i",
                "ij->ji",
                "ij->i",
                "ij->j",
                "ij->",
                "ii->i",
                "ii->",
                "iij->j",
                "iji->ij",
                "iii->i",
                "ijk->kij",
                "i,i->i",
                "i,i->",
                "i,j->ij",
                "i,->i",
                ",->",
                "ij,j->i",
                "ij,ij->ij",
                "ij,ij->",
                "ij,ji->ij",
                "ij,jk->ik",
                "ij,jk->ki",
                "ij,jk->ijk",
                "ij,kj->ik",
                "ijk,jkl->il",
                "ijk,ikl->ijl",
                "ijk,ijl->ikl",
                "bij,bjk->bik",
                "bij,bjk->bki",
                "ijk,k->ij",
                "ijk,jk->i",
                "ijk,ijk->k",
                "ii,ij->j",
                "ij,jj->i",
                "ij,jk,kl->il",
                "ij,jk,ki->",
                "ijk,jr,kr->ir",
                "ijk,ir,kr->jr",
                "ij,ir,jr->ij",
                "ij,ri,rj->ij",
                "ij,ir,jr->i",
                "ij,ir,jr->r",
                "ij,i,j->ij",
                "i,ij,jk,k->",
                "ij,ik,il->jkl",
                "abc,cd,def->abef",
                "ij,k->ijk",
                "ij,jk,ik->ijk",
                "i,j,k->kji"
            })
    void agreesWithAllProducts(String subscripts) {
        Samples s = new Samples(subscripts.hashCode());
        int arrow = subscripts.indexOf("->");
        String left = subscripts.substring(0, arrow);
        String output = subscripts.substring(arrow + 2);
        String[] parts = left.split(",", -1);
        for (int round = 0; round < 60; round++) {
            DType dtype = s.dtype();
            boolean same = s.below(3) > 0;
            long[] sizes = new long[128];
            for (int c = 0; c < 128; c++) {
                sizes[c] = s.below(12) == 0 ? s.below(2) : 2 + s.below(3);
            }
            NdArray[] given = new NdArray[parts.length];
            DenseArray[] dense = new DenseArray[parts.length];
            for (int i = 0; i < parts.length; i++) {
                long[] dims = parts[i].chars().mapToLong(c -> sizes[c]).toArray();
                DType own = same ? dtype : s.dtype();
                dense[i] = s.dense(Shape.of(dims), own, Creation.zeros(Shape.of(), own), false);
                given[i] = switch (s.below(4)) {
                    case 0 -> dense[i];
                    case 1 -> GcxsArray.fromDense(dense[i]);
                    default -> CooArray.fromDense(dense[i]);
                };
            }
            DType type = given[0].dtype();
            for (NdArray x : given) {
                type = DType.promote(type, x.dtype());
            }
            NdArray expected = reference(left, output, dense);
            expected = type.isBoolean() ? expected.ne(0) : expected.convert(type);
            NdArray actual = Sparse.einsum(subscripts, given);
            Samples.assertSame(actual, expected, type == DType.FLOAT32 ? 1e-5 : 1e-12, subscripts + " round " + round);
        }
    }

    @Test
    void anEllipsisStandsForTheAxesWithoutLetters() {
        CooArray a = CooArray.random(Shape.of(2, 3, 4, 5), 0.3, Sampling.seed(1));
        CooArray b = CooArray.random(Shape.of(3, 5, 2), 0.4, Sampling.seed(2));
        NdArray p = Sparse.einsum("...ij,...jk->...ik", a, b);
        assertThat(p).isInstanceOf(CooArray.class);
        Samples.assertSame(p, reference("abij,bjk", "abik", a.toDense(), b.toDense()), 1e-12, "stack");
        Samples.assertSame(Sparse.matmul(a, b), p, 0, "matmul");
        Samples.assertSame(Sparse.matmul(a, b.toDense()), p.toDense(), 1e-12, "matmul of a dense stack");
        Samples.assertSame(Sparse.einsum("...ij", a), a, 0, "implied");
        Samples.assertSame(
                Sparse.einsum("ba", a.reshape(6, 20)), a.reshape(6, 20).transpose(), 0, "alphabet");
        CooArray v = CooArray.random(Shape.of(5), 0.6, Sampling.seed(3));
        Samples.assertSame(Sparse.matmul(a, v), reference("abij,j", "abi", a.toDense(), v.toDense()), 1e-12, "column");
        CooArray one = (CooArray) a.index(Index.range(0, 1));
        Samples.assertSame(
                Sparse.einsum("...j,...j->...", a, one),
                reference("abij,bij", "abi", a.toDense(), one.toDense().reshape(3, 4, 5)),
                1e-12,
                "broadcast");
    }

    @Test
    void fusedProductsOfALargerTensor() {
        CooArray t = CooArray.random(Shape.of(40, 50, 30), 0.01, Sampling.seed(4));
        DenseArray u = Sampling.uniform(Shape.of(40, 7), Sampling.seed(5));
        DenseArray v = Sampling.uniform(Shape.of(50, 7), Sampling.seed(6));
        DenseArray w = Sampling.uniform(Shape.of(30, 7), Sampling.seed(7));
        NdArray m = Sparse.einsum("ijk,jr,kr->ir", t, v, w);
        assertThat(m).isInstanceOf(DenseArray.class);
        Samples.assertSame(m, reference("ijk,jr,kr", "ir", t.toDense(), v, w), 1e-12, "mttkrp");
        CooArray a = CooArray.random(Shape.of(40, 50), 0.1, Sampling.seed(8));
        NdArray d = Sparse.einsum("ij,ir,jr->ij", a, u, v);
        assertThat(((CooArray) d).keys()).isEqualTo(a.keys());
        Samples.assertSame(d, reference("ij,ir,jr", "ij", a.toDense(), u, v), 1e-12, "sddmm");
        NdArray turned = Sparse.einsum("ij,ri,rj->ij", a, u.transpose(), v.transpose());
        Samples.assertSame(turned, d, 1e-12, "sddmm of transposed factors");
    }

    @Test
    void badNotationIsRefused() {
        CooArray a = CooArray.eye(3);
        for (String wrong : new String[] {"ij,jk->ik", "i->i", "ijk->i", "ij->ii", "ij->k", "i?->i", "i...j...->ij"}) {
            assertThatThrownBy(() -> Sparse.einsum(wrong, a))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong);
        }
        assertThatThrownBy(() -> Sparse.einsum("ij,jk->ik", a, CooArray.eye(4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("3 and 4");
        assertThatThrownBy(() -> Sparse.einsum("ii->i", CooArray.random(Shape.of(2, 3), 0.5, Sampling.seed(1))))
                .isInstanceOf(ShapeException.class);
        NdArray ones = Elementwise.cos(a);
        assertThatThrownBy(() -> Sparse.einsum("ij,jk->ik", ones, a)).isInstanceOf(DensificationException.class);
        assertThatThrownBy(() -> Sparse.einsum("ij,ij->ij", ones, a)).isInstanceOf(DensificationException.class);
        assertThatThrownBy(() -> Sparse.einsum("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sparse.matmul(a, CooArray.eye(4))).isInstanceOf(ShapeException.class);
    }
}
