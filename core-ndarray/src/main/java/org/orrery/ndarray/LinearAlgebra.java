package org.orrery.ndarray;

/** The linear algebra functions of the Array API standard. */
public final class LinearAlgebra {
    private LinearAlgebra() {}

    /**
     * The product of two matrices, of a matrix and a vector, or of two vectors.
     *
     * @param a an array of one or two dimensions
     * @param b an array of one or two dimensions, whose first dimension is the last of {@code a}
     * @return their product
     * @throws ShapeException if the inner dimensions differ, or an operand has another number of dimensions
     */
    public static NdArray matmul(NdArray a, NdArray b) {
        for (NdArray x : new NdArray[] {a, b}) {
            if (x.ndim() < 1 || x.ndim() > 2) {
                throw new ShapeException("matmul: operand of shape " + x.shape() + ": expected one or two dimensions");
            }
        }
        return tensordot(a, b, new int[] {-1}, new int[] {0});
    }

    /**
     * Sums products over pairs of axes.
     *
     * @param a the first operand
     * @param b the second operand
     * @param axesA the axes of the first that are summed over
     * @param axesB the axes of the second that they pair with
     * @return the other axes of the first, then those of the second
     * @throws ShapeException if paired axes differ in size or number
     */
    public static NdArray tensordot(NdArray a, NdArray b, int[] axesA, int[] axesB) {
        NdArray host = b.dispatchPriority() > a.dispatchPriority() ? b : a;
        return host.contract(a, b, axesA, axesB);
    }

    /**
     * The array with its last two axes exchanged.
     *
     * @param x an array of two dimensions or more
     * @return a view of a dense array
     * @throws ShapeException if there are fewer than two dimensions
     */
    public static NdArray matrixTranspose(NdArray x) {
        if (x.ndim() < 2) {
            throw new ShapeException("matrixTranspose of shape " + x.shape() + ": expected two dimensions or more");
        }
        int[] axes = new int[x.ndim()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i;
        }
        axes[axes.length - 1] = axes.length - 2;
        axes[axes.length - 2] = axes.length - 1;
        return x.permute(axes);
    }
}
