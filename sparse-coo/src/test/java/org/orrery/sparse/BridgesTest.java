package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.math3.linear.OpenMapRealMatrix;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixSparseCSC;
import org.ejml.sparse.csc.CommonOps_DSCC;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/** Matrices of EJML and Commons Math. */
class BridgesTest {
    private static final CooArray A = CooArray.random(Shape.of(30, 20), 0.2, Sampling.seed(3));

    @Test
    void ejmlAndBack() {
        DMatrixSparseCSC m = EjmlBridge.toEjml(A);
        assertThat(CommonOps_DSCC.checkStructure(m)).isTrue();
        assertThat(m.get(3, 4)).isEqualTo(A.getDouble(3, 4));
        assertThat(EjmlBridge.fromEjml(m)).isEqualTo(A);
        assertThat(EjmlBridge.fromEjml(EjmlBridge.toEjml(GcxsArray.from(A, 0)))).isEqualTo(A);
        assertThat(EjmlBridge.fromEjml(EjmlBridge.toEjml(A.toDense()))).isEqualTo(A);
        DMatrixSparseCSC square = new DMatrixSparseCSC(30, 30, 1);
        CommonOps_DSCC.mult(m, EjmlBridge.toEjml(A.transpose()), square);
        Samples.assertSame(
                EjmlBridge.fromEjml(square),
                org.orrery.ndarray.LinearAlgebra.matmul(A, A.transpose()),
                1e-13,
                "unsorted product");
        FMatrixSparseCSC f = new FMatrixSparseCSC(2, 3, 1);
        f.set(1, 2, 2.5f);
        assertThat(EjmlBridge.fromEjml(f).getDouble(1, 2)).isEqualTo(2.5);
        assertThat(EjmlBridge.fromEjml(new FMatrixSparseCSC(2, 3, 0)).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void commonsMathAndBack() {
        OpenMapRealMatrix m = CommonsMathBridge.toCommonsMath(A);
        assertThat(m.getEntry(3, 4)).isEqualTo(A.getDouble(3, 4));
        assertThat(CommonsMathBridge.fromCommonsMath(m)).isEqualTo(A);
        CooArray v = A.reshape(-1);
        assertThat(CommonsMathBridge.fromCommonsMath(CommonsMathBridge.toCommonsMathVector(v)))
                .isEqualTo(v);
    }

    @Test
    void whatTheyCannotHoldIsRefused() {
        assertThatThrownBy(() -> EjmlBridge.toEjml(A.add(1))).isInstanceOf(DensificationException.class);
        assertThatThrownBy(() -> EjmlBridge.toEjml(A.reshape(-1))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> EjmlBridge.toEjml(A.mul(Complex.I))).isInstanceOf(DTypeException.class);
        CooArray wide = CooArray.fromKeys(Shape.of(2, 1L << 40), new long[0], Creation.zeros(Shape.of(0)));
        assertThatThrownBy(() -> EjmlBridge.toEjml(wide)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> CommonsMathBridge.toCommonsMath(wide)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> CommonsMathBridge.toCommonsMath(A.add(1))).isInstanceOf(DensificationException.class);
        assertThatThrownBy(() -> CommonsMathBridge.toCommonsMathVector(A)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> CommonsMathBridge.toCommonsMath(A.mul(Complex.I)))
                .isInstanceOf(DTypeException.class);
    }
}
