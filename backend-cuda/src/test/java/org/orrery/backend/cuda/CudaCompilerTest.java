package org.orrery.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.device.DeviceDriver;
import org.orrery.ndarray.device.KernelCompileException;

/** The compilers without a GPU. */
class CudaCompilerTest {
    private static final String SOURCE = withPrelude(
            """
            DEVICE REAL square(REAL x) { return x * x; }
            KERNEL void step(const GLOBAL REAL *RESTRICT x, GLOBAL REAL *y, const LONG n) {
                LOCAL_ARRAY(REAL, part, 128);
                LONG i = GLOBAL_ID(0);
                REAL s, c;
                part[LOCAL_ID(0)] = i < n ? x[i] : 0;
                BARRIER;
                SINCOS(part[LOCAL_SIZE(0) - 1 - LOCAL_ID(0)], s, c);
                if (i < n) y[i] = fma(s, c, square(s)) * s + c + GROUP_ID(0) + GROUPS(0);
            }
            """);

    /** What a device hands to the compiler. */
    private static String withPrelude(String source) {
        try (InputStream prelude = DeviceDriver.class.getResourceAsStream("prelude.h")) {
            return new String(prelude.readAllBytes(), StandardCharsets.US_ASCII) + "#line 1 \"kernel\"\n" + source;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    enum Kind {
        NVRTC(NvrtcCompiler::load),
        NVCC(NvccCompiler::find);

        private final Supplier<CudaCompiler> finder;

        Kind(Supplier<CudaCompiler> finder) {
            this.finder = finder;
        }

        CudaCompiler compiler() {
            try {
                return finder.get();
            } catch (BackendException e) {
                return abort(e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void compilesToPtx(Kind kind) {
        CudaCompiler compiler = kind.compiler();
        assertThat(compiler.capabilities()).contains(75, 90);
        for (int capability : List.of(75, 90)) {
            byte[] ptx = compiler.compile(SOURCE, List.of(), "compute_" + capability);
            assertThat(ptx[ptx.length - 1]).isZero();
            String text = new String(ptx, StandardCharsets.US_ASCII);
            assertThat(text).contains(".target sm_" + capability, ".visible .entry step(", "bar.sync");
            // The one fma that is written (others are in sin and cos), and no contraction of what follows.
            assertThat(text).contains("fma.rn.f64", "mul.rn.f64", "add.rn.f64");
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotContract(Kind kind) {
        CudaCompiler compiler = kind.compiler();
        String source = withPrelude("KERNEL void f(GLOBAL double *x) { x[0] = x[1] * x[2] + x[3]; }");
        String text = new String(compiler.compile(source, List.of(), "compute_90"), StandardCharsets.US_ASCII);
        assertThat(text).doesNotContain("fma").contains("mul.rn.f64", "add.rn.f64");
    }

    @ParameterizedTest
    @EnumSource
    void compilesToMachineCode(Kind kind) {
        CudaCompiler compiler = kind.compiler();
        for (int capability : List.of(75, 90)) {
            assertThat(compiler.target(capability)).isEqualTo("sm_" + capability);
            byte[] code = compiler.compile(SOURCE, List.of("REAL=float"), compiler.target(capability));
            assertThat(Arrays.copyOf(code, 4)).containsExactly(0x7f, 'E', 'L', 'F');
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesPtxForNewerGpus(Kind kind) {
        CudaCompiler compiler = kind.compiler();
        assertThat(compiler.target(9999)).startsWith("compute_");
        assertThatThrownBy(() -> compiler.target(10))
                .isInstanceOf(BackendException.class)
                .hasMessageEndingWith("knows no GPU as old as compute capability 1.0");
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheLineOfAnError(Kind kind) {
        CudaCompiler compiler = kind.compiler();
        String source = withPrelude("KERNEL void f(GLOBAL int *x) {\n    x[0] = undeclared;\n}");
        assertThatThrownBy(() -> compiler.compile(source, List.of(), "compute_90"))
                .isInstanceOfSatisfying(KernelCompileException.class, thrown -> assertThat(thrown.line())
                        .hasValue(2));
    }
}
