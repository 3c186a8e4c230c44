package org.orrery.sparse;

import java.util.Set;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.testing.NdArrayContract;

/** Compressed arrays hold to what every array type does. */
class GcxsArrayContractTest extends NdArrayContract {
    @Override
    protected NdArray of(DenseArray dense) {
        return GcxsArray.fromDense(dense);
    }

    /** Running folds and sorting positions are dense, and so may be what a dense operand beside a sparse one gives. */
    @Override
    protected boolean mayRefuse(String operation, NdArray... operands) {
        for (NdArray x : operands) {
            if (x instanceof DenseArray && x.size() > 1) {
                return true;
            }
        }
        return Set.of("scan", "argsort", "any").contains(operation);
    }
}
