package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.orrery.ndarray.LinearAlgebraTest.distance;
import static org.orrery.ndarray.LinearAlgebraTest.largest;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.testing.Generators;

/** Factorisations by what they must satisfy, by closed forms, and at their edges. */
class FactorisationsTest {
    private static final int[] SIZES = {1, 2, 3, 5, 16, 17, 40, 100};

    private static DenseArray normal(long seed, DType type, long... dims) {
        DenseArray re = Sampling.normal(Shape.of(dims), new Seed(seed));
        if (!type.isComplex()) {
            return re.convert(type);
        }
        NdArray im = Sampling.normal(Shape.of(dims), new Seed(seed + 1000)).convert(DType.COMPLEX128);
        return re.convert(DType.COMPLEX128).add(im.mul(Complex.I)).convert(type).toDense();
    }

    private static NdArray adjoint(NdArray x) {
        return Elementwise.conj(LinearAlgebra.matrixTranspose(x));
    }

    private static NdArray product(NdArray... x) {
        NdArray p = x[0];
        for (int i = 1; i < x.length; i++) {
            p = LinearAlgebra.matmul(p, x[i]);
        }
        return p;
    }

    private static NdArray identity(NdArray like) {
        long n = like.shape().get(-1);
        return Creation.eye(n, n, 0, like.dtype()).broadcastTo(like.shape());
    }

    /** 1e-13 in double precision, a few units of the last place in single. */
    private static double tolerance(DType type) {
        return type.realType() == DType.FLOAT32 ? 2e-5 : 1e-13;
    }

    private static void assertSame(String what, NdArray a, NdArray b) {
        assertThat(distance(a, b)).as(what).isLessThanOrEqualTo(tolerance(a.dtype()) * Math.max(1, largest(b)));
    }

    private static void assertUnitary(String what, NdArray q) {
        NdArray p = product(adjoint(q), q);
        assertSame(what, p, identity(p));
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64", "COMPLEX64", "COMPLEX128"})
    void factorsMultiplyToTheMatrix(DType type) {
        for (int n : SIZES) {
            String what = type + ", n = " + n;
            DenseArray a = normal(n, type, n, n);
            NdArray h = a.add(adjoint(a));
            EighResult e = LinearAlgebra.eigh(h);
            assertThat(e.eigenvalues().dtype()).isEqualTo(type.realType());
            assertSame(what, product(e.eigenvectors().mul(e.eigenvalues()), adjoint(e.eigenvectors())), h);
            assertUnitary(what, e.eigenvectors());
            assertSame(what, LinearAlgebra.eigvalsh(h), e.eigenvalues());
            assertThat(Sorting.sort(e.eigenvalues())).isEqualTo(e.eigenvalues());

            NdArray s = product(a, adjoint(a)).add(identity(a));
            NdArray l = LinearAlgebra.cholesky(s);
            assertThat(l.dtype()).isEqualTo(type);
            assertSame(what, product(l, adjoint(l)), s);
            assertSame(what, LinearAlgebra.cholesky(s, true), adjoint(l));
            for (int i = 0; i < n; i++) {
                assertThat(l.getComplex(i, i).re()).isPositive();
                assertThat(largest(l.index(Index.at(i), Index.from(i + 1)))).isZero();
            }

            EigResult g = LinearAlgebra.eig(a);
            assertSame(what, product(a, g.eigenvectors()), g.eigenvectors().mul(g.eigenvalues()));
            assertSame(
                    what,
                    LinearAlgebra.vectorNorm(g.eigenvectors(), Axes.of(0)),
                    Creation.ones(Shape.of(n), type.realType()));
            assertThat(distance(Statistics.sum(g.eigenvalues()), LinearAlgebra.trace(a)))
                    .isLessThan(tolerance(type) * 10 * n);

            NdArray b = normal(n + 50, type, n, 4);
            NdArray x = LinearAlgebra.solve(a, b);
            double scale = largest(x) * largest(a) * n + 1;
            assertThat(distance(product(a, x), b)).isLessThanOrEqualTo(tolerance(type) * scale);
            NdArray inverse = LinearAlgebra.inv(a);
            assertThat(distance(product(a, inverse), identity(a)))
                    .isLessThanOrEqualTo(tolerance(type) * (largest(inverse) * largest(a) * n + 1));
            rectangular(type, n, n);
            rectangular(type, n + 3, n);
            rectangular(type, n, n + 4);
        }
    }

    private static void rectangular(DType type, int m, int n) {
        String what = type + " (" + m + ", " + n + ")";
        DenseArray a = normal(m * 200 + n, type, m, n);
        int k = Math.min(m, n);
        for (boolean full : new boolean[] {true, false}) {
            SvdResult f = LinearAlgebra.svd(a, full);
            assertThat(f.u().shape()).isEqualTo(Shape.of(m, full ? m : k));
            assertThat(f.vh().shape()).isEqualTo(Shape.of(full ? n : k, n));
            assertThat(f.s().dtype()).isEqualTo(type.realType());
            NdArray u = f.u().index(Index.all(), Index.to(k));
            NdArray v = f.vh().index(Index.to(k));
            assertSame(what, product(u.mul(f.s()), v), a);
            assertUnitary(what, f.u());
            assertUnitary(what, adjoint(f.vh()));
            assertThat(Sorting.sort(f.s(), -1, true)).isEqualTo(f.s());
            assertThat(Statistics.min(f.s()).item()).isNotNegative();
            assertSame(what, LinearAlgebra.svdvals(a), f.s());

            QrResult q = LinearAlgebra.qr(a, full ? QrMode.COMPLETE : QrMode.REDUCED);
            int size = full ? m : k;
            assertThat(q.q().shape()).isEqualTo(Shape.of(m, size));
            assertThat(q.r().shape()).isEqualTo(Shape.of(size, n));
            assertSame(what, product(q.q(), q.r()), a);
            assertUnitary(what, q.q());
            for (int i = 1; i < size; i++) {
                assertThat(largest(q.r().index(Index.at(i), Index.to(Math.min(i, n)))))
                        .isZero();
            }
        }
        NdArray p = LinearAlgebra.pinv(a);
        assertThat(p.shape()).isEqualTo(Shape.of(n, m));
        double loose = tolerance(type) * (1 + largest(p) * largest(a) * largest(a) * Math.max(m, n));
        assertThat(distance(product(a, p, a), a)).as(what).isLessThanOrEqualTo(loose);
        NdArray b = normal(7, type, m, 2);
        LstsqResult l = LinearAlgebra.lstsq(a, b);
        assertThat(l.rank().getLong()).isEqualTo(k);
        assertThat(LinearAlgebra.matrixRank(a).getLong()).isEqualTo(k);
        assertThat(distance(l.solution(), product(p, b)))
                .as(what)
                .isLessThanOrEqualTo(tolerance(type) * (1 + largest(p) * largest(p) * Math.max(m, n) * 10));
        NdArray rest = b.sub(product(a, l.solution()));
        // The residual is orthogonal to the columns.
        assertThat(largest(product(adjoint(a), rest)))
                .isLessThanOrEqualTo(loose * (1 + largest(l.solution())) * Math.max(m, n));
        assertSame(what, l.residuals(), Statistics.sum(Elementwise.square(Elementwise.abs(rest)), Axes.of(0)));
        assertThat(LinearAlgebra.lstsq(a, b.get(":, 0")).solution().shape()).isEqualTo(Shape.of(n));
    }

    @Test
    void rankDeficientMatricesHaveWholeBases() {
        for (DType type : List.of(DType.FLOAT64, DType.COMPLEX128)) {
            for (int n : SIZES) {
                NdArray a = product(normal(1, type, n + 2, 2), normal(2, type, 2, n));
                SvdResult f = LinearAlgebra.svd(a);
                assertUnitary("u", f.u());
                assertUnitary("v", adjoint(f.vh()));
                assertSame(
                        "product", product(f.u().index(Index.all(), Index.to(n)).mul(f.s()), f.vh()), a);
                assertThat(LinearAlgebra.matrixRank(a).getLong()).isEqualTo(Math.min(2, n));
                assertThat(LinearAlgebra.lstsq(a, normal(3, type, n + 2, 1))
                                .rank()
                                .getLong())
                        .isEqualTo(Math.min(2, n));
                SvdResult zero = LinearAlgebra.svd(a.mul(0));
                assertUnitary("u of zero", zero.u());
                assertThat(largest(zero.s())).isZero();
                assertThat(LinearAlgebra.matrixRank(a.mul(0)).getLong()).isZero();
                assertThat(largest(LinearAlgebra.pinv(a.mul(0)))).isZero();
            }
        }
    }

    @Test
    void tinySingularValuesHaveOrthonormalVectors() {
        double[] values = {1, 1e-8, 1e-15, 4e-16, 3e-16, 1e-16, 3e-17, 1e-30, 1e-33, 0};
        NdArray w = Creation.array(values);
        int n = values.length;
        for (DType type : List.of(DType.FLOAT64, DType.COMPLEX128)) {
            NdArray u = LinearAlgebra.qr(normal(61, type, n + 2, n)).q();
            NdArray v = LinearAlgebra.qr(normal(62, type, n, n)).q();
            NdArray a = product(u.mul(w), adjoint(v));
            SvdResult f = LinearAlgebra.svd(a, false);
            assertUnitary("u", f.u());
            assertUnitary("v", adjoint(f.vh()));
            assertSame("values", f.s(), w);
            assertSame("product", product(f.u().mul(f.s()), f.vh()), a);
            // Without rounding of the product: its columns are so small, and all of them but the first parallel to
            // others.
            NdArray d = Creation.eye(n, n, 0, type)
                    .mul(w)
                    .add(Creation.eye(n, n, 1, type).mul(w));
            SvdResult g = LinearAlgebra.svd(d);
            assertUnitary("u", g.u());
            assertUnitary("v", adjoint(g.vh()));
            assertSame("product", product(g.u().mul(g.s()), g.vh()), d);
        }
    }

    @Test
    void triangularFactorsMultiplyToTheRows() {
        for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128)) {
            for (int[] size : new int[][] {{1, 1}, {3, 5}, {5, 3}, {20, 20}, {100, 130}, {130, 100}}) {
                DenseArray a = normal(size[0], type, 2, size[0], size[1]);
                LuResult f = LinearAlgebra.lu(a);
                int k = Math.min(size[0], size[1]);
                assertThat(f.rows().dtype()).isEqualTo(DType.INT64);
                assertThat(f.lower().dtype()).isEqualTo(type);
                assertThat(f.lower().shape()).isEqualTo(Shape.of(2, size[0], k));
                assertThat(f.upper().shape()).isEqualTo(Shape.of(2, k, size[1]));
                NdArray rows = Indexing.takeAlongAxis(a, Manipulation.expandDims(f.rows(), -1), -2);
                assertSame(type + " " + size[0], product(f.lower(), f.upper()), rows);
                assertThat(Creation.triu(f.upper())).isEqualTo(f.upper());
                assertThat(Creation.tril(f.lower())).isEqualTo(f.lower());
                assertThat(largest(f.lower())).isLessThanOrEqualTo(type.isComplex() ? Math.sqrt(2) * (1 + 1e-6) : 1);
                assertThat(LinearAlgebra.diagonal(f.lower())).isEqualTo(Creation.ones(Shape.of(2, k), type));
            }
        }
        // Exchanges: the second row is the first pivot.
        LuResult f = LinearAlgebra.lu(Creation.array(new double[] {1, 2}, new double[] {4, 4}));
        assertThat(f)
                .isEqualTo(new LuResult(
                        Creation.array(1L, 0),
                        Creation.array(new double[] {1, 0}, new double[] {0.25, 1}),
                        Creation.array(new double[] {4, 4}, new double[] {0, 1})));
        assertThat(LinearAlgebra.lu(Creation.zeros(Shape.of(3, 0, 2))).upper().shape())
                .isEqualTo(Shape.of(3, 0, 2));
        assertThat(LinearAlgebra.lu(Creation.zeros(Shape.of(3, 2, 0))).rows())
                .isEqualTo(Creation.arange(2).broadcastTo(Shape.of(3, 2)));
        assertThat(LinearAlgebra.diagonal(
                        LinearAlgebra.lu(Creation.ones(Shape.of(2, 2))).upper()))
                .isEqualTo(Creation.array(1.0, 0));
    }

    @Test
    void ranksFollowTheTolerance() {
        NdArray a = Creation.array(new double[] {1, 0}, new double[] {0, 1e-3});
        assertThat(LinearAlgebra.matrixRank(a).getLong()).isEqualTo(2);
        assertThat(LinearAlgebra.matrixRank(a, 0.01).getLong()).isEqualTo(1);
        NdArray stack = Manipulation.stack(0, a, a);
        assertThat(LinearAlgebra.matrixRank(stack, Creation.array(0.01, 1e-4))).isEqualTo(Creation.array(1L, 2));
        assertThat(LinearAlgebra.pinv(a, 0.01)).isEqualTo(Creation.array(new double[] {1, 0}, new double[] {0, 0}));
        assertThat(LinearAlgebra.pinv(stack, Creation.array(0.01, 1e-4)).getDouble(1, 1, 1))
                .isCloseTo(1000, offset(1e-9));
        assertThat(LinearAlgebra.lstsq(a, Creation.array(1.0, 1), 0.01).solution())
                .isEqualTo(Creation.array(1.0, 0));
        assertThatThrownBy(() -> LinearAlgebra.pinv(stack, Creation.array(1.0, 2, 3)))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> LinearAlgebra.pinv(stack, Creation.array(Complex.I)))
                .isInstanceOf(DTypeException.class);
    }

    @Test
    void tridiagonalToeplitzMatricesHaveKnownEigenvalues() {
        for (int n : new int[] {2, 10, 60, 150}) {
            DenseArray a = Creation.eye(n, n, 1, DType.FLOAT64)
                    .add(Creation.eye(n, n, -1, DType.FLOAT64))
                    .mul(-1)
                    .add(Creation.eye(n).mul(2))
                    .toDense();
            double[] expected = new double[n];
            for (int k = 1; k <= n; k++) {
                expected[k - 1] = 2 - 2 * Math.cos(k * Math.PI / (n + 1));
            }
            assertSame("real", LinearAlgebra.eigvalsh(a), Creation.array(expected));
            assertSame("complex", LinearAlgebra.eigvalsh(a.convert(DType.COMPLEX128)), Creation.array(expected));
            assertThat(LinearAlgebra.det(a).item()).isCloseTo(n + 1, offset(1e-12 * n));
            // Not symmetric: 4 above and 1 below the diagonal, so 2 + 4 cos.
            NdArray b = Creation.eye(n, n, 1, DType.FLOAT64)
                    .mul(4)
                    .add(Creation.eye(n, n, -1, DType.FLOAT64))
                    .add(Creation.eye(n).mul(2));
            if (n <= 10) {
                NdArray values = Elementwise.real(LinearAlgebra.eigvals(b));
                for (int k = 1; k <= n; k++) {
                    expected[n - k] = 2 + 4 * Math.cos(k * Math.PI / (n + 1));
                }
                // Its eigenvectors are 2^(n/2) times longer at one end: so much is lost.
                assertThat(distance(Sorting.sort(values), Creation.array(expected)))
                        .isLessThan(1e-11);
            }
        }
    }

    @Test
    void rotationsAndPermutationsHaveEigenvaluesOnTheCircle() {
        double angle = 0.3;
        NdArray turn = Creation.array(
                new double[] {Math.cos(angle), -Math.sin(angle)}, new double[] {Math.sin(angle), Math.cos(angle)});
        NdArray values = LinearAlgebra.eigvals(turn);
        assertThat(values.dtype()).isEqualTo(DType.COMPLEX128);
        assertThat(values.getComplex(0).re()).isCloseTo(Math.cos(angle), offset(1e-15));
        assertThat(Math.abs(values.getComplex(0).im())).isCloseTo(Math.sin(angle), offset(1e-15));
        assertThat(values.getComplex(1))
                .isEqualTo(new Complex(
                        values.getComplex(0).re(), -values.getComplex(0).im()));
        int n = 12;
        DenseArray cycle = Creation.zeros(Shape.of(n, n));
        for (int i = 0; i < n; i++) {
            cycle.setDouble(i, (i + 1) % n, 1);
        }
        for (NdArray a : List.of(cycle, cycle.convert(DType.COMPLEX128))) {
            EigResult e = LinearAlgebra.eig(a);
            assertSame("A V", product(a, e.eigenvectors()), e.eigenvectors().mul(e.eigenvalues()));
            for (int i = 0; i < n; i++) {
                Complex z = e.eigenvalues().getComplex(i);
                double turns = z.arg() / (2 * Math.PI) * n;
                assertThat(z.abs()).isCloseTo(1, offset(1e-14));
                assertThat(turns).isCloseTo(Math.rint(turns), offset(1e-13));
            }
            assertThat(LinearAlgebra.det(a).getComplex().re()).isEqualTo(-1);
            assertThat(distance(LinearAlgebra.inv(a), a.transpose())).isZero();
            assertThat(distance(LinearAlgebra.svdvals(a), Creation.ones(Shape.of(n))))
                    .isLessThan(1e-14);
        }
    }

    @Test
    void defectiveMatricesHaveTheirEigenvalues() {
        int n = 6;
        NdArray jordan =
                Creation.eye(n, n, 1, DType.FLOAT64).add(Creation.eye(n).mul(3));
        for (NdArray a : List.of(jordan, jordan.convert(DType.COMPLEX128))) {
            EigResult e = LinearAlgebra.eig(a);
            assertThat(distance(e.eigenvalues(), Creation.ones(Shape.of(n)).mul(3)))
                    .isLessThan(1e-13);
            assertThat(largest(e.eigenvectors())).isLessThanOrEqualTo(1);
        }
        for (NdArray zero : List.of(Creation.zeros(Shape.of(4, 4)), Creation.zeros(Shape.of(4, 4), DType.COMPLEX64))) {
            EigResult e = LinearAlgebra.eig(zero);
            assertThat(largest(e.eigenvalues())).isZero();
            assertUnitary("vectors of zero", e.eigenvectors());
        }
    }

    @Test
    void hilbertMatricesHaveIntegerInverses() {
        int n = 6;
        DenseArray hilbert = Creation.zeros(Shape.of(n, n));
        DenseArray inverse = Creation.zeros(Shape.of(n, n));
        for (int i = 1; i <= n; i++) {
            for (int j = 1; j <= n; j++) {
                hilbert.setDouble(i - 1, j - 1, 1.0 / (i + j - 1));
                double c = (double) binomial(n + i - 1, n - j) * binomial(n + j - 1, n - i);
                c *= (double) binomial(i + j - 2, i - 1) * binomial(i + j - 2, i - 1) * (i + j - 1);
                inverse.setDouble(i - 1, j - 1, (i + j) % 2 == 0 ? c : -c);
            }
        }
        // The condition number is 1.5e7.
        for (DType type : List.of(DType.FLOAT64, DType.COMPLEX128)) {
            NdArray h = hilbert.convert(type);
            assertThat(distance(LinearAlgebra.inv(h), inverse)).isLessThan(1e-8 * largest(inverse));
            assertThat(LinearAlgebra.det(h).getComplex().re()).isCloseTo(5.3672998868168425e-18, offset(1e-26));
            NdArray l = LinearAlgebra.cholesky(h);
            assertThat(distance(product(l, adjoint(l)), h)).isLessThan(1e-16 * n);
        }
    }

    private static long binomial(int n, int k) {
        long b = 1;
        for (int i = 1; i <= k; i++) {
            b = b * (n - k + i) / i;
        }
        return b;
    }

    @Test
    void determinantsHaveSigns() {
        NdArray a = Creation.array(new double[] {0, 2}, new double[] {3, 0});
        assertThat(LinearAlgebra.det(a).item()).isEqualTo(-6);
        SlogdetResult s = LinearAlgebra.slogdet(a);
        assertThat(s.sign().item()).isEqualTo(-1);
        assertThat(s.logabsdet().item()).isCloseTo(Math.log(6), offset(1e-15));
        SlogdetResult z = LinearAlgebra.slogdet(
                Creation.array(new Complex(0, 2)).reshape(1, 1).convert(DType.COMPLEX64));
        assertThat(z.sign().getComplex()).isEqualTo(Complex.I);
        assertThat(z.logabsdet().dtype()).isEqualTo(DType.FLOAT32);
        SlogdetResult singular = LinearAlgebra.slogdet(Creation.ones(Shape.of(2, 3, 3)));
        assertThat(singular.sign()).isEqualTo(Creation.zeros(Shape.of(2)));
        assertThat(singular.logabsdet().getDouble(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        SlogdetResult tiny = LinearAlgebra.slogdet(Creation.eye(400).mul(1e-10));
        assertThat(tiny.logabsdet().item()).isCloseTo(400 * Math.log(1e-10), offset(1e-9));
        assertThat(LinearAlgebra.det(Creation.zeros(Shape.of(0, 0))).item()).isEqualTo(1);
        assertThat(LinearAlgebra.det(Creation.array(new long[] {1, 2}, new long[] {3, 4}))
                        .item())
                .isCloseTo(-2, offset(1e-15));
    }

    @Test
    void exponentials() {
        NdArray turn = Creation.array(new double[] {0, -3}, new double[] {3, 0});
        assertSame(
                "rotation",
                LinearAlgebra.expm(turn),
                Creation.array(new double[] {Math.cos(3), -Math.sin(3)}, new double[] {Math.sin(3), Math.cos(3)}));
        NdArray nilpotent = Creation.eye(3, 3, 1, DType.FLOAT64).mul(2);
        assertSame(
                "nilpotent",
                LinearAlgebra.expm(nilpotent),
                Creation.array(new double[] {1, 2, 2}, new double[] {0, 1, 2}, new double[] {0, 0, 1}));
        NdArray a = normal(5, DType.COMPLEX128, 3, 6, 6).mul(2);
        NdArray e = LinearAlgebra.expm(a);
        NdArray back = product(e, LinearAlgebra.expm(Elementwise.negative(a)));
        assertThat(distance(back, identity(back))).isLessThan(1e-11 * largest(e));
        NdArray h = a.add(adjoint(a)).mul(0.3);
        EighResult f = LinearAlgebra.eigh(h);
        NdArray scaled = f.eigenvectors().mul(Manipulation.expandDims(Elementwise.exp(f.eigenvalues()), -2));
        assertSame("Hermitian", LinearAlgebra.expm(h), product(scaled, adjoint(f.eigenvectors())));
        assertThat(LinearAlgebra.expm(Creation.zeros(Shape.of(2, 0, 0))).shape())
                .isEqualTo(Shape.of(2, 0, 0));
    }

    @Test
    void stacksAreMatrixByMatrix() {
        for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX128)) {
            for (int n : new int[] {1, 4, 16, 17}) {
                DenseArray a = normal(n, type, 3, 11, n, n);
                NdArray s = product(a, adjoint(a)).add(identity(a));
                NdArray b = normal(9, type, 11, n, 2);
                NdArray l = LinearAlgebra.cholesky(s);
                NdArray x = LinearAlgebra.solve(s, b);
                NdArray inverse = LinearAlgebra.inv(s);
                EighResult e = LinearAlgebra.eigh(s);
                NdArray det = LinearAlgebra.det(a);
                SvdResult f = LinearAlgebra.svd(a);
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 11; j++) {
                        Index[] at = {Index.at(i), Index.at(j)};
                        String what = type + " " + n + " " + i + " " + j;
                        NdArray m = s.index(at);
                        // The same bits, whatever else is in the stack.
                        assertThat(l.index(at)).as(what).isEqualTo(LinearAlgebra.cholesky(m));
                        assertThat(x.index(at)).as(what).isEqualTo(LinearAlgebra.solve(m, b.index(Index.at(j))));
                        assertThat(inverse.index(at)).as(what).isEqualTo(LinearAlgebra.inv(m));
                        EighResult single = LinearAlgebra.eigh(m);
                        NdArray v = e.eigenvectors().index(at);
                        assertThat(v).as(what).isEqualTo(single.eigenvectors());
                        assertThat(e.eigenvalues().index(at)).as(what).isEqualTo(single.eigenvalues());
                        assertUnitary(what, v);
                        assertSame(what, product(m, v), v.mul(e.eigenvalues().index(at)));
                        assertThat(det.index(at)).as(what).isEqualTo(LinearAlgebra.det(a.index(at)));
                        assertThat(f.u().index(at))
                                .as(what)
                                .isEqualTo(LinearAlgebra.svd(a.index(at)).u());
                    }
                }
                NdArray one = Parallel.in(Mode.SERIAL, () -> LinearAlgebra.cholesky(s));
                assertThat(one).isEqualTo(l);
            }
        }
    }

    @Test
    void layoutsDoNotMatter() {
        Generators random = new Generators(21);
        for (int round = 0; round < 30; round++) {
            DType type = random.oneOf(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128);
            long n = random.random().nextInt(1, 7);
            DenseArray view = random.tameView(type, Shape.of(2, n, n));
            DenseArray copy = view.copy();
            assertThat(LinearAlgebra.det(view)).isEqualTo(LinearAlgebra.det(copy));
            assertThat(LinearAlgebra.svd(view)).isEqualTo(LinearAlgebra.svd(copy));
            assertThat(LinearAlgebra.eigh(view)).isEqualTo(LinearAlgebra.eigh(copy));
            assertThat(LinearAlgebra.qr(view)).isEqualTo(LinearAlgebra.qr(copy));
            assertThat(LinearAlgebra.eig(view)).isEqualTo(LinearAlgebra.eig(copy));
            assertThat(view).isEqualTo(copy);
        }
    }

    @Test
    void rightHandSidesBroadcast() {
        DenseArray a = normal(1, DType.FLOAT64, 5, 3, 3);
        NdArray v = normal(2, DType.FLOAT64, 3);
        NdArray x = LinearAlgebra.solve(a, v);
        assertThat(x.shape()).isEqualTo(Shape.of(5, 3));
        assertSame("vector", LinearAlgebra.matmul(a, v.mul(0).add(1)), Statistics.sum(a, Axes.of(-1)));
        for (int i = 0; i < 5; i++) {
            assertSame("solve", x.index(Index.at(i)), LinearAlgebra.solve(a.index(Index.at(i)), v));
        }
        assertThat(LinearAlgebra.solve(a.index(Index.at(0)), normal(3, DType.COMPLEX64, 4, 3, 2))
                        .shape())
                .isEqualTo(Shape.of(4, 3, 2));
        assertThat(LinearAlgebra.solve(a, normal(3, DType.COMPLEX64, 1, 3, 2)).dtype())
                .isEqualTo(DType.COMPLEX128);
        assertThat(LinearAlgebra.solve(Creation.eye(2).mul(2).convert(DType.INT32), Creation.array(1L, 2)))
                .isEqualTo(Creation.array(0.5, 1));
        assertThatThrownBy(() -> LinearAlgebra.solve(a, normal(2, DType.FLOAT64, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("3 rows")
                .hasMessageContaining("(4,)");
        assertThatThrownBy(() -> LinearAlgebra.solve(a, normal(2, DType.FLOAT64, 2, 3, 1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("broadcast");
        assertThatThrownBy(() -> LinearAlgebra.solve(a, Creation.scalar(1.0))).isInstanceOf(ShapeException.class);
    }

    @Test
    void nothingIsOrdinary() {
        for (DType type : List.of(DType.FLOAT32, DType.COMPLEX128)) {
            DenseArray none = Creation.zeros(Shape.of(0, 3, 3), type);
            DenseArray flat = Creation.zeros(Shape.of(2, 0, 0), type);
            assertThat(LinearAlgebra.det(none).shape()).isEqualTo(Shape.of(0));
            assertThat(LinearAlgebra.det(flat)).isEqualTo(Creation.ones(Shape.of(2), type));
            for (DenseArray x : List.of(none, flat)) {
                assertThat(LinearAlgebra.inv(x).shape()).isEqualTo(x.shape());
                assertThat(LinearAlgebra.cholesky(x).shape()).isEqualTo(x.shape());
                assertThat(LinearAlgebra.eigh(x).eigenvectors().shape()).isEqualTo(x.shape());
                assertThat(LinearAlgebra.eig(x).eigenvectors().shape()).isEqualTo(x.shape());
                assertThat(LinearAlgebra.svd(x).u().shape()).isEqualTo(x.shape());
                assertThat(LinearAlgebra.qr(x).q().shape()).isEqualTo(x.shape());
                assertThat(LinearAlgebra.pinv(x).shape()).isEqualTo(x.shape());
                assertThat(LinearAlgebra.slogdet(x).sign().shape()).isEqualTo(MatrixStack.leading(x.shape(), 2));
                assertThat(LinearAlgebra.matrixRank(x))
                        .isEqualTo(Creation.zeros(MatrixStack.leading(x.shape(), 2), DType.INT64));
            }
            DenseArray wide = Creation.zeros(Shape.of(2, 0, 3), type);
            assertThat(LinearAlgebra.svd(wide).vh())
                    .isEqualTo(identity(LinearAlgebra.svd(wide).vh()));
            assertThat(LinearAlgebra.svd(wide).s().shape()).isEqualTo(Shape.of(2, 0));
            assertThat(LinearAlgebra.pinv(wide).shape()).isEqualTo(Shape.of(2, 3, 0));
            QrResult q = LinearAlgebra.qr(LinearAlgebra.matrixTranspose(wide), QrMode.COMPLETE);
            assertThat(q.q().shape()).isEqualTo(Shape.of(2, 3, 3));
            assertUnitary("q", q.q());
            assertThat(LinearAlgebra.solve(flat, Creation.zeros(Shape.of(0), type))
                            .shape())
                    .isEqualTo(Shape.of(2, 0));
            assertThat(LinearAlgebra.solve(
                                    identity(Creation.zeros(Shape.of(3, 3), type)),
                                    Creation.zeros(Shape.of(3, 0), type))
                            .shape())
                    .isEqualTo(Shape.of(3, 0));
            LstsqResult l =
                    LinearAlgebra.lstsq(Creation.zeros(Shape.of(4, 2), type), Creation.zeros(Shape.of(4, 0), type));
            assertThat(l.solution().shape()).isEqualTo(Shape.of(2, 0));
            assertThat(LinearAlgebra.lstsq(wide, Creation.zeros(Shape.of(0, 1), type))
                            .solution()
                            .shape())
                    .isEqualTo(Shape.of(2, 3, 1));
        }
    }

    @Test
    void refusesWhatHasNoResult() {
        DenseArray singular = Creation.ones(Shape.of(3, 3));
        NdArray stack = Manipulation.stack(0, Creation.eye(3), singular);
        for (NdArray x : List.of(singular, singular.convert(DType.COMPLEX64))) {
            assertThatThrownBy(() -> LinearAlgebra.inv(x))
                    .isInstanceOf(SingularMatrixException.class)
                    .hasMessage("inv: the matrix is singular: pivot 1 is zero");
            assertThatThrownBy(() -> LinearAlgebra.solve(x, Creation.ones(Shape.of(3))))
                    .isInstanceOf(SingularMatrixException.class);
            assertThatThrownBy(() -> LinearAlgebra.cholesky(x.mul(-1)))
                    .isInstanceOf(SingularMatrixException.class)
                    .hasMessageContaining("not positive definite");
        }
        assertThatThrownBy(() -> LinearAlgebra.inv(stack))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessageContaining("matrix [1] of the stack");
        NdArray many = Manipulation.concat(0, Creation.eye(3).broadcastTo(Shape.of(30, 3, 3)), stack);
        assertThatThrownBy(() -> LinearAlgebra.inv(many))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessageContaining("matrix [31] of the stack");
        assertThatThrownBy(() -> LinearAlgebra.cholesky(many))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessageContaining("matrix [31] of the stack is not positive definite: its leading block of 2");
        DenseArray wide = Creation.zeros(Shape.of(2, 3));
        List<Consumer<NdArray>> square = List.of(
                LinearAlgebra::inv,
                LinearAlgebra::det,
                LinearAlgebra::slogdet,
                LinearAlgebra::eigh,
                LinearAlgebra::eigvalsh,
                LinearAlgebra::eig,
                LinearAlgebra::eigvals,
                LinearAlgebra::cholesky,
                LinearAlgebra::expm);
        for (Consumer<NdArray> f : square) {
            assertThatThrownBy(() -> f.accept(wide))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("shape (2, 3): expected square matrices");
        }
        List<Consumer<NdArray>> any =
                List.of(LinearAlgebra::svd, LinearAlgebra::svdvals, LinearAlgebra::qr, LinearAlgebra::pinv);
        for (Consumer<NdArray> f : any) {
            assertThatThrownBy(() -> f.accept(Creation.zeros(Shape.of(3))))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("shape (3,): expected two dimensions or more");
            assertThatThrownBy(() -> f.accept(Creation.zeros(Shape.of(3, 3), DType.BOOL)))
                    .isInstanceOf(DTypeException.class);
        }
    }

    @Test
    void whatIsNotFiniteShowsOrIsRefused() {
        for (DType type : List.of(DType.FLOAT64, DType.COMPLEX128)) {
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                for (int count : new int[] {1, 20}) {
                    NdArray a = identity(Creation.zeros(Shape.of(count, 3, 3), type))
                            .mul(1);
                    ((DenseArray) a).set(bad, Index.at(0), Index.at(1), Index.at(1));
                    List<Function<NdArray, Object>> refused = List.of(
                            LinearAlgebra::eigh,
                            LinearAlgebra::eigvalsh,
                            LinearAlgebra::eig,
                            LinearAlgebra::eigvals,
                            LinearAlgebra::svd,
                            LinearAlgebra::svdvals,
                            LinearAlgebra::pinv,
                            LinearAlgebra::matrixRank,
                            LinearAlgebra::expm);
                    for (Function<NdArray, Object> f : refused) {
                        assertThatThrownBy(() -> f.apply(a))
                                .isInstanceOf(ConvergenceException.class)
                                .hasMessageContaining("infinite or not a number");
                    }
                    assertThat(Elementwise.isfinite(LinearAlgebra.det(a)).getBoolean(0))
                            .isFalse();
                    if (Double.isNaN(bad)) {
                        assertThat(LinearAlgebra.inv(a).getComplex(0, 1, 1).re())
                                .isNaN();
                        assertThat(LinearAlgebra.cholesky(a).getComplex(0, 1, 1).re())
                                .isNaN();
                        assertThat(LinearAlgebra.solve(a, Creation.ones(Shape.of(3)))
                                        .getComplex(0, 1)
                                        .re())
                                .isNaN();
                    }
                    LinearAlgebra.qr(a);
                }
            }
        }
    }

    @Test
    void magnitudesDoNotMatter() {
        for (DType type : List.of(DType.FLOAT64, DType.COMPLEX128)) {
            DenseArray a = normal(4, type, 9, 9);
            NdArray h = a.add(adjoint(a));
            for (double scale : new double[] {1e-280, 1e-160, 1e160, 1e280}) {
                NdArray values = LinearAlgebra.eigvalsh(h.mul(scale)).div(scale);
                assertSame("eigvalsh " + scale, values, LinearAlgebra.eigvalsh(h));
                assertSame(
                        "svdvals " + scale, LinearAlgebra.svdvals(a.mul(scale)).div(scale), LinearAlgebra.svdvals(a));
                NdArray trace =
                        Statistics.sum(LinearAlgebra.eigvals(a.mul(scale)).div(scale));
                assertThat(distance(trace, LinearAlgebra.trace(a)))
                        .as("eig " + scale)
                        .isLessThan(1e-12);
            }
        }
    }

    @Test
    void resultsAreReadOnlyAndShowThemselves() {
        EighResult e = LinearAlgebra.eigh(Creation.eye(2));
        assertThat(((DenseArray) e.eigenvalues()).isReadOnly()).isTrue();
        assertThat(((DenseArray) e.eigenvectors()).isReadOnly()).isTrue();
        assertThat(e).hasToString("eigenvalues\n[1. 1.]\neigenvectors\n[[1. 0.]\n [0. 1.]]");
        assertThat(LinearAlgebra.svd(Creation.eye(1)).toString())
                .startsWith("u\n")
                .contains("\ns\n")
                .contains("\nvh\n");
        assertThat(LinearAlgebra.qr(Creation.eye(1)).toString())
                .startsWith("q\n")
                .contains("\nr\n");
        assertThat(LinearAlgebra.slogdet(Creation.eye(1))).hasToString("sign 1.0\nlogabsdet 0.0");
        assertThat(LinearAlgebra.lstsq(Creation.eye(1), Creation.ones(Shape.of(1)))
                        .toString())
                .contains("solution\n[1.]")
                .contains("rank 1");
        assertThat(LinearAlgebra.eig(Creation.eye(1)).toString()).contains("eigenvalues\n[1.+0.j]");
    }
}
