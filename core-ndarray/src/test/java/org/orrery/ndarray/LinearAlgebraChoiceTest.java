package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.internal.JavaLinearAlgebra;

class LinearAlgebraChoiceTest {
    private record Named(String name, boolean isAutomatic, String failure) implements LinearAlgebraProvider {
        @Override
        public String probe() {
            if (!failure.isEmpty()) {
                throw new BackendException(failure);
            }
            return "version 1";
        }
    }

    private static final LinearAlgebraProvider NATIVE = new Named("openblas", true, "");
    private static final LinearAlgebraProvider BROKEN = new Named("openblas", true, "no such library");
    private static final LinearAlgebraProvider GPU = new Named("cuda", false, "");

    private static LinearAlgebraProvider choose(String property, boolean strict, LinearAlgebraProvider... found) {
        return LinearAlgebraChoice.choose(property, strict, List.of(found), List.of());
    }

    @Test
    void takesWhatIsNamed() {
        assertThat(choose("java", false, GPU, NATIVE)).isSameAs(JavaLinearAlgebra.INSTANCE);
        assertThat(choose("cuda", false, NATIVE, GPU)).isSameAs(GPU);
        assertThat(choose("openblas", false, GPU, NATIVE)).isSameAs(NATIVE);
        assertThat(choose("java", true, NATIVE)).isSameAs(JavaLinearAlgebra.INSTANCE);
    }

    @Test
    void takesANativeOneButNoGpuByItself() {
        assertThat(choose(null, false)).isSameAs(JavaLinearAlgebra.INSTANCE);
        assertThat(choose(null, false, GPU)).isSameAs(JavaLinearAlgebra.INSTANCE);
        assertThat(choose("auto", false, GPU, NATIVE)).isSameAs(NATIVE);
        assertThat(choose(null, false, BROKEN)).isSameAs(JavaLinearAlgebra.INSTANCE);
        assertThat(choose(null, true, NATIVE)).isSameAs(JavaLinearAlgebra.INSTANCE);
    }

    @Test
    void refusesWhatIsMissing() {
        assertThatThrownBy(() -> choose("openblas", false, GPU))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("-Dorrery.linalg=openblas")
                .hasMessageContaining("java, cuda");
        assertThatThrownBy(() -> choose("openblas", false, BROKEN))
                .isInstanceOf(BackendException.class)
                .hasMessage("no such library");
        assertThatThrownBy(() -> choose("openblas", true, NATIVE))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("strict");
        assertThatThrownBy(() -> LinearAlgebraChoice.choose("cuda", false, List.of(), List.of("X is left out")))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("X is left out");
    }

    @Test
    void isDescribed() {
        assertThat(Backends.describe().toString()).contains("Linear algebra: java (");
        assertThat(Backends.linearAlgebra()).isSameAs(Backends.linearAlgebra());
    }

    /** A provider that overrides nothing computes in Java. */
    @Test
    void hasDefaults() {
        double[] a = {1, 2, 3, 4};
        double[] y = new double[3];
        NATIVE.gemv(false, 2, 2, 1, a, 0, 2, new double[] {1, 1}, 0, 0, y, 1);
        assertThat(y).containsExactly(0, 3, 7);
        NATIVE.gemv(true, 2, 2, 2, a, 0, 2, new double[] {1, 1}, 0, 1, y, 1);
        assertThat(y).containsExactly(0, 11, 19);
        double[] c = {9, 9, 9, 9};
        NATIVE.syrk(true, 2, 2, 1, a, 0, 2, 0, c, 0, 2);
        assertThat(c).containsExactly(10, 14, 14, 20);
        NATIVE.syrk(false, 2, 2, 1, a, 0, 2, 2, c, 0, 2);
        assertThat(c).containsExactly(25, 39, 39, 65);
        double[] b = {5, 11};
        double[] s = new double[2];
        assertThat(NATIVE.leastSquares(2, 2, 1, a, 0, 2, b, 0, 1, 1e-12, s, 0)).isEqualTo(2);
        assertThat(b[0]).isCloseTo(1, offset(1e-13));
        assertThat(b[1]).isCloseTo(2, offset(1e-13));
        // (i, 2; 3, 4i) (1, i) = (3i, -1)
        double[] z = {0, 1, 2, 0, 3, 0, 0, 4};
        double[] d = {0, 3, -1, 0};
        assertThat(NATIVE.complexLeastSquares(2, 2, 1, z, 0, 2, d, 0, 1, 1e-12, s, 0))
                .isEqualTo(2);
        assertThat(d[0]).isCloseTo(1, offset(1e-13));
        assertThat(d[1]).isCloseTo(0, offset(1e-13));
        assertThat(d[2]).isCloseTo(0, offset(1e-13));
        assertThat(d[3]).isCloseTo(1, offset(1e-13));
    }
}
