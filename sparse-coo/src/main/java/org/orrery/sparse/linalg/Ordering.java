package org.orrery.sparse.linalg;

import java.util.Arrays;
import org.orrery.sparse.linalg.internal.CompressedRows;
import org.orrery.sparse.linalg.internal.CuthillMcKee;
import org.orrery.sparse.linalg.internal.MinimumDegree;
import org.orrery.sparse.linalg.internal.Sparsity;

/** The order in which a direct solver eliminates, on which it depends how much fills in. */
public enum Ordering {
    /** As the matrix is. */
    NATURAL,

    /** Reverse Cuthill-McKee: entries come near the diagonal. For matrices that are long and narrow. */
    REVERSE_CUTHILL_MCKEE,

    /**
     * Approximate minimum degree, on {@code A + A^T} or {@code A^T A}: fills in least in most cases. Amestoy, Davis and
     * Duff, SIAM J. Matrix Anal. Appl. 17 (1996).
     */
    MINIMUM_DEGREE;

    /** The order for rows and columns alike. */
    int[] symmetric(CompressedRows a) {
        return switch (this) {
            case NATURAL -> natural(a.columns());
            case REVERSE_CUTHILL_MCKEE -> CuthillMcKee.order(Sparsity.ofSum(a));
            case MINIMUM_DEGREE -> MinimumDegree.order(Sparsity.ofSum(a));
        };
    }

    /** The order of columns, whatever rows will be exchanged. */
    int[] columns(CompressedRows a) {
        return switch (this) {
            case NATURAL -> natural(a.columns());
            case REVERSE_CUTHILL_MCKEE -> CuthillMcKee.order(Sparsity.ofProduct(a));
            case MINIMUM_DEGREE -> MinimumDegree.order(Sparsity.ofProduct(a));
        };
    }

    private static int[] natural(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        return order;
    }
}
