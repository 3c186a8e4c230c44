package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.NumPy;

/** Linear algebra against NumPy's, where a python3 with NumPy 2 is found. */
class LinearAlgebraNumPyTest {
    private static final String DEFINITIONS =
            """
            def off(ours, theirs):
                theirs = np.asarray(theirs)
                assert ours.shape == theirs.shape, (ours.shape, theirs.shape)
                assert ours.dtype == theirs.dtype, (ours.dtype, theirs.dtype)
                if ours.size == 0:
                    return 0.0
                scale = max(1.0, float(np.abs(theirs).max()))
                return float(np.abs(ours.astype(complex) - theirs.astype(complex)).max()) / scale
            def far(ours, theirs):
                theirs = theirs.astype(ours.dtype)
                return max(float(np.abs(ours[i] - theirs[i][:, None]).min(axis=0).max()) for i in range(len(ours)))
            """;

    private final List<String> expressions = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Double> tolerances = new ArrayList<>();

    private void compare(String name, double tolerance, NdArray ours, String theirs) {
        names.add(name + ": " + theirs.replaceAll("'[0-9a-f]{20,}'", "..."));
        tolerances.add(tolerance);
        expressions.add("off(" + NumPy.expression(ours.toDense()) + ", " + theirs + ")");
    }

    @Test
    void isThatOfNumPy() {
        NumPy.assume();
        Generators random = new Generators(31);
        for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128)) {
            boolean narrow = type.realType() == DType.FLOAT32;
            double close = narrow ? 2e-5 : 1e-12;
            for (int round = 0; round < 12; round++) {
                long n = random.random().nextInt(1, 9);
                long m = random.random().nextInt(1, 9);
                DenseArray a = scaled(random, type, Shape.of(2, n, n));
                // Far from singular, so that the condition is moderate.
                DenseArray s =
                        a.add(Creation.eye(n, n, 0, type).mul(3)).convert(type).toDense();
                DenseArray b = scaled(random, type, Shape.of(2, n, m));
                String x = NumPy.expression(s);
                String y = NumPy.expression(b);
                String name = type + " " + n + " " + m;
                compare(name, close, LinearAlgebra.matmul(s, b), x + " @ " + y);
                compare(name, close * 50, LinearAlgebra.det(s), "np.linalg.det(" + x + ")");
                compare(name, close * 50, LinearAlgebra.inv(s), "np.linalg.inv(" + x + ")");
                compare(name, close * 50, LinearAlgebra.solve(s, b), "np.linalg.solve(" + x + ", " + y + ")");
                compare(name, close, LinearAlgebra.eigvalsh(s), "np.linalg.eigvalsh(" + x + ")");
                compare(name, close, LinearAlgebra.svdvals(b), "np.linalg.svd(" + y + ", compute_uv=False)");
                compare(name, close * 1e3, LinearAlgebra.pinv(b, 1e-4), "np.linalg.pinv(" + y + ", rcond=1e-4)");
                compare(name, 0, LinearAlgebra.matrixRank(b), "np.linalg.matrix_rank(" + y + ")");
                compare(name, close * 50, LinearAlgebra.matrixPower(s, 3), "np.linalg.matrix_power(" + x + ", 3)");
                compare(name, close, LinearAlgebra.trace(b, 1), "np.trace(" + y + ", 1, 1, 2)");
                compare(name, close, LinearAlgebra.kron(s, b), "np.kron(" + x + ", " + y + ")");
                compare(name, close, LinearAlgebra.vecdot(s, s, -2), "np.vecdot(" + x + ", " + x + ", axis=-2)");
                compare(
                        name,
                        close,
                        LinearAlgebra.tensordot(s, b, new int[] {0, 2}, new int[] {0, 1}),
                        "np.tensordot(" + x + ", " + y + ", ((0, 2), (0, 1)))");
                SlogdetResult l = LinearAlgebra.slogdet(s);
                compare(name, close * 50, l.sign(), "np.linalg.slogdet(" + x + ")[0]");
                compare(name, close * 50, l.logabsdet(), "np.linalg.slogdet(" + x + ")[1]");
                NdArray h = LinearAlgebra.matmul(s, Elementwise.conj(LinearAlgebra.matrixTranspose(s)));
                String z = NumPy.expression(h.toDense());
                compare(name, close, LinearAlgebra.cholesky(h), "np.linalg.cholesky(" + z + ")");
                compare(name, close, Elementwise.abs(LinearAlgebra.qr(b).r()), "np.abs(np.linalg.qr(" + y + ").R)");
                norms(name, close, b, y);
                expressions.add("far("
                        + NumPy.expression(LinearAlgebra.eigvals(s).toDense()) + ", np.linalg.eigvals(" + x + "))");
                names.add(name + " eigvals");
                tolerances.add(narrow ? 1e-3 : 1e-9);
            }
        }
        List<String> found = NumPy.strings(DEFINITIONS, expressions);
        for (int i = 0; i < found.size(); i++) {
            assertThat(Double.parseDouble(found.get(i))).as(names.get(i)).isLessThanOrEqualTo(tolerances.get(i));
        }
    }

    private void norms(String name, double close, NdArray b, String y) {
        String[] theirs = {"'fro'", "'nuc'", "1", "-1", "2", "-2", "np.inf", "-np.inf"};
        for (MatrixNorm ord : MatrixNorm.values()) {
            compare(
                    name,
                    close,
                    LinearAlgebra.matrixNorm(b, ord, true),
                    "np.linalg.norm(" + y + ", " + theirs[ord.ordinal()] + ", (-2, -1), True)");
        }
        for (double ord : new double[] {0, 1, 2, 2.5, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            compare(
                    name,
                    close,
                    LinearAlgebra.vectorNorm(b, Axes.of(1), ord),
                    "np.linalg.norm(" + y + ", float('" + (Double.isInfinite(ord) ? (ord > 0 ? "inf" : "-inf") : ord)
                            + "'), 1)");
        }
    }

    private static DenseArray scaled(Generators random, DType type, Shape shape) {
        return random.tame(type, shape).div(1000).convert(type).toDense();
    }
}
