package org.orrery.ndarray.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.orrery.ndarray.standard.Sample.gather;
import static org.orrery.ndarray.standard.Sample.same;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.EighResult;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.MatrixNorm;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.QrMode;
import org.orrery.ndarray.QrResult;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.SingularMatrixException;
import org.orrery.ndarray.SlogdetResult;
import org.orrery.ndarray.SvdResult;
import org.orrery.ndarray.standard.StandardFunctions.Check;
import org.orrery.ndarray.testing.Reference;

/** The rows of linear algebra in the table of the standard: values by plain loops, factorisations by their laws. */
final class StandardLinearAlgebra {
    private StandardLinearAlgebra() {}

    static void functions() {
        products("linear algebra functions", "matmul matrix_transpose tensordot vecdot");
    }

    static void extension() {
        String section = "extension linalg";
        row(section, "cholesky", "ifc", StandardLinearAlgebra::cholesky);
        row(section, "cross", "ifc", StandardLinearAlgebra::cross);
        row(section, "det", "ifc", StandardLinearAlgebra::det);
        row(section, "diagonal", "bifc", StandardLinearAlgebra::diagonal);
        row(section, "eigh", "ifc", StandardLinearAlgebra::eigh);
        row(section, "eigvalsh", "ifc", StandardLinearAlgebra::eigh);
        row(section, "inv", "ifc", StandardLinearAlgebra::inv);
        products(section, "matmul");
        row(section, "matrix_norm", "ifc", StandardLinearAlgebra::matrixNorm);
        row(section, "matrix_power", "ifc", StandardLinearAlgebra::matrixPower);
        row(section, "matrix_rank", "ifc", StandardLinearAlgebra::matrixRank);
        products(section, "matrix_transpose");
        row(section, "outer", "ifc", StandardLinearAlgebra::outer);
        row(section, "pinv", "ifc", StandardLinearAlgebra::pinv);
        row(section, "qr", "ifc", StandardLinearAlgebra::qr);
        row(section, "slogdet", "ifc", StandardLinearAlgebra::det);
        row(section, "solve", "ifc", StandardLinearAlgebra::solve);
        row(section, "svd", "ifc", StandardLinearAlgebra::svd);
        row(section, "svdvals", "ifc", StandardLinearAlgebra::svd);
        products(section, "tensordot");
        row(section, "trace", "ifc", StandardLinearAlgebra::trace);
        products(section, "vecdot");
        row(section, "vector_norm", "ifc", StandardLinearAlgebra::vectorNorm);
    }

    private static void products(String section, String names) {
        for (String name : names.split(" ")) {
            switch (name) {
                case "matmul" -> row(section, name, "ifc", StandardLinearAlgebra::matmul);
                case "matrix_transpose" -> row(section, name, "bifc", StandardLinearAlgebra::matrixTranspose);
                case "tensordot" -> row(section, name, "ifc", StandardLinearAlgebra::tensordot);
                default -> row(section, name, "ifc", StandardLinearAlgebra::vecdot);
            }
        }
    }

    private static void row(String section, String name, String kinds, Check check) {
        StandardFunctions.row(section, "LinearAlgebra", name, kinds, check);
    }

    private static void refuses(Class<? extends Exception> type, ThrowingCallable f) {
        assertThatThrownBy(f).isInstanceOf(type);
    }

    // Bounds.

    /** The type of factorisations. */
    private static DType floating(DType t) {
        return t.isInteger() ? DType.FLOAT64 : t;
    }

    private static double eps(DType t) {
        return t.realType() == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
    }

    private static double size(Reference r) {
        double largest = 0;
        for (Object e : r.elements()) {
            largest = Math.max(largest, e instanceof Complex z ? z.abs() : Math.abs(((Number) e).doubleValue()));
        }
        return largest;
    }

    /** The same type and shape; integers exactly, others within a bound. */
    private static void near(Object what, NdArray found, Reference expected, double bound) {
        if (expected.dtype().isInteger()) {
            same(what, found, expected);
            return;
        }
        assertThat(found.dtype()).as("%s: dtype", what).isEqualTo(expected.dtype());
        assertThat(found.shape()).as("%s: shape", what).isEqualTo(expected.shape());
        List<Object> elements = Reference.of(found).elements();
        for (int i = 0; i < elements.size(); i++) {
            Complex a = complex(elements.get(i));
            Complex b = complex(expected.elements().get(i));
            assertThat(a.equals(b) ? 0 : Math.hypot(a.re() - b.re(), a.im() - b.im()))
                    .as("%s: element %s is %s, expected %s", what, i, a, b)
                    .isLessThanOrEqualTo(bound);
        }
    }

    private static Complex complex(Object e) {
        return e instanceof Complex z ? z : new Complex(((Number) e).doubleValue(), 0);
    }

    private static double bound(Reference a, Reference b, long terms) {
        return 4 * (terms + 1) * eps(Reference.promote(a.dtype(), b.dtype())) * size(a) * size(b);
    }

    private static DenseArray view(Sample s, long... dims) {
        return s.generators().tameView(s.dtype(), Shape.of(dims));
    }

    // Products.

    private static void matmul(Sample s) {
        if (s.ndim() == 0) {
            refuses(ShapeException.class, () -> LinearAlgebra.matmul(s.tame(), s.tame()));
            return;
        }
        long k = s.x().shape().get(-1);
        int[] last = {s.ndim() - 1};
        for (long[] dims : new long[][] {{k}, {k, 3}, {k, 0}}) {
            DenseArray y = view(s, dims);
            Reference r = Reference.of(y);
            Reference e = s.rt().contract(r, last, new int[] {0});
            near(s, LinearAlgebra.matmul(s.tame(), y), e, bound(s.rt(), r, k));
        }
        if (s.ndim() == 1) {
            DenseArray y = view(s, 2, k, 3);
            Reference r = Reference.of(y);
            near(
                    s,
                    LinearAlgebra.matmul(s.tame(), y),
                    s.rt().contract(r, new int[] {0}, new int[] {1}),
                    bound(s.rt(), r, k));
            return;
        }
        refuses(ShapeException.class, () -> LinearAlgebra.matmul(s.tame(), view(s, k + 1, 2)));
        // A stack of three at the right: it broadcasts with one matrix, and is paired with a stack.
        long count = s.ndim() == 3 ? s.x().shape().get(0) : 3;
        DenseArray y = view(s, count, k, 2);
        NdArray found = LinearAlgebra.matmul(s.tame(), y);
        for (int i = 0; i < count; i++) {
            NdArray left = s.ndim() == 3 ? s.tame().index(Index.at(i)) : s.tame();
            Reference a = Reference.of(left);
            Reference b = Reference.of(y.index(Index.at(i)));
            near(s, found.index(Index.at(i)), a.contract(b, new int[] {1}, new int[] {0}), bound(a, b, k));
        }
        assertThat(found.shape()).isEqualTo(Shape.of(count, s.x().shape().get(-2), 2));
    }

    private static void matrixTranspose(Sample s) {
        if (s.ndim() < 2) {
            refuses(ShapeException.class, () -> LinearAlgebra.matrixTranspose(s.x()));
            return;
        }
        int n = s.ndim();
        int[] axes = new int[n];
        for (int i = 0; i < n; i++) {
            axes[i] = i < n - 2 ? i : 2 * n - 3 - i;
        }
        NdArray found = LinearAlgebra.matrixTranspose(s.x());
        same(s, found, s.rx().permute(axes));
        assertThat(((DenseArray) found).storage()).isSameAs(s.x().storage());
    }

    private static void tensordot(Sample s) {
        DenseArray y = view(s, 2);
        near(
                s,
                LinearAlgebra.tensordot(s.tame(), y, 0),
                s.rt().contract(Reference.of(y), new int[0], new int[0]),
                bound(s.rt(), Reference.of(y), 1));
        refuses(ShapeException.class, () -> LinearAlgebra.tensordot(s.tame(), y, s.ndim() + 1));
        for (int axis = 0; axis < s.ndim(); axis++) {
            long k = s.x().shape().get(axis);
            Reference r = Reference.of(view(s, 3, k));
            NdArray found = LinearAlgebra.tensordot(s.tame(), r.toDense(), new int[] {axis}, new int[] {-1});
            near(s, found, s.rt().contract(r, new int[] {axis}, new int[] {1}), bound(s.rt(), r, k));
        }
        if (s.ndim() < 2) {
            refuses(ShapeException.class, () -> LinearAlgebra.tensordot(s.tame(), s.tame()));
            return;
        }
        long m = s.x().shape().get(-2);
        long n = s.x().shape().get(-1);
        DenseArray z = view(s, m, n, 2);
        Reference r = Reference.of(z);
        Reference e = s.rt().contract(r, new int[] {s.ndim() - 2, s.ndim() - 1}, new int[] {0, 1});
        near(s, LinearAlgebra.tensordot(s.tame(), z), e, bound(s.rt(), r, m * n));
        near(s, LinearAlgebra.tensordot(s.tame(), z, 2), e, bound(s.rt(), r, m * n));
    }

    private static Reference conjugate(Reference r) {
        return Sample.each(r, e -> e instanceof Complex z ? new Complex(z.re(), -z.im()) : e);
    }

    private static void vecdot(Sample s) {
        if (s.ndim() == 0) {
            refuses(ShapeException.class, () -> LinearAlgebra.vecdot(s.tame(), s.tame()));
            return;
        }
        for (int axis = 0; axis < s.ndim(); axis++) {
            DenseArray y = view(s, s.x().shape().dims());
            Reference r = Reference.of(y);
            Reference products = Objects.requireNonNull(Reference.apply("multiply", conjugate(s.rt()), r));
            boolean[] reduced = new boolean[s.ndim()];
            reduced[axis] = true;
            Reference e = products.reduce("sum", 0, reduced, false, s.dtype());
            double bound = bound(s.rt(), r, s.x().shape().get(axis));
            near(s, LinearAlgebra.vecdot(s.tame(), y, axis), e, bound);
            near(s, LinearAlgebra.vecdot(s.tame(), y, axis - s.ndim()), e, bound);
            if (axis == s.ndim() - 1) {
                near(s, LinearAlgebra.vecdot(s.tame(), y), e, bound);
                DenseArray v = view(s, s.x().shape().get(axis));
                Reference w = Reference.of(v);
                Reference f = conjugate(s.rt()).contract(w, new int[] {axis}, new int[] {0});
                near(s, LinearAlgebra.vecdot(s.tame(), v), f, bound(s.rt(), w, v.size()));
            }
        }
    }

    private static void cross(Sample s) {
        for (int axis = 0; axis < s.ndim(); axis++) {
            int a = axis;
            DenseArray y = view(s, s.x().shape().dims());
            if (s.x().shape().get(axis) != 3) {
                refuses(ShapeException.class, () -> LinearAlgebra.cross(s.tame(), y, a));
                continue;
            }
            Reference r = Reference.of(y);
            Reference[] turned = new Reference[4];
            for (int i = 0; i < 4; i++) {
                int shift = i % 2 + 1;
                Reference from = i < 2 ? s.rt() : r;
                turned[i] = gather(from, from.shape(), p -> Sample.with(p, a, (p[a] + shift) % 3));
            }
            Reference e = Objects.requireNonNull(Reference.apply(
                    "subtract",
                    Objects.requireNonNull(Reference.apply("multiply", turned[0], turned[3])),
                    Objects.requireNonNull(Reference.apply("multiply", turned[1], turned[2]))));
            near(s, LinearAlgebra.cross(s.tame(), y, axis), e, bound(s.rt(), r, 2));
            near(s, LinearAlgebra.cross(s.tame(), y, axis - s.ndim()), e, bound(s.rt(), r, 2));
            if (axis == s.ndim() - 1) {
                near(s, LinearAlgebra.cross(s.tame(), y), e, bound(s.rt(), r, 2));
            }
        }
    }

    private static void outer(Sample s) {
        DenseArray y = view(s, 3);
        if (s.ndim() != 1) {
            refuses(ShapeException.class, () -> LinearAlgebra.outer(s.tame(), y));
            return;
        }
        Reference r = Reference.of(y);
        near(s, LinearAlgebra.outer(s.tame(), y), s.rt().contract(r, new int[0], new int[0]), bound(s.rt(), r, 1));
    }

    // Parts and norms.

    private static Reference diagonalOf(Reference r, long offset) {
        int n = r.shape().ndim();
        long down = Math.max(0, -offset);
        long right = Math.max(0, offset);
        long length = Math.max(0, Math.min(r.shape().get(-2) - down, r.shape().get(-1) - right));
        long[] dims = Arrays.copyOf(r.shape().dims(), n - 1);
        dims[n - 2] = length;
        return gather(r, Shape.of(dims), p -> {
            long[] q = Arrays.copyOf(p, n);
            q[n - 1] = p[n - 2] + right;
            q[n - 2] = p[n - 2] + down;
            return q;
        });
    }

    private static void diagonal(Sample s) {
        if (s.ndim() < 2) {
            refuses(ShapeException.class, () -> LinearAlgebra.diagonal(s.x()));
            return;
        }
        for (long k : new long[] {0, 1, -1, 2, -3, 9, -9}) {
            same(s, LinearAlgebra.diagonal(s.x(), k), diagonalOf(s.rx(), k));
        }
        same(s, LinearAlgebra.diagonal(s.x()), diagonalOf(s.rx(), 0));
    }

    private static void trace(Sample s) {
        if (s.ndim() < 2) {
            refuses(ShapeException.class, () -> LinearAlgebra.trace(s.x()));
            return;
        }
        boolean[] reduced = new boolean[s.ndim() - 1];
        reduced[s.ndim() - 2] = true;
        double bound = 16 * eps(s.dtype()) * size(s.rt());
        for (long k : new long[] {0, 1, -2, 9}) {
            Reference d = diagonalOf(s.rt(), k);
            near(s, LinearAlgebra.trace(s.tame(), k), d.reduce("sum", 0, reduced, false, null), bound);
            DType wide = DType.promote(s.dtype(), DType.FLOAT64);
            near(s, LinearAlgebra.trace(s.tame(), k, wide), d.reduce("sum", 0, reduced, false, wide), bound);
        }
        near(s, LinearAlgebra.trace(s.tame()), diagonalOf(s.rt(), 0).reduce("sum", 0, reduced, false, null), bound);
    }

    private static double norm(List<Object> elements, double ord) {
        double sum = 0;
        double largest = 0;
        double least = Double.POSITIVE_INFINITY;
        int there = 0;
        for (Object e : elements) {
            double size = complex(e).abs();
            largest = Math.max(largest, size);
            least = Math.min(least, size);
            there += size == 0 ? 0 : 1;
            sum += Math.pow(size, ord);
        }
        return ord == 0 ? there : Double.isInfinite(ord) ? (ord > 0 ? largest : least) : Math.pow(sum, 1 / ord);
    }

    private static void vectorNorm(Sample s) {
        DType type = floating(s.dtype()).realType();
        List<Object> all = s.rt().elements();
        double bound = 100 * eps(type) * size(s.rt()) * Math.max(1, all.size());
        near(s, LinearAlgebra.vectorNorm(s.tame()), Reference.of(type, new int[0], List.of(norm(all, 2))), bound);
        for (double ord : new double[] {0, 1, 2, 3, 0.5, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (int axis = 0; axis < s.ndim(); axis++) {
                int k = (int) s.x().shape().get(axis);
                Axes axes = Axes.of(axis);
                if (k == 0 && Double.isInfinite(ord)) {
                    refuses(ShapeException.class, () -> LinearAlgebra.vectorNorm(s.tame(), axes, ord));
                    continue;
                }
                int[] order = new int[s.ndim()];
                List<Integer> dims = new ArrayList<>();
                for (int i = 0, j = 0; i < s.ndim(); i++) {
                    if (i != axis) {
                        order[j++] = i;
                        dims.add((int) s.x().shape().get(i));
                    }
                }
                order[s.ndim() - 1] = axis;
                List<Object> moved = s.rt().permute(order).elements();
                int count = dims.stream().reduce(1, (a, b) -> a * b);
                List<Object> norms = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    norms.add(norm(moved.subList(i * k, (i + 1) * k), ord));
                }
                int[] target = dims.stream().mapToInt(Integer::intValue).toArray();
                Reference e = Reference.of(type, target, norms);
                // The sum of square roots, squared, is so much larger.
                double wide = bound * (ord == 0.5 ? 10 : 1);
                near(s + " " + ord, LinearAlgebra.vectorNorm(s.tame(), axes, ord), e, wide);
                long[] kept = Sample.with(s.x().shape().dims(), axis, 1);
                assertThat(LinearAlgebra.vectorNorm(s.tame(), axes.keepDims(), ord)
                                .shape())
                        .isEqualTo(Shape.of(kept));
            }
        }
    }

    private static void matrixNorm(Sample s) {
        if (s.ndim() < 2) {
            refuses(ShapeException.class, () -> LinearAlgebra.matrixNorm(s.tame()));
            return;
        }
        DType type = floating(s.dtype()).realType();
        List<PlainMatrix> all = PlainMatrix.of(s.tame());
        NdArray values = LinearAlgebra.svdvals(s.tame());
        for (MatrixNorm ord : MatrixNorm.values()) {
            NdArray found = LinearAlgebra.matrixNorm(s.tame(), ord);
            assertThat(found.dtype()).isEqualTo(type);
            assertThat(found.ndim()).isEqualTo(s.ndim() - 2);
            assertThat(LinearAlgebra.matrixNorm(s.tame(), ord, true).ndim()).isEqualTo(s.ndim());
            NdArray flat = found.reshape(-1);
            for (int i = 0; i < all.size(); i++) {
                PlainMatrix x = all.get(i);
                int k = Math.min(x.rows(), x.columns());
                PlainMatrix singular = k == 0 ? PlainMatrix.zeros(0, 0) : PlainMatrix.diagonal(values, i, k);
                double bound = 100 * eps(type) * x.size() * (x.rows() + x.columns());
                assertThat(Math.abs(flat.getDouble(i) - plainNorm(x, singular, ord)))
                        .as("%s %s", s, ord)
                        .isLessThanOrEqualTo(bound);
            }
        }
        assertThat(LinearAlgebra.matrixNorm(s.tame()))
                .isEqualTo(LinearAlgebra.matrixNorm(s.tame(), MatrixNorm.FROBENIUS));
    }

    private static double plainNorm(PlainMatrix x, PlainMatrix singular, MatrixNorm ord) {
        if (x.re().length == 0) {
            return 0;
        }
        List<Double> rows = sums(x);
        List<Double> columns = sums(x.adjoint());
        List<Double> values = sums(singular);
        return switch (ord) {
            case FROBENIUS -> Math.sqrt(traceOf(x.times(x.adjoint())));
            case NUCLEAR -> values.stream().mapToDouble(v -> v).sum();
            case ONE -> Collections.max(columns);
            case MINUS_ONE -> Collections.min(columns);
            case TWO -> Collections.max(values);
            case MINUS_TWO -> Collections.min(values);
            case INFINITY -> Collections.max(rows);
            case MINUS_INFINITY -> Collections.min(rows);
        };
    }

    private static double traceOf(PlainMatrix x) {
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            sum += x.get(i, i).re();
        }
        return sum;
    }

    /** The sums of the moduli in each row. */
    private static List<Double> sums(PlainMatrix x) {
        List<Double> sums = new ArrayList<>();
        for (int i = 0; i < x.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < x.columns(); j++) {
                sum += x.get(i, j).abs();
            }
            sums.add(sum);
        }
        return sums;
    }

    // Square matrices.

    /** The sample cut to square matrices, in its layout; null if it has no matrices, which the function must refuse. */
    private static @Nullable DenseArray square(Sample s, Consumer<NdArray> function) {
        if (s.ndim() < 2) {
            refuses(ShapeException.class, () -> function.accept(s.tame()));
            return null;
        }
        long m = s.x().shape().get(-2);
        long n = s.x().shape().get(-1);
        if (m != n) {
            refuses(ShapeException.class, () -> function.accept(s.tame()));
        }
        Index cut = Index.to(Math.min(m, n));
        return s.tame().index(Index.ellipsis(), cut, cut);
    }

    private static void hasType(NdArray found, DType type, NdArray like) {
        assertThat(found.dtype()).isEqualTo(type);
        assertThat(found.shape()).isEqualTo(like.shape());
    }

    private static void det(Sample s) {
        DenseArray a = square(s, LinearAlgebra::det);
        if (a == null) {
            return;
        }
        DType type = floating(s.dtype());
        NdArray det = LinearAlgebra.det(a);
        SlogdetResult l = LinearAlgebra.slogdet(a);
        assertThat(det.dtype()).isEqualTo(type);
        assertThat(l.sign().dtype()).isEqualTo(type);
        assertThat(l.logabsdet().dtype()).isEqualTo(type.realType());
        assertThat(l.sign().shape()).isEqualTo(det.shape());
        List<PlainMatrix> all = PlainMatrix.of(a);
        for (int i = 0; i < all.size(); i++) {
            PlainMatrix x = all.get(i);
            Complex e = x.determinant();
            double bound = 20 * eps(type) * x.hadamard();
            Complex d = det.reshape(-1).getComplex(i);
            assertThat(Math.hypot(d.re() - e.re(), d.im() - e.im())).as("%s", s).isLessThanOrEqualTo(bound);
            Complex sign = l.sign().reshape(-1).getComplex(i);
            double size = Math.exp(l.logabsdet().reshape(-1).getDouble(i));
            assertThat(Math.hypot(sign.re() * size - e.re(), sign.im() * size - e.im()))
                    .as("%s", s)
                    .isLessThanOrEqualTo(bound * 10);
        }
    }

    private static void inv(Sample s) {
        DenseArray a = square(s, LinearAlgebra::inv);
        if (a == null) {
            return;
        }
        for (NdArray x : singles(a)) {
            PlainMatrix p = PlainMatrix.of(x).get(0);
            if (p.rank(1e-9) < p.rows()) {
                // Rounding may leave a pivot that is not exactly zero.
                try {
                    LinearAlgebra.inv(x);
                } catch (SingularMatrixException expected) {
                    assertThat(expected).hasMessageContaining("singular");
                }
                continue;
            }
            NdArray inverse = LinearAlgebra.inv(x);
            hasType(inverse, floating(s.dtype()), x);
            PlainMatrix q = PlainMatrix.of(inverse).get(0);
            double bound = 20 * eps(inverse.dtype()) * p.rows() * p.size() * q.size();
            p.times(q).isNear(s, PlainMatrix.identity(p.rows()), bound);
        }
        NdArray definite = definite(a);
        NdArray inverse = LinearAlgebra.inv(definite);
        hasType(inverse, floating(s.dtype()), a);
        List<PlainMatrix> all = PlainMatrix.of(definite);
        for (int i = 0; i < all.size(); i++) {
            PlainMatrix q = PlainMatrix.of(inverse).get(i);
            PlainMatrix p = all.get(i);
            p.times(q)
                    .isNear(
                            s,
                            PlainMatrix.identity(p.rows()),
                            20 * eps(inverse.dtype()) * p.rows() * p.size() * q.size());
        }
    }

    /** The matrices of a stack as arrays. */
    private static List<NdArray> singles(DenseArray a) {
        List<NdArray> all = new ArrayList<>();
        if (a.ndim() == 2) {
            all.add(a);
        } else {
            for (int i = 0; i < a.shape().get(0); i++) {
                all.add(a.index(Index.at(i)));
            }
        }
        return all;
    }

    /** Positive definite matrices {@code x x^H + 5000}, of the type of x or what holds the numbers, by columns. */
    private static NdArray definite(DenseArray a) {
        DType type = floating(a.dtype());
        List<PlainMatrix> all = PlainMatrix.of(a);
        int n = (int) a.shape().get(-1);
        NdArray x = a.convert(type).mul(0).toDense().copy();
        DenseArray flat = (DenseArray) x.reshape(all.size(), n, n);
        for (int k = 0; k < all.size(); k++) {
            PlainMatrix p = all.get(k).times(all.get(k).adjoint());
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    Complex z = p.get(i, j);
                    // The transpose is written.
                    if (type.isComplex()) {
                        flat.setComplex(k, j, i, new Complex(z.re() + (i == j ? 5000 : 0), z.im()));
                    } else {
                        flat.setDouble(k, j, i, z.re() + (i == j ? 5000 : 0));
                    }
                }
            }
        }
        return LinearAlgebra.matrixTranspose(flat.reshape(a.shape().dims()));
    }

    private static void cholesky(Sample s) {
        DenseArray a = square(s, LinearAlgebra::cholesky);
        if (a == null) {
            return;
        }
        NdArray h = definite(a);
        NdArray lower = LinearAlgebra.cholesky(h);
        NdArray upper = LinearAlgebra.cholesky(h, true);
        hasType(lower, floating(s.dtype()), a);
        hasType(upper, floating(s.dtype()), a);
        List<PlainMatrix> all = PlainMatrix.of(h);
        for (int i = 0; i < all.size(); i++) {
            PlainMatrix x = all.get(i);
            PlainMatrix l = PlainMatrix.of(lower).get(i);
            PlainMatrix u = PlainMatrix.of(upper).get(i);
            double bound = 20 * eps(lower.dtype()) * x.rows() * x.size();
            l.times(l.adjoint()).isNear(s, x.hermitian(), bound);
            u.adjoint().times(u).isNear(s, x.hermitian(), bound);
            for (int r = 0; r < x.rows(); r++) {
                for (int c = r + 1; c < x.rows(); c++) {
                    assertThat(l.get(r, c).abs()).isZero();
                    assertThat(u.get(c, r).abs()).isZero();
                }
            }
        }
        if (a.size() > 0) {
            refuses(SingularMatrixException.class, () -> LinearAlgebra.cholesky(h.mul(-1)));
        }
    }

    private static void eigh(Sample s) {
        DenseArray a = square(s, LinearAlgebra::eigh);
        if (a == null) {
            refuses(ShapeException.class, () -> LinearAlgebra.eigvalsh(s.tame()));
            return;
        }
        DType type = floating(s.dtype());
        EighResult e = LinearAlgebra.eigh(a);
        hasType(e.eigenvectors(), type, a);
        assertThat(e.eigenvalues().dtype()).isEqualTo(type.realType());
        NdArray values = LinearAlgebra.eigvalsh(a);
        hasType(values, type.realType(), e.eigenvalues());
        List<PlainMatrix> all = PlainMatrix.of(a);
        for (int i = 0; i < all.size(); i++) {
            PlainMatrix x = all.get(i).hermitian();
            int n = x.rows();
            PlainMatrix v = PlainMatrix.of(e.eigenvectors()).get(i);
            PlainMatrix w = PlainMatrix.diagonal(e.eigenvalues(), i, n);
            double bound = 40 * eps(type) * n * x.size();
            x.times(v).isNear(s, v.times(w), bound);
            v.adjoint().times(v).isNear(s, PlainMatrix.identity(n), 40 * n * eps(type));
            PlainMatrix.diagonal(values, i, n).isNear(s, w, bound);
            for (int k = 1; k < n; k++) {
                assertThat(w.get(k, k).re())
                        .isGreaterThanOrEqualTo(w.get(k - 1, k - 1).re());
            }
        }
    }

    private static void matrixPower(Sample s) {
        DenseArray a = square(s, x -> LinearAlgebra.matrixPower(x, 2));
        if (a == null) {
            return;
        }
        for (NdArray x : singles(a)) {
            Reference r = Reference.of(x);
            Reference p = r;
            double size = size(r) * x.shape().get(-1) + 1;
            same(s, LinearAlgebra.matrixPower(x, 1), r);
            for (int n = 2; n <= 5; n++) {
                p = p.contract(r, new int[] {1}, new int[] {0});
                near(s + "^" + n, LinearAlgebra.matrixPower(x, n), p, 40 * eps(s.dtype()) * Math.pow(size, n));
            }
            PlainMatrix.of(LinearAlgebra.matrixPower(x, 0))
                    .get(0)
                    .isNear(s, PlainMatrix.identity((int) x.shape().get(-1)), 0);
        }
        assertThat(LinearAlgebra.matrixPower(a, 0).dtype()).isEqualTo(s.dtype());
        NdArray h = definite(a);
        assertThat(LinearAlgebra.matrixPower(h, -1)).isEqualTo(LinearAlgebra.inv(h));
        assertThat(LinearAlgebra.matrixPower(a, 3).shape()).isEqualTo(a.shape());
    }

    private static void solve(Sample s) {
        DenseArray a = square(s, x -> LinearAlgebra.solve(x, x));
        if (a == null) {
            return;
        }
        NdArray h = definite(a);
        int n = (int) a.shape().get(-1);
        DenseArray b = view(s, n, 2);
        DenseArray v = view(s, n);
        NdArray x = LinearAlgebra.solve(h, b);
        NdArray y = LinearAlgebra.solve(h, v);
        DType type = DType.promote(floating(s.dtype()), h.dtype());
        assertThat(x.dtype()).isEqualTo(type);
        assertThat(y.shape()).isEqualTo(Shape.of(Arrays.copyOf(a.shape().dims(), a.ndim() - 1)));
        List<PlainMatrix> all = PlainMatrix.of(h);
        for (int i = 0; i < all.size(); i++) {
            PlainMatrix p = all.get(i);
            PlainMatrix q = PlainMatrix.of(x).get(i);
            double bound = 20 * eps(type) * n * p.size() * q.size();
            p.times(q).isNear(s, PlainMatrix.of(b).get(0), bound);
            PlainMatrix w = PlainMatrix.of(y.reshape(all.size(), n, 1)).get(i);
            p.times(w).isNear(s, PlainMatrix.of(v.reshape(n, 1)).get(0), 20 * eps(type) * n * p.size() * w.size());
        }
        refuses(ShapeException.class, () -> LinearAlgebra.solve(h, view(s, n + 1)));
    }

    // Matrices of any shape.

    private static void matrixRank(Sample s) {
        if (s.ndim() < 2) {
            refuses(ShapeException.class, () -> LinearAlgebra.matrixRank(s.tame()));
            return;
        }
        List<Object> ranks = new ArrayList<>();
        for (PlainMatrix x : PlainMatrix.of(s.tame())) {
            ranks.add(BigInteger.valueOf(x.rank(1e-12)));
        }
        int[] dims = Sample.dims(Shape.of(Arrays.copyOf(s.x().shape().dims(), s.ndim() - 2)));
        same(s, LinearAlgebra.matrixRank(s.tame(), 1e-12), Reference.of(DType.INT64, dims, ranks));
        assertThat(LinearAlgebra.matrixRank(s.tame()).dtype()).isEqualTo(DType.INT64);
    }

    private static void pinv(Sample s) {
        if (s.ndim() < 2) {
            refuses(ShapeException.class, () -> LinearAlgebra.pinv(s.tame()));
            return;
        }
        NdArray inverse = LinearAlgebra.pinv(s.tame(), 1e-6);
        hasType(inverse, floating(s.dtype()), LinearAlgebra.matrixTranspose(s.tame()));
        List<PlainMatrix> all = PlainMatrix.of(s.tame());
        for (int i = 0; i < all.size(); i++) {
            PlainMatrix a = all.get(i);
            if (a.rank(1e-6) != a.rank(1e-12)) {
                continue; // The laws hold for what is left of it.
            }
            PlainMatrix p = PlainMatrix.of(inverse).get(i);
            double eps = 40 * eps(inverse.dtype()) * (a.rows() + a.columns());
            double both = Math.max(1, a.size() * p.size());
            a.times(p).times(a).isNear(s, a, eps * a.size() * both * both);
            p.times(a).times(p).isNear(s, p, eps * p.size() * both * both);
            a.times(p).adjoint().isNear(s, a.times(p), eps * both * both);
            p.times(a).adjoint().isNear(s, p.times(a), eps * both * both);
        }
        assertThat(LinearAlgebra.pinv(s.tame()).shape()).isEqualTo(inverse.shape());
    }

    private static void qr(Sample s) {
        if (s.ndim() < 2) {
            refuses(ShapeException.class, () -> LinearAlgebra.qr(s.tame()));
            return;
        }
        assertThat(LinearAlgebra.qr(s.tame())).isEqualTo(LinearAlgebra.qr(s.tame(), QrMode.REDUCED));
        DType type = floating(s.dtype());
        List<PlainMatrix> all = PlainMatrix.of(s.tame());
        int m = (int) s.x().shape().get(-2);
        int n = (int) s.x().shape().get(-1);
        for (QrMode mode : QrMode.values()) {
            QrResult f = LinearAlgebra.qr(s.tame(), mode);
            assertThat(f.q().dtype()).isEqualTo(type);
            assertThat(f.r().dtype()).isEqualTo(type);
            int k = mode == QrMode.COMPLETE ? m : Math.min(m, n);
            assertThat(f.q().shape().get(-1)).isEqualTo(k);
            assertThat(f.r().shape().get(-2)).isEqualTo(k);
            for (int i = 0; i < all.size(); i++) {
                PlainMatrix q = PlainMatrix.of(f.q()).get(i);
                PlainMatrix r = PlainMatrix.of(f.r()).get(i);
                q.times(r)
                        .isNear(
                                s,
                                all.get(i),
                                40 * eps(type) * (m + n) * all.get(i).size());
                q.adjoint().times(q).isNear(s, PlainMatrix.identity(k), 40 * eps(type) * (m + n));
                for (int row = 0; row < k; row++) {
                    for (int column = 0; column < Math.min(row, n); column++) {
                        assertThat(r.get(row, column).abs()).isZero();
                    }
                }
            }
        }
    }

    private static void svd(Sample s) {
        if (s.ndim() < 2) {
            refuses(ShapeException.class, () -> LinearAlgebra.svd(s.tame()));
            refuses(ShapeException.class, () -> LinearAlgebra.svdvals(s.tame()));
            return;
        }
        DType type = floating(s.dtype());
        List<PlainMatrix> all = PlainMatrix.of(s.tame());
        int m = (int) s.x().shape().get(-2);
        int n = (int) s.x().shape().get(-1);
        int k = Math.min(m, n);
        NdArray values = LinearAlgebra.svdvals(s.tame());
        for (boolean full : new boolean[] {true, false}) {
            SvdResult f = full ? LinearAlgebra.svd(s.tame()) : LinearAlgebra.svd(s.tame(), false);
            assertThat(f.u().dtype()).isEqualTo(type);
            assertThat(f.vh().dtype()).isEqualTo(type);
            hasType(values, type.realType(), f.s());
            for (int i = 0; i < all.size(); i++) {
                PlainMatrix a = all.get(i);
                PlainMatrix u = PlainMatrix.of(f.u()).get(i);
                PlainMatrix vh = PlainMatrix.of(f.vh()).get(i);
                double bound = 40 * eps(type) * (m + n) * a.size();
                PlainMatrix w = PlainMatrix.diagonal(f.s(), i, k);
                PlainMatrix.diagonal(values, i, k).isNear(s, w, bound);
                PlainMatrix wide = PlainMatrix.zeros(u.columns(), vh.rows());
                for (int j = 0; j < k; j++) {
                    wide.re()[j * vh.rows() + j] = w.get(j, j).re();
                    assertThat(w.get(j, j).re())
                            .isBetween(0.0, j == 0 ? 1e9 : w.get(j - 1, j - 1).re());
                }
                u.times(wide).times(vh).isNear(s, a, bound);
                u.adjoint().times(u).isNear(s, PlainMatrix.identity(full ? m : k), 40 * eps(type) * (m + n));
                vh.times(vh.adjoint()).isNear(s, PlainMatrix.identity(full ? n : k), 40 * eps(type) * (m + n));
            }
        }
    }
}
