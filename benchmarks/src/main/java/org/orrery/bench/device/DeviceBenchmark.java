package org.orrery.bench.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.orrery.backend.cuda.CublasGemm;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.device.Arguments;
import org.orrery.ndarray.device.Device;
import org.orrery.ndarray.device.DeviceBuffer;
import org.orrery.ndarray.device.DeviceKernel;
import org.orrery.ndarray.device.DeviceKind;
import org.orrery.ndarray.device.Grid;

/** Measures one device; every result is compared with what Java computes. */
public final class DeviceBenchmark {
    private static final int ROUNDS = 7;
    private static final int STEPS = 500;

    /** Per step: a rotor (two products, two fused), and four complex elements, each of which takes four fused. */
    private static final int FLOP_PER_STEP = 6 + 4 * 8;

    private static final String SOURCE =
            """
            KERNEL void nothing(GLOBAL REAL *x, const REAL a, const int n) {
                if (n < 0) x[0] = a;
            }
            KERNEL void axpy(const REAL a, const GLOBAL REAL *RESTRICT x, GLOBAL REAL *RESTRICT y, const int n) {
                LONG i = GLOBAL_ID(0);
                if (i < n) y[i] = fma(a, x[i], y[i]);
            }
            DEVICE void step(REAL *re, REAL *im, int to, int from, REAL zr, REAL zi) {
                re[to] = fma(zr, re[from], re[to]);
                re[to] = fma(-zi, im[from], re[to]);
                im[to] = fma(zr, im[from], im[to]);
                im[to] = fma(zi, re[from], im[to]);
            }
            KERNEL void ladder(const GLOBAL REAL *detuning, GLOBAL REAL *signal, const int steps, const int n) {
                LONG i = GLOBAL_ID(0);
                int t;
                REAL re[5], im[5], zr, zi, qr, qi, r;
                if (i < n) {
                    re[0] = 1; re[1] = 0; re[2] = 0; re[3] = 0; re[4] = 0;
                    im[0] = 0; im[1] = 0; im[2] = 0; im[3] = 0; im[4] = 0;
                    qr = 1 - detuning[i] * detuning[i]; qi = detuning[i]; zr = (REAL)0.01; zi = 0;
                    for (t = 0; t < steps; t++) {
                        step(re, im, 1, 0, zr, zi);
                        step(re, im, 2, 1, zr, zi);
                        step(re, im, 3, 2, zr, zi);
                        step(re, im, 4, 3, zr, zi);
                        r = fma(zr, qr, -(zi * qi));
                        zi = fma(zr, qi, zi * qr);
                        zr = r;
                    }
                    signal[2 * i] = re[4];
                    signal[2 * i + 1] = im[4];
                }
            }
            """;

    private final Device device;
    private final boolean small;
    private final List<Measurement> rows = new ArrayList<>();

    private DeviceBenchmark(Device device) {
        this.device = device;
        this.small = device.info().kind() == DeviceKind.CPU;
    }

    /**
     * The benchmark of a device.
     *
     * @param device the device
     * @return the benchmark, not yet run
     */
    public static DeviceBenchmark of(Device device) {
        return new DeviceBenchmark(device);
    }

    /**
     * Runs everything that the device can do.
     *
     * @return the rows
     * @throws IllegalStateException if a result is wrong
     */
    public List<Measurement> run() {
        compile();
        launch();
        copies();
        if (device.info().doubles()) {
            memory();
            ladderInDoubles();
        }
        ladderInFloats();
        return rows;
    }

    private void add(String what, String format, Object... values) {
        rows.add(new Measurement(
                device.info().backend() + " " + device.info().name(),
                what,
                String.format(Locale.ROOT, format, values)));
    }

    /** The median of a few runs after one for warmth, in seconds. */
    private static double seconds(Runnable work) {
        work.run();
        double[] times = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            work.run();
            times[i] = (System.nanoTime() - start) * 1e-9;
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    private static void check(boolean right, String what) {
        if (!right) {
            throw new IllegalStateException("wrong result: " + what);
        }
    }

    private void compile() {
        String define = "RUN=" + Long.toUnsignedString(System.nanoTime()); // never compiled before
        long start = System.nanoTime();
        device.kernel(SOURCE, "ladder", define).close();
        long between = System.nanoTime();
        device.kernel(SOURCE, "ladder", define).close();
        add(
                "compile a kernel; take it from the cache",
                "%.0f ms; %.2f ms",
                (between - start) * 1e-6,
                (System.nanoTime() - between) * 1e-6);
    }

    private void launch() {
        int queued = small ? 100 : 1000;
        try (DeviceKernel kernel = device.kernel(SOURCE, "nothing", "REAL=float");
                DeviceBuffer buffer = device.allocate(16)) {
            Arguments arguments = Arguments.of().add(buffer).add(1f).add(0);
            Grid grid = Grid.of(1).groups(32);
            double single = seconds(() -> {
                for (int i = 0; i < queued; i++) {
                    kernel.launch(grid, arguments);
                    device.finish();
                }
            });
            double many = seconds(() -> {
                for (int i = 0; i < queued; i++) {
                    kernel.launch(grid, arguments);
                }
                device.finish();
            });
            add("launch and wait; launch in a row", "%.1f us; %.2f us", single / queued * 1e6, many / queued * 1e6);
        }
    }

    private void copies() {
        int n = small ? 1 << 22 : 1 << 25;
        double[] x = new SplittableRandom(1).doubles(n).toArray();
        double[] back = new double[n];
        try (DeviceBuffer buffer = device.allocate(8L * n)) {
            double in = seconds(() -> buffer.write(x));
            double out = seconds(() -> buffer.read(back));
            check(Arrays.equals(x, back), "a copy");
            add(
                    "copy a double[] of " + (n >> 17) + " MiB in; out",
                    "%.1f GB/s; %.1f GB/s",
                    8e-9 * n / in,
                    8e-9 * n / out);
        }
    }

    private void memory() {
        int n = small ? 1 << 22 : 1 << 26;
        double[] x = new SplittableRandom(2).doubles(n).toArray();
        try (DeviceKernel kernel = device.kernel(SOURCE, "axpy");
                DeviceBuffer bx = device.copyOf(x);
                DeviceBuffer by = device.copyOf(x)) {
            kernel.launch(
                    Grid.of(n).groups(256),
                    Arguments.of().add(0.5).add(bx).add(by).add(n));
            double[] y = new double[n];
            by.read(y);
            for (int i = 0; i < n; i += 997) {
                check(y[i] == Math.fma(0.5, x[i], x[i]), "axpy");
            }
            double time = seconds(() -> {
                kernel.launch(
                        Grid.of(n).groups(256),
                        Arguments.of().add(0.5).add(bx).add(by).add(n));
                device.finish();
            });
            add("axpy of 2^" + Integer.numberOfTrailingZeros(n) + " doubles", "%.0f GB/s", 24e-9 * n / time);
        }
    }

    private void ladderInDoubles() {
        int n = small ? 1 << 13 : 1 << 20;
        double[] detuning = new double[n];
        Arrays.setAll(detuning, i -> 0.01 * (i % 101 - 50) / 50);
        double[] signal = new double[2 * n];
        try (DeviceKernel kernel = device.kernel(SOURCE, "ladder");
                DeviceBuffer in = device.copyOf(detuning);
                DeviceBuffer out = device.allocate(16L * n)) {
            Arguments arguments = Arguments.of().add(in).add(out).add(STEPS).add(n);
            double time = seconds(() -> {
                kernel.launch(Grid.of(n), arguments);
                device.finish();
            });
            out.read(signal);
            for (int i = 0; i < n; i += n / 64) {
                double[] expected = ladder(detuning[i]);
                check(signal[2 * i] == expected[0] && signal[2 * i + 1] == expected[1], "ladder, to the bit");
            }
            report("double", n, time);
        }
    }

    private void report(String type, int n, double time) {
        add(
                "complex ladder, " + STEPS + " steps, 2^" + Integer.numberOfTrailingZeros(n) + " items, " + type,
                "%.2f ms, %.0f GFLOP/s",
                time * 1e3,
                1e-9 * FLOP_PER_STEP * STEPS * n / time);
    }

    private void ladderInFloats() {
        int n = small ? 1 << 13 : 1 << 20;
        float[] detuning = new float[n];
        for (int i = 0; i < n; i++) {
            detuning[i] = 0.01f * (i % 101 - 50) / 50;
        }
        float[] signal = new float[2 * n];
        try (DeviceKernel kernel = device.kernel(SOURCE, "ladder", "REAL=float");
                DeviceBuffer in = device.copyOf(detuning);
                DeviceBuffer out = device.allocate(8L * n)) {
            Arguments arguments = Arguments.of().add(in).add(out).add(STEPS).add(n);
            double time = seconds(() -> {
                kernel.launch(Grid.of(n), arguments);
                device.finish();
            });
            out.read(signal);
            double resonance = ladder(0)[0];
            for (int i = 0; i < n; i += n / 64) {
                double[] expected = ladder(detuning[i]);
                double error = Math.hypot(signal[2 * i] - expected[0], signal[2 * i + 1] - expected[1]);
                // The rotor collects a rounding in each step, and enters four times.
                check(error <= 4 * STEPS * Math.ulp(1f) * resonance, "ladder in floats");
            }
            report("float", n, time);
        }
    }

    /** The kernel's twin. */
    private static double[] ladder(double detuning) {
        double[] re = {1, 0, 0, 0, 0};
        double[] im = new double[5];
        double qr = 1 - detuning * detuning;
        double qi = detuning;
        double zr = 0.01;
        double zi = 0;
        for (int t = 0; t < STEPS; t++) {
            for (int to = 1; to < 5; to++) {
                int from = to - 1;
                re[to] = Math.fma(zr, re[from], re[to]);
                re[to] = Math.fma(-zi, im[from], re[to]);
                im[to] = Math.fma(zr, im[from], im[to]);
                im[to] = Math.fma(zi, re[from], im[to]);
            }
            double r = Math.fma(zr, qr, -(zi * qi));
            zi = Math.fma(zr, qi, zi * qr);
            zr = r;
        }
        return new double[] {re[4], im[4]};
    }

    /**
     * Multiplies two square matrices of 4,096 rows by cuBLAS, copies included.
     *
     * @return one row; where there is no cuBLAS it says why
     */
    public static Measurement gemm() {
        int n = 4096;
        String what = "gemm " + n + " double, copies included";
        try (CublasGemm cublas = CublasGemm.open()) {
            double[] a = new SplittableRandom(3).doubles((long) n * n, -1, 1).toArray();
            double[] b = new SplittableRandom(4).doubles((long) n * n, -1, 1).toArray();
            double[] c = new double[n * n];
            double time = seconds(() -> cublas.gemm(false, false, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n));
            int row = n * n - n;
            for (int j = 0; j < n; j += 61) {
                double sum = 0;
                for (int l = 0; l < n; l++) {
                    sum = Math.fma(a[row + l], b[l * n + j], sum);
                }
                // Both are sums of n products below 1, in some order.
                check(Math.abs(c[row + j] - sum) <= n * Math.ulp(1.0) * n, "gemm");
            }
            return new Measurement(
                    "cuda cuBLAS",
                    what,
                    String.format(Locale.ROOT, "%.1f ms, %.0f GFLOP/s", time * 1e3, 2e-9 * n * n * n / time));
        } catch (BackendException e) {
            return new Measurement("cuda cuBLAS", what, "not measured: " + e.getMessage());
        }
    }
}
