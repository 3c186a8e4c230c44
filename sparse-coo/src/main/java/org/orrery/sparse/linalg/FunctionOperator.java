package org.orrery.sparse.linalg;

import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.ShapeException;

/** An operator by a function, and perhaps one for its transpose. */
record FunctionOperator(int rows, int columns, Product product, @Nullable Product transposed)
        implements LinearOperator {
    FunctionOperator {
        if (rows < 0 || columns < 0) {
            throw new ShapeException(
                    "an operator of " + rows + " rows and " + columns + " columns: expected at least 0");
        }
    }

    @Override
    public void apply(double[] x, double[] y) {
        product.apply(x, y);
    }

    @Override
    public void applyTransposed(double[] x, double[] y) {
        if (transposed == null) {
            LinearOperator.super.applyTransposed(x, y);
        } else {
            transposed.apply(x, y);
        }
    }
}
