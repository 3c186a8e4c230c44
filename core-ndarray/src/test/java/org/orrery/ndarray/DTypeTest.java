package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.testing.NumPy;
import org.orrery.ndarray.testing.Reference;

class DTypeTest {
    @Test
    void promotesAsThePrintedTable() {
        for (DType a : DType.values()) {
            for (DType b : DType.values()) {
                assertThat(DType.promote(a, b)).as("%s with %s", a, b).isEqualTo(Reference.promote(a, b));
                assertThat(DType.promote(a, b)).isEqualTo(DType.promote(b, a));
            }
            assertThat(DType.promote(a, a)).isEqualTo(a);
        }
    }

    @Test
    void promotesAsNumPy() {
        NumPy.assume();
        StringBuilder ours = new StringBuilder();
        StringBuilder script = new StringBuilder("names = [");
        for (DType a : DType.values()) {
            script.append("'").append(a).append("', ");
            for (DType b : DType.values()) {
                ours.append(DType.promote(a, b)).append("\n");
            }
        }
        script.append("]\nfor a in names:\n  for b in names: print(np.result_type(a, b), end='\\n')\n");
        assertThat(NumPy.run(script.toString())).isEqualTo(ours.toString());
    }

    @Test
    void saysWhatItIs() {
        assertThat(DType.UINT32).hasToString("uint32");
        assertThat(DType.UINT32.itemSize()).isEqualTo(4);
        assertThat(DType.UINT32.isInteger()).isTrue();
        assertThat(DType.UINT32.isUnsigned()).isTrue();
        assertThat(DType.INT8.isUnsigned()).isFalse();
        assertThat(DType.BOOL.isInteger()).isFalse();
        assertThat(DType.BOOL.isBoolean()).isTrue();
        assertThat(DType.FLOAT32.isFloating()).isTrue();
        assertThat(DType.COMPLEX64.isFloating()).isFalse();
        assertThat(DType.COMPLEX64.isComplex()).isTrue();
        assertThat(DType.COMPLEX64.realType()).isEqualTo(DType.FLOAT32);
        assertThat(DType.COMPLEX128.realType()).isEqualTo(DType.FLOAT64);
        assertThat(DType.INT16.realType()).isEqualTo(DType.INT16);
        assertThat(DType.COMPLEX128.itemSize()).isEqualTo(16);
        assertThat(List.of(DType.values())).hasSize(13);
    }

    @Test
    void computesInATypeThatHoldsItsValues() {
        for (DType t : DType.values()) {
            DType c = t.computeType();
            assertThat(c.computeType()).isEqualTo(c);
            assertThat(c.itemSize()).isGreaterThanOrEqualTo(t.itemSize());
            assertThat(c.isComplex()).isEqualTo(t.isComplex());
            assertThat(c.isFloating()).isEqualTo(t.isFloating());
        }
        assertThat(DType.UINT32.computeType()).isEqualTo(DType.INT64);
    }

    @Test
    void parsesNames() {
        for (DType t : DType.values()) {
            assertThat(DType.parse(t.toString())).isEqualTo(t);
        }
        assertThatThrownBy(() -> DType.parse("float16"))
                .isInstanceOf(DTypeException.class)
                .hasMessageStartingWith("dtype 'float16' is unknown: expected one of [bool, int8,");
    }
}
