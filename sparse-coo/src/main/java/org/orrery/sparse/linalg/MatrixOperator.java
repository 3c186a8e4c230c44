package org.orrery.sparse.linalg;

import org.orrery.sparse.linalg.internal.CompressedRows;

/** The operator of a matrix that is at hand. */
record MatrixOperator(CompressedRows matrix) implements LinearOperator {
    @Override
    public int rows() {
        return matrix.rows();
    }

    @Override
    public int columns() {
        return matrix.columns();
    }

    @Override
    public void apply(double[] x, double[] y) {
        matrix.multiply(x, y);
    }

    @Override
    public void applyTransposed(double[] x, double[] y) {
        matrix.transposed().multiply(x, y);
    }
}
