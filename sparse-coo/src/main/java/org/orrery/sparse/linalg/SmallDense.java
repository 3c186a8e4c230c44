package org.orrery.sparse.linalg;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.orrery.ndarray.ConvergenceException;

/** Decompositions of the small matrices that are left of large ones, by EJML. */
final class SmallDense {
    private SmallDense() {}

    /**
     * Values, and for each a vector.
     *
     * @param values eigenvalues or singular values
     * @param vectors for each value its vector, of length 1
     * @param left for each singular value its left vector
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record Spectrum(double[] values, double[][] vectors, double[][] left) {}

    /** Eigenvalues of a symmetric matrix, ascending. */
    static Spectrum symmetric(double[][] a, int n) {
        DMatrixRMaj m = matrix(a, n);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(m)) {
            throw new ConvergenceException("the eigenvalues of a matrix of " + n + " rows were not found");
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> eigen.getEigenvalue(i).real));
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = eigen.getEigenvalue(order[i]).real;
            vectors[i] = Arrays.copyOf(eigen.getEigenVector(order[i]).data, n);
        }
        return new Spectrum(values, vectors, vectors);
    }

    /** Singular values of a square matrix, descending. */
    static Spectrum singular(double[][] a, int n) {
        DMatrixRMaj m = matrix(a, n);
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(n, n, true, true, false);
        if (!svd.decompose(m)) {
            throw new ConvergenceException("the singular values of a matrix of " + n + " rows were not found");
        }
        DMatrixRMaj u = svd.getU(null, false);
        DMatrixRMaj v = svd.getV(null, false);
        DMatrixRMaj w = svd.getW(null);
        SingularOps_DDRM.descendingOrder(u, false, w, v, false);
        double[] values = new double[n];
        double[][] left = new double[n][n];
        double[][] right = new double[n][n];
        for (int i = 0; i < n; i++) {
            values[i] = w.get(i, i);
            for (int j = 0; j < n; j++) {
                left[i][j] = u.get(j, i);
                right[i][j] = v.get(j, i);
            }
        }
        return new Spectrum(values, right, left);
    }

    private static DMatrixRMaj matrix(double[][] a, int n) {
        DMatrixRMaj m = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            System.arraycopy(a[i], 0, m.data, i * n, n);
        }
        return m;
    }
}
