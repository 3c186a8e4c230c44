package org.orrery.ndarray;

/** Sums products over pairs of axes, as a product of two matrices. */
final class DenseContraction {
    private DenseContraction() {}

    static DenseArray contract(NdArray left, NdArray right, int[] axesA, int[] axesB) {
        DenseArray[] d = DenseLoops.dense("contract", left, right);
        DenseArray a = d[0];
        DenseArray b = d[1];
        if (axesA.length != axesB.length) {
            throw new ShapeException("contract: " + axesA.length + " axes of the first operand pair with "
                    + axesB.length + " of the second: expected as many");
        }
        boolean[] summedA = Axes.of(axesA).reduced(a.ndim());
        boolean[] summedB = Axes.of(axesB).reduced(b.ndim());
        long inner = 1;
        for (int i = 0; i < axesA.length; i++) {
            long p = a.shape().get(axesA[i]);
            long q = b.shape().get(axesB[i]);
            if (p != q) {
                throw new ShapeException("contract: shape " + a.shape() + ", axis " + axesA[i] + " has " + p
                        + ", shape " + b.shape() + ", axis " + axesB[i] + " has " + q + ": expected the same size");
            }
            inner *= p;
        }
        DType type = DType.promote(a.dtype(), b.dtype());
        if (type.isBoolean()) {
            throw new DTypeException("contract does not take booleans: convert them to integers first");
        }
        int[] orderA = new int[a.ndim()];
        int[] orderB = new int[b.ndim()];
        long[] dims = new long[a.ndim() + b.ndim() - 2 * axesA.length];
        int n = 0;
        for (int i = 0, k = 0; i < a.ndim(); i++) {
            if (!summedA[i]) {
                orderA[k++] = i;
                dims[n++] = a.shape().get(i);
            }
        }
        System.arraycopy(axesA, 0, orderA, a.ndim() - axesA.length, axesA.length);
        System.arraycopy(axesB, 0, orderB, 0, axesB.length);
        for (int i = 0, k = axesB.length; i < b.ndim(); i++) {
            if (!summedB[i]) {
                orderB[k++] = i;
                dims[n++] = b.shape().get(i);
            }
        }
        Shape shape = Shape.of(dims);
        DType compute = DenseProducts.computeType(type);
        DenseArray out = DenseArray.allocate(compute, shape);
        if (inner == 0 || shape.size() == 0) {
            return out.convert(type);
        }
        DenseArray x = a.permute(orderA).convert(compute);
        DenseArray y = b.permute(orderB).convert(compute);
        DenseProducts.product(
                DenseProducts.Matrix.of(x.ndim() == 2 && axesA.length == 1 ? x : x.reshape(x.size() / inner, inner)),
                DenseProducts.Matrix.of(y.ndim() == 2 && axesB.length == 1 ? y : y.reshape(inner, y.size() / inner)),
                out,
                0);
        return out.convert(type);
    }
}
