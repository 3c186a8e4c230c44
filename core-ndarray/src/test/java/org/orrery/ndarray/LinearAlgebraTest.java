package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.testing.Generators;

/** Products, parts and norms of matrices. */
class LinearAlgebraTest {
    private static final List<DType> NUMERIC = List.of(DType.values()).subList(1, DType.values().length);

    static double distance(NdArray a, NdArray b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        return a.size() == 0
                ? 0
                : Statistics.max(Elementwise.abs(a.convert(DType.COMPLEX128).sub(b.convert(DType.COMPLEX128))))
                        .item();
    }

    static double largest(NdArray a) {
        return a.size() == 0
                ? 0
                : Statistics.max(Elementwise.abs(a.convert(DType.COMPLEX128))).item();
    }

    /** The product by its definition, one element at a time. */
    private static DenseArray product(NdArray a, NdArray b, DType type) {
        int m = (int) a.shape().get(0);
        int k = (int) a.shape().get(1);
        int n = (int) b.shape().get(1);
        DenseArray c = Creation.zeros(Shape.of(m, n), type);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                if (type.isInteger()) {
                    long sum = 0;
                    for (int p = 0; p < k; p++) {
                        sum += a.getLong(i, p) * b.getLong(p, j);
                    }
                    c.set(DenseArray.wrap(new long[] {sum}, Shape.of()).convert(type), Index.at(i), Index.at(j));
                } else {
                    double re = 0;
                    double im = 0;
                    for (int p = 0; p < k; p++) {
                        Complex x = a.getComplex(i, p);
                        Complex y = b.getComplex(p, j);
                        re += x.re() * y.re() - x.im() * y.im();
                        im += x.re() * y.im() + x.im() * y.re();
                    }
                    if (type.isComplex()) {
                        c.setComplex(i, j, new Complex(re, im));
                    } else {
                        c.setDouble(i, j, re);
                    }
                }
            }
        }
        return c;
    }

    /** How far a sum of k products may be off; tame numbers are at most 1000. */
    private static double tolerance(DType type, long k) {
        return type.isInteger() ? 0 : 4e6 * k * (type.realType() == DType.FLOAT32 ? 0x1p-23 : 0x1p-52) * (k + 2);
    }

    @Test
    void multipliesMatricesOfAllTypesAndLayouts() {
        Generators random = new Generators(11);
        for (DType s : NUMERIC) {
            for (DType t : NUMERIC) {
                long m = random.random().nextInt(1, 12);
                long k = random.random().nextInt(1, 12);
                long n = random.random().nextInt(1, 12);
                NdArray a = random.tameView(s, Shape.of(m, k));
                NdArray b = random.tameView(t, Shape.of(k, n));
                NdArray c = LinearAlgebra.matmul(a, b);
                DType type = DType.promote(s, t);
                assertThat(c.dtype()).isEqualTo(type);
                assertThat(distance(c, product(a, b, type))).isLessThanOrEqualTo(tolerance(type, k));
            }
        }
    }

    @Test
    void stacksAreMatrixByMatrix() {
        Generators random = new Generators(12);
        for (int round = 0; round < 60; round++) {
            DType type = random.oneOf(DType.FLOAT64, DType.FLOAT32, DType.COMPLEX64, DType.COMPLEX128, DType.INT32);
            Shape batch = random.shape(random.random().nextInt(1, 3));
            Shape left = random.broadcastable(batch);
            long k = random.random().nextInt(0, 8);
            NdArray a = random.tameView(
                    type, DenseProducts.append(left, random.random().nextInt(0, 8), k));
            NdArray b = random.tameView(
                    type, DenseProducts.append(batch, k, random.random().nextInt(0, 8)));
            NdArray c = LinearAlgebra.matmul(a, b);
            assertThat(c.dtype()).isEqualTo(type);
            long m = a.shape().get(-2);
            long n = b.shape().get(-1);
            assertThat(c.shape()).isEqualTo(DenseProducts.append(batch, m, n));
            if (c.size() == 0) {
                continue;
            }
            NdArray x = a.broadcastTo(DenseProducts.append(batch, m, k)).reshape(batch.size(), m, k);
            NdArray y = b.reshape(batch.size(), k, n);
            NdArray z = c.reshape(batch.size(), m, n);
            for (int i = 0; i < batch.size(); i++) {
                NdArray single = product(x.index(Index.at(i)), y.index(Index.at(i)), type);
                assertThat(distance(z.index(Index.at(i)), single)).isLessThanOrEqualTo(tolerance(type, k));
            }
            NdArray shared = LinearAlgebra.matmul(a, y.index(Index.at(0)));
            assertThat(shared.shape()).isEqualTo(DenseProducts.append(left, m, n));
        }
    }

    @Test
    void vectorsAreRowsAndColumns() {
        Generators random = new Generators(13);
        NdArray stack = random.tame(DType.FLOAT64, Shape.of(2, 3, 4));
        NdArray v = random.tame(DType.FLOAT64, Shape.of(4));
        NdArray w = random.tame(DType.FLOAT64, Shape.of(3));
        NdArray right = LinearAlgebra.matmul(stack, v);
        assertThat(right.shape()).isEqualTo(Shape.of(2, 3));
        NdArray left = LinearAlgebra.matmul(w, stack);
        assertThat(left.shape()).isEqualTo(Shape.of(2, 4));
        for (int i = 0; i < 2; i++) {
            NdArray a = stack.index(Index.at(i));
            assertThat(distance(right.index(Index.at(i)), LinearAlgebra.matmul(a, v)))
                    .isLessThan(1e-9);
            assertThat(distance(left.index(Index.at(i)), LinearAlgebra.matmul(w, a)))
                    .isLessThan(1e-9);
        }
        assertThat(LinearAlgebra.matmul(v, v).shape()).isEqualTo(Shape.of());
        assertThat(LinearAlgebra.matmul(Creation.zeros(Shape.of(0)), Creation.zeros(Shape.of(0)))
                        .item())
                .isZero();
        assertThat(LinearAlgebra.matmul(Creation.zeros(Shape.of(5, 0)), Creation.zeros(Shape.of(0, 2))))
                .isEqualTo(Creation.zeros(Shape.of(5, 2)));
    }

    @Test
    void threadsAndLayoutsDoNotChangeBits() {
        Generators random = new Generators(14);
        DenseArray a = random.tame(DType.FLOAT64, Shape.of(150, 300));
        DenseArray b = random.tame(DType.FLOAT64, Shape.of(300, 170));
        NdArray one = Parallel.in(Mode.SERIAL, () -> LinearAlgebra.matmul(a, b));
        assertThat(LinearAlgebra.matmul(a, b)).isEqualTo(one);
        NdArray turned = a.transpose().copy().transpose();
        assertThat(LinearAlgebra.matmul(turned, b)).isEqualTo(one);
        NdArray columns = b.transpose().copy().transpose();
        assertThat(LinearAlgebra.matmul(a, columns)).isEqualTo(one);
        assertThat(LinearAlgebra.matmul(turned, columns)).isEqualTo(one);
        NdArray vector = b.get(":, 3");
        assertThat(LinearAlgebra.matmul(turned, vector))
                .isEqualTo(LinearAlgebra.matmul(a, vector.toDense().copy()));
    }

    @Test
    void refusesWhatDoesNotMultiply() {
        DenseArray a = Creation.zeros(Shape.of(3, 4));
        assertThatThrownBy(() -> LinearAlgebra.matmul(a, a))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(3, 4) has 4 columns")
                .hasMessageContaining("3 rows");
        assertThatThrownBy(() ->
                        LinearAlgebra.matmul(Creation.zeros(Shape.of(2, 3, 4)), Creation.zeros(Shape.of(3, 4, 5))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("broadcast");
        DenseArray truth = Creation.zeros(Shape.of(2, 2), DType.BOOL);
        assertThatThrownBy(() -> LinearAlgebra.matmul(truth, truth)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> LinearAlgebra.outer(truth.get("0"), truth.get("0")))
                .isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> LinearAlgebra.vecdot(truth, truth)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> LinearAlgebra.cross(truth, truth)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> LinearAlgebra.trace(truth)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> LinearAlgebra.det(truth)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> LinearAlgebra.tensordot(a, a, 3))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("0 to 2");
        assertThatThrownBy(() -> LinearAlgebra.tensordot(a, a, -1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> LinearAlgebra.outer(a, a)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> LinearAlgebra.vecdot(a, Creation.zeros(Shape.of(3, 5))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("has 4");
        assertThatThrownBy(() -> LinearAlgebra.vecdot(a, Creation.zeros(Shape.of(3)), 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("count it from the end");
        assertThatThrownBy(() -> LinearAlgebra.cross(a, a))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("expected 3");
        assertThatThrownBy(() -> LinearAlgebra.multiDot(a)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> LinearAlgebra.multiDot(a, a)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> LinearAlgebra.multiDot(a, a.get("0"), a)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> LinearAlgebra.matrixPower(a, 2))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("square");
        assertThatThrownBy(() -> LinearAlgebra.diagonal(a.get("0"))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> LinearAlgebra.matrixNorm(a.get("0"))).isInstanceOf(ShapeException.class);
    }

    @Test
    void contractsTheMiddleAxes() {
        Generators random = new Generators(15);
        NdArray a = random.tame(DType.FLOAT64, Shape.of(2, 3, 4));
        NdArray b = random.tame(DType.FLOAT64, Shape.of(3, 4, 5));
        NdArray c = LinearAlgebra.tensordot(a, b);
        assertThat(distance(c, LinearAlgebra.matmul(a.reshape(2, 12), b.reshape(12, 5))))
                .isLessThan(1e-7);
        assertThat(LinearAlgebra.tensordot(a, b, 0).shape()).isEqualTo(Shape.of(2, 3, 4, 3, 4, 5));
        assertThat(LinearAlgebra.tensordot(a, b, new int[] {1}, new int[] {0}).shape())
                .isEqualTo(Shape.of(2, 4, 4, 5));
    }

    @Test
    void innerProductsConjugateTheFirst() {
        DenseArray a = Creation.array(new Complex(1, 2), new Complex(0, -1));
        DenseArray b = Creation.array(new Complex(3, 1), new Complex(2, 5));
        // (1 - 2i)(3 + i) + i (2 + 5i)
        assertThat(LinearAlgebra.vecdot(a, b).getComplex()).isEqualTo(new Complex(0, -3));
        NdArray x = Creation.arange(24).reshape(2, 3, 4);
        NdArray y = Creation.arange(3).reshape(3, 1);
        assertThat(LinearAlgebra.vecdot(x, y, -2)).isEqualTo(Statistics.sum(x.mul(y), Axes.of(1)));
        NdArray bytes = Creation.array(new long[] {100, 100}).convert(DType.INT8);
        assertThat(LinearAlgebra.vecdot(bytes.reshape(1, 2), bytes).dtype()).isEqualTo(DType.INT8);
        assertThat(LinearAlgebra.vecdot(bytes, bytes).getLong()).isEqualTo((byte) 20000);
    }

    @Test
    void crossProducts() {
        DenseArray e = Creation.eye(3);
        NdArray c = LinearAlgebra.cross(e, e.get("[1, 2, 0]"));
        assertThat(c).isEqualTo(e.get("[2, 0, 1]"));
        NdArray a = new Generators(16).tame(DType.FLOAT64, Shape.of(3, 5));
        NdArray b = new Generators(17).tame(DType.FLOAT64, Shape.of(4, 3, 1));
        NdArray d = LinearAlgebra.cross(a, b, -2);
        assertThat(d.shape()).isEqualTo(Shape.of(4, 3, 5));
        assertThat(largest(LinearAlgebra.vecdot(a, d, -2))).isLessThan(1e-4);
        assertThat(LinearAlgebra.cross(Creation.array(1L, 2, 3), Creation.array(4L, 5, 6)))
                .isEqualTo(Creation.array(-3L, 6, -3));
    }

    @Test
    void kroneckerProducts() {
        NdArray a = Creation.array(new long[] {1, 2}, new long[] {3, 4});
        NdArray b = Creation.array(0L, 5);
        assertThat(LinearAlgebra.kron(a, b))
                .isEqualTo(Creation.array(new long[] {0, 5, 0, 10}, new long[] {0, 15, 0, 20}));
        assertThat(LinearAlgebra.kron(b, a))
                .isEqualTo(Creation.array(new long[] {0, 0, 5, 10}, new long[] {0, 0, 15, 20}));
        assertThat(LinearAlgebra.outer(b, b)).isEqualTo(Creation.array(new long[] {0, 0}, new long[] {0, 25}));
    }

    @Test
    void chainsOfProducts() {
        Generators random = new Generators(18);
        NdArray a = random.tame(DType.INT64, Shape.of(4, 30));
        NdArray b = random.tame(DType.INT64, Shape.of(30, 2));
        NdArray c = random.tame(DType.INT64, Shape.of(2, 7));
        NdArray v = random.tame(DType.INT64, Shape.of(7));
        NdArray expected = LinearAlgebra.matmul(LinearAlgebra.matmul(a, b), c);
        assertThat(LinearAlgebra.multiDot(a, b, c)).isEqualTo(expected);
        assertThat(LinearAlgebra.multiDot(a, b, c, v)).isEqualTo(LinearAlgebra.matmul(expected, v));
        assertThat(LinearAlgebra.multiDot(a.get("0"), b, c, v).shape()).isEqualTo(Shape.of());
    }

    @Test
    void powers() {
        NdArray fibonacci = Creation.array(new long[] {1, 1}, new long[] {1, 0});
        assertThat(LinearAlgebra.matrixPower(fibonacci, 90).getLong(0, 1)).isEqualTo(2880067194370816120L);
        assertThat(LinearAlgebra.matrixPower(fibonacci, 0)).isEqualTo(Creation.eye(2, 2, 0, DType.INT64));
        assertThat(LinearAlgebra.matrixPower(fibonacci, 1)).isEqualTo(fibonacci);
        NdArray inverse = LinearAlgebra.matrixPower(fibonacci, -3);
        assertThat(distance(LinearAlgebra.matmul(inverse, LinearAlgebra.matrixPower(fibonacci, 3)), Creation.eye(2)))
                .isLessThan(1e-14);
        NdArray stack = Manipulation.stack(0, fibonacci, fibonacci.mul(2));
        assertThat(LinearAlgebra.matrixPower(stack, 5).getLong(1, 0, 0)).isEqualTo(32 * 8);
        assertThat(LinearAlgebra.matrixPower(Creation.zeros(Shape.of(3, 0, 0)), 4)
                        .shape())
                .isEqualTo(Shape.of(3, 0, 0));
    }

    @Test
    void diagonalsAreViews() {
        DenseArray a = Creation.arange(12).reshape(3, 4);
        assertThat(LinearAlgebra.diagonal(a)).isEqualTo(Creation.array(0L, 5, 10));
        assertThat(LinearAlgebra.diagonal(a, 1)).isEqualTo(Creation.array(1L, 6, 11));
        assertThat(LinearAlgebra.diagonal(a, 3)).isEqualTo(Creation.array(3L));
        assertThat(LinearAlgebra.diagonal(a, -2)).isEqualTo(Creation.array(8L));
        for (long outside : new long[] {4, 40, -3, -30, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(LinearAlgebra.diagonal(a, outside).size()).isZero();
        }
        assertThat(LinearAlgebra.diagonal(a.get("::-1, ::2"))).isEqualTo(Creation.array(8L, 6));
        ((DenseArray) LinearAlgebra.diagonal(a)).set(7);
        assertThat(a.getLong(1, 1)).isEqualTo(7);
        assertThat(LinearAlgebra.trace(a).getLong()).isEqualTo(21);
        assertThat(LinearAlgebra.trace(a, 1).getLong()).isEqualTo(18);
        assertThat(LinearAlgebra.trace(a, 1, DType.FLOAT32).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(LinearAlgebra.trace(a.convert(DType.INT8)).dtype()).isEqualTo(DType.INT64);
        assertThat(LinearAlgebra.trace(Creation.ones(Shape.of(2, 0, 3)))).isEqualTo(Creation.zeros(Shape.of(2)));
    }

    @Test
    void normsOfVectors() {
        NdArray x = Creation.array(new double[] {3, -4}, new double[] {0, 12});
        assertThat(LinearAlgebra.vectorNorm(x).item()).isEqualTo(13);
        assertThat(LinearAlgebra.vectorNorm(x, Axes.of(1))).isEqualTo(Creation.array(5.0, 12));
        assertThat(LinearAlgebra.vectorNorm(x, Axes.of(1).keepDims()).shape()).isEqualTo(Shape.of(2, 1));
        assertThat(LinearAlgebra.vectorNorm(x, Axes.of(0, 1), 1).item()).isEqualTo(19);
        assertThat(LinearAlgebra.vectorNorm(x, Axes.of(1), Double.POSITIVE_INFINITY))
                .isEqualTo(Creation.array(4.0, 12));
        assertThat(LinearAlgebra.vectorNorm(x, Axes.of(1), Double.NEGATIVE_INFINITY))
                .isEqualTo(Creation.array(3.0, 0));
        assertThat(LinearAlgebra.vectorNorm(x, Axes.of(1), 0)).isEqualTo(Creation.array(2.0, 1));
        assertThat(LinearAlgebra.vectorNorm(x, Axes.all(), 3).item())
                .isCloseTo(Math.cbrt(27 + 64 + 1728), offset(1e-13));
        NdArray z = Creation.array(new Complex(3, 4), new Complex(0, 12)).convert(DType.COMPLEX64);
        assertThat(LinearAlgebra.vectorNorm(z).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(LinearAlgebra.vectorNorm(z).item()).isEqualTo(13);
        assertThat(LinearAlgebra.vectorNorm(z, Axes.all(), 0).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(LinearAlgebra.vectorNorm(Creation.arange(3)).dtype()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void normsOfMatrices() {
        NdArray x = Creation.array(new double[] {1, -2}, new double[] {3, 4});
        // The singular values of this are the roots of 15 +- sqrt(125).
        double s1 = Math.sqrt(15 + Math.sqrt(125));
        double s2 = Math.sqrt(15 - Math.sqrt(125));
        assertThat(LinearAlgebra.matrixNorm(x).item()).isCloseTo(Math.sqrt(30), offset(1e-14));
        assertThat(LinearAlgebra.matrixNorm(x, MatrixNorm.ONE).item()).isEqualTo(6);
        assertThat(LinearAlgebra.matrixNorm(x, MatrixNorm.MINUS_ONE).item()).isEqualTo(4);
        assertThat(LinearAlgebra.matrixNorm(x, MatrixNorm.INFINITY).item()).isEqualTo(7);
        assertThat(LinearAlgebra.matrixNorm(x, MatrixNorm.MINUS_INFINITY).item())
                .isEqualTo(3);
        assertThat(LinearAlgebra.matrixNorm(x, MatrixNorm.TWO).item()).isCloseTo(s1, offset(1e-14));
        assertThat(LinearAlgebra.matrixNorm(x, MatrixNorm.MINUS_TWO).item()).isCloseTo(s2, offset(1e-14));
        assertThat(LinearAlgebra.matrixNorm(x, MatrixNorm.NUCLEAR).item()).isCloseTo(s1 + s2, offset(1e-14));
        NdArray stack = Manipulation.stack(0, x, x.mul(Double.NaN), x.mul(2)).convert(DType.COMPLEX64);
        for (MatrixNorm ord : MatrixNorm.values()) {
            NdArray norms = LinearAlgebra.matrixNorm(stack, ord, true);
            assertThat(norms.shape()).isEqualTo(Shape.of(3, 1, 1));
            assertThat(norms.dtype()).isEqualTo(DType.FLOAT32);
            assertThat(norms.getDouble(0, 0, 0))
                    .isCloseTo(LinearAlgebra.matrixNorm(x, ord).item(), offset(1e-5));
            assertThat(norms.getDouble(1, 0, 0)).isNaN();
            assertThat(norms.getDouble(2, 0, 0)).isCloseTo(2 * norms.getDouble(0, 0, 0), offset(1e-5));
            assertThat(LinearAlgebra.matrixNorm(Creation.zeros(Shape.of(2, 0, 3)), ord))
                    .isEqualTo(Creation.zeros(Shape.of(2)));
        }
    }
}
