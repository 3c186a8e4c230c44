package org.orrery.ndarray.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.Backends;
import org.orrery.ndarray.device.Arguments;
import org.orrery.ndarray.device.Device;
import org.orrery.ndarray.device.DeviceBuffer;
import org.orrery.ndarray.device.DeviceKernel;
import org.orrery.ndarray.device.Devices;
import org.orrery.ndarray.device.Grid;
import org.orrery.ndarray.device.KernelCompileException;
import org.orrery.ndarray.parallel.Threads;

/**
 * What every backend of devices holds to, tried on each of its devices that is here. A test class of the backend extends
 * this one and names the backend; where it has no device the tests skip themselves and say why.
 *
 * <pre>{@code
 * class OpenclDeviceTest extends DeviceContract {
 *     OpenclDeviceTest() {
 *         super("opencl");
 *     }
 * }
 * }</pre>
 */
public abstract class DeviceContract {
    private static final String AXPY =
            """
            KERNEL void axpy(const REAL a, const GLOBAL REAL *x, GLOBAL REAL *y, const int n) {
                LONG i = GLOBAL_ID(0);
                if (i < n) y[i] = fma(a, x[i], y[i]);
            }
            """;

    private final String backend;

    @TempDir
    Path cache;

    private String cacheBefore = "";

    /**
     * Creates the test class.
     *
     * @param backend the name of the provider
     */
    protected DeviceContract(String backend) {
        this.backend = backend;
    }

    @BeforeEach
    void useAnEmptyCache() throws IOException {
        cacheBefore = System.getProperty("orrery.device.cache", "");
        System.setProperty("orrery.device.cache", cache.resolve("kernels").toString());
    }

    @AfterEach
    void restoreTheCache() {
        if (cacheBefore.isEmpty()) {
            System.clearProperty("orrery.device.cache");
        } else {
            System.setProperty("orrery.device.cache", cacheBefore);
        }
    }

    /** What a test does with a device. */
    private interface Body {
        void on(Device device) throws Exception;
    }

    private void each(Body body) throws Exception {
        List<Device> devices = Devices.all().stream()
                .filter(device -> device.info().backend().equals(backend))
                .toList();
        assumeTrue(!devices.isEmpty(), () -> "no device of " + backend + ": " + reason());
        for (Device device : devices) {
            body.on(device);
        }
    }

    private String reason() {
        return Devices.describe()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(backend + ":"))
                .findFirst()
                .orElse("its artifact is not on the class path");
    }

    private static void needsDoubles(Device device) {
        assumeTrue(device.info().doubles(), () -> device + " computes in single precision only");
    }

    private static double[] doubles(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(n, -1, 1).toArray();
    }

    private static double[] result(DeviceBuffer buffer, int n) {
        double[] result = new double[n];
        buffer.read(result);
        return result;
    }

    @Test
    void tellsWhatItIs() throws Exception {
        each(device -> {
            assertThat(device.info().name()).isNotBlank();
            assertThat(device.info().driver()).isNotBlank();
            assertThat(device.info().memoryBytes()).isGreaterThan(1 << 20);
            assertThat(device.info().maxBufferBytes())
                    .isBetween(1L << 20, device.info().memoryBytes());
            assertThat(device.info().maxGroupSize()).isGreaterThanOrEqualTo(64);
            assertThat(device.info().units()).isPositive();
            assertThat(Backends.describe().toString()).contains(device.info().toString());
        });
    }

    @Test
    void addsVectors() throws Exception {
        each(device -> {
            needsDoubles(device);
            int n = 100_003; // no multiple of a group
            double[] x = doubles(n, 1);
            double[] y = doubles(n, 2);
            double[] expected = new double[n];
            for (int i = 0; i < n; i++) {
                expected[i] = Math.fma(0.3, x[i], y[i]);
            }
            try (DeviceKernel kernel = device.kernel(AXPY, "axpy");
                    DeviceBuffer bx = device.copyOf(x);
                    DeviceBuffer by = device.copyOf(y)) {
                kernel.launch(
                        Grid.of(n), Arguments.of().add(0.3).add(bx).add(by).add(n));
                assertThat(result(by, n)).isEqualTo(expected);
            }
        });
    }

    @Test
    void computesInSinglePrecisionFromTheSameSource() throws Exception {
        each(device -> {
            int n = 1000;
            float[] x = new float[n];
            float[] y = new float[n];
            float[] expected = new float[n];
            SplittableRandom random = new SplittableRandom(3);
            for (int i = 0; i < n; i++) {
                x[i] = (float) random.nextDouble();
                y[i] = (float) random.nextDouble();
                expected[i] = Math.fma(0.3f, x[i], y[i]);
            }
            try (DeviceKernel kernel = device.kernel(AXPY, "axpy", "REAL=float");
                    DeviceBuffer bx = device.copyOf(x);
                    DeviceBuffer by = device.copyOf(y)) {
                kernel.launch(
                        Grid.of(n), Arguments.of().add(0.3f).add(bx).add(by).add(n));
                by.read(y);
                assertThat(y).isEqualTo(expected);
            }
        });
    }

    @Test
    void reducesInLocalMemory() throws Exception {
        String source =
                """
                KERNEL void total(const GLOBAL double *x, GLOBAL double *sums, const LONG n) {
                    LOCAL_ARRAY(double, part, 64);
                    LONG i = GLOBAL_ID(0);
                    int h;
                    part[LOCAL_ID(0)] = i < n ? x[i] : 0.0;
                    BARRIER;
                    for (h = LOCAL_SIZE(0) / 2; h > 0; h /= 2) {
                        if (LOCAL_ID(0) < h) part[LOCAL_ID(0)] += part[LOCAL_ID(0) + h];
                        BARRIER;
                    }
                    if (LOCAL_ID(0) == 0) sums[GROUP_ID(0)] = part[0];
                }
                """;
        each(device -> {
            needsDoubles(device);
            int n = 10_000;
            double[] x = new double[n];
            Arrays.setAll(x, i -> i); // sums of integers are exact in any order
            Grid grid = Grid.of(n).groups(64);
            try (DeviceKernel kernel = device.kernel(source, "total");
                    DeviceBuffer bx = device.copyOf(x);
                    DeviceBuffer sums = device.allocate(8 * grid.groupsX())) {
                kernel.launch(grid, Arguments.of().add(bx).add(sums).add((long) n));
                double[] parts = result(sums, (int) grid.groupsX());
                assertThat(parts[0]).isEqualTo(63.0 * 64 / 2);
                assertThat(Arrays.stream(parts).sum()).isEqualTo(n * (n - 1.0) / 2);
            }
        });
    }

    /** Each operation with IEEE rounding: fused where written, and nowhere else. */
    @Test
    void roundsLikeJava() throws Exception {
        String source =
                """
                KERNEL void round4(const GLOBAL double *x, const GLOBAL double *y, GLOBAL double *r, const int n) {
                    LONG i = GLOBAL_ID(0);
                    if (i < n) {
                        r[4 * i] = fma(x[i], y[i], -1.0);
                        r[4 * i + 1] = x[i] * y[i] - 1.0;
                        r[4 * i + 2] = x[i] / y[i];
                        r[4 * i + 3] = sqrt(x[i] * x[i] + y[i] * y[i]);
                    }
                }
                """;
        each(device -> {
            needsDoubles(device);
            int n = 1 << 16;
            double[] x = new double[n];
            double[] y = new double[n];
            SplittableRandom random = new SplittableRandom(5);
            for (int i = 0; i < n; i++) {
                x[i] = random.nextDouble(0.5, 2);
                y[i] = 1 / x[i]; // so that the product is near 1, and rounding it once or twice shows
            }
            double[] expected = new double[4 * n];
            int differ = 0;
            for (int i = 0; i < n; i++) {
                expected[4 * i] = Math.fma(x[i], y[i], -1);
                expected[4 * i + 1] = x[i] * y[i] - 1;
                expected[4 * i + 2] = x[i] / y[i];
                expected[4 * i + 3] = Math.sqrt(x[i] * x[i] + y[i] * y[i]);
                differ += expected[4 * i] != expected[4 * i + 1] ? 1 : 0;
            }
            assertThat(differ).isGreaterThan(n / 2);
            try (DeviceKernel kernel = device.kernel(source, "round4");
                    DeviceBuffer bx = device.copyOf(x);
                    DeviceBuffer by = device.copyOf(y);
                    DeviceBuffer br = device.allocate(32L * n)) {
                kernel.launch(Grid.of(n), Arguments.of().add(bx).add(by).add(br).add(n));
                assertThat(result(br, 4 * n)).isEqualTo(expected);
            }
        });
    }

    /** The device's functions are its own; both languages promise 2 ulp or better for these, OpenCL 3 for exp, 4 for sin. */
    @Test
    void hasTheUsualFunctions() throws Exception {
        String source =
                """
                DEVICE double square(double x) { return x * x; }
                KERNEL void functions(const GLOBAL double *x, GLOBAL double *r, const int n) {
                    LONG i = GLOBAL_ID(0);
                    double s, c;
                    if (i < n) {
                        SINCOS(x[i], s, c);
                        r[4 * i] = exp(x[i]);
                        r[4 * i + 1] = s;
                        r[4 * i + 2] = c;
                        r[4 * i + 3] = square(s) + square(c);
                    }
                }
                """;
        each(device -> {
            needsDoubles(device);
            int n = 1000;
            double[] x = doubles(n, 6);
            try (DeviceKernel kernel = device.kernel(source, "functions");
                    DeviceBuffer bx = device.copyOf(x);
                    DeviceBuffer br = device.allocate(32L * n)) {
                kernel.launch(Grid.of(n), Arguments.of().add(bx).add(br).add(n));
                double[] r = result(br, 4 * n);
                for (int i = 0; i < n; i++) {
                    assertThat(r[4 * i]).isCloseTo(Math.exp(x[i]), within(4 * Math.ulp(Math.exp(x[i]))));
                    assertThat(r[4 * i + 1]).isCloseTo(Math.sin(x[i]), within(5 * Math.ulp(1.0)));
                    assertThat(r[4 * i + 2]).isCloseTo(Math.cos(x[i]), within(5 * Math.ulp(1.0)));
                    assertThat(r[4 * i + 3]).isCloseTo(1.0, within(16 * Math.ulp(1.0)));
                }
            }
        });
    }

    @Test
    void runsOverThreeAxes() throws Exception {
        String source =
                """
                KERNEL void number(GLOBAL int *r, const int nx, const int ny, const int nz) {
                    int x = (int)GLOBAL_ID(0), y = (int)GLOBAL_ID(1), z = (int)GLOBAL_ID(2);
                    if (x < nx && y < ny && z < nz)
                        r[(z * ny + y) * nx + x] = 10000 * x + 100 * y + z
                            + 1000000 * (GROUP_ID(0) + GROUP_ID(1) + GROUP_ID(2) + GROUPS(0) + GROUPS(1) + GROUPS(2));
                }
                """;
        each(device -> {
            int nx = 11;
            int ny = 7;
            int nz = 5;
            int[] expected = new int[nx * ny * nz];
            for (int z = 0; z < nz; z++) {
                for (int y = 0; y < ny; y++) {
                    for (int x = 0; x < nx; x++) {
                        expected[(z * ny + y) * nx + x] =
                                10000 * x + 100 * y + z + 1000000 * (x / 4 + y / 3 + z / 2 + 3 + 3 + 3);
                    }
                }
            }
            int[] r = new int[expected.length];
            try (DeviceKernel kernel = device.kernel(source, "number");
                    DeviceBuffer buffer = device.copyOf(r)) {
                kernel.launch(
                        Grid.of(nx, ny, nz).groups(4, 3, 2),
                        Arguments.of().add(buffer).add(nx).add(ny).add(nz));
                buffer.read(r);
                assertThat(r).isEqualTo(expected);
            }
        });
    }

    @Test
    void passesEachTypeOfArgument() throws Exception {
        String source =
                """
                KERNEL void types(GLOBAL LONG *r, const float f, const int i, const LONG l, const GLOBAL float *p) {
                    r[0] = (LONG)(f * 4.0f);
                    r[1] = i;
                    r[2] = l;
                    r[3] = (LONG)p[1];
                }
                """;
        each(device -> {
            long[] r = new long[4];
            try (DeviceKernel kernel = device.kernel(source, "types");
                    DeviceBuffer buffer = device.copyOf(r);
                    DeviceBuffer floats = device.copyOf(new float[] {1, 77})) {
                kernel.launch(
                        Grid.of(1).groups(1),
                        Arguments.of()
                                .add(buffer)
                                .add(2.5f)
                                .add(-3)
                                .add(1L << 40)
                                .add(floats));
                buffer.read(r);
                assertThat(r).containsExactly(10, -3, 1L << 40, 77);
            }
        });
    }

    @Test
    void copiesPartsOfArrays() throws Exception {
        each(device -> {
            try (DeviceBuffer buffer = device.allocate(80)) {
                buffer.write(new long[10]);
                buffer.write(2, new double[] {1, 2, 3, 4}, 1, 2);
                buffer.write(8, new float[] {5, 6, 7}, 1, 2);
                buffer.write(10, new int[] {8, 9}, 0, 2);
                buffer.write(9, new long[] {-1, -2}, 1, 1);
                double[] doubles = {9, 9, 9, 9};
                buffer.read(1, doubles, 1, 3);
                assertThat(doubles).containsExactly(9, 0, 2, 3);
                float[] floats = {9, 9, 9};
                buffer.read(8, floats, 0, 2);
                assertThat(floats).containsExactly(6, 7, 9);
                int[] ints = new int[3];
                buffer.read(10, ints, 1, 2);
                assertThat(ints).containsExactly(0, 8, 9);
                long[] longs = new long[1];
                buffer.read(9, longs, 0, 1);
                assertThat(longs).containsExactly(-2);
                buffer.read(10, longs, 1, 0); // nothing, at the very end
            }
        });
    }

    /** Longer than several staging buffers, with a remainder. */
    @Test
    void copiesLongArrays() throws Exception {
        each(device -> {
            int n = 5_000_011;
            long[] x = new SplittableRandom(7).longs(n).toArray();
            try (DeviceBuffer buffer = device.allocate(8L * (n + 3))) {
                buffer.write(3, x, 0, n);
                long[] back = new long[n + 1];
                buffer.read(3, back, 1, n);
                assertThat(back[0]).isZero();
                assertThat(Arrays.equals(back, 1, n + 1, x, 0, n)).isTrue();
            }
        });
    }

    @Test
    void refusesWhatIsOutOfRange() throws Exception {
        each(device -> {
            try (DeviceBuffer buffer = device.allocate(80)) {
                double[] x = new double[20];
                assertThatThrownBy(() -> buffer.write(x))
                        .isInstanceOf(IndexOutOfBoundsException.class)
                        .hasMessage("elements 0 to 0 + 20 of 8 bytes each are outside a device buffer of 80 bytes");
                assertThatThrownBy(() -> buffer.read(9, x, 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> buffer.read(-1, x, 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> buffer.read(0, x, 15, 6)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> buffer.write(Long.MAX_VALUE, x, 0, 1))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> device.allocate(0))
                    .withMessage("buffer of 0 bytes: expected at least 1");
        });
    }

    @Test
    void refusesUseAfterClose() throws Exception {
        each(device -> {
            DeviceKernel kernel = device.kernel(AXPY, "axpy", "REAL=float");
            DeviceBuffer buffer = device.allocate(16);
            Arguments arguments = Arguments.of().add(1f).add(buffer).add(buffer).add(4);
            buffer.close();
            buffer.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> buffer.read(new float[1]))
                    .withMessage("the device buffer of 16 bytes is closed");
            assertThatIllegalStateException().isThrownBy(() -> buffer.write(new float[1]));
            assertThatIllegalStateException().isThrownBy(() -> kernel.launch(Grid.of(4), arguments));
            kernel.close();
            kernel.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> kernel.launch(Grid.of(4), arguments))
                    .withMessage("the kernel axpy is closed");
        });
    }

    @Test
    void tellsWhereAKernelDoesNotCompile() throws Exception {
        String source =
                """
                KERNEL void broken(GLOBAL int *r) {
                    int a = 1;
                    r[0] = a + undeclared;
                }
                """;
        each(device -> assertThatThrownBy(() -> device.kernel(source, "broken"))
                .isInstanceOfSatisfying(KernelCompileException.class, thrown -> {
                    assertThat(thrown.log()).contains("undeclared");
                    assertThat(thrown.line()).as(thrown.log()).hasValue(3);
                    assertThat(thrown)
                            .hasMessageStartingWith("kernel broken does not compile on "
                                    + device.info().name() + ", line 3: r[0] = a + undeclared;")
                            .hasMessageContaining(thrown.log().strip());
                }));
    }

    @Test
    void refusesWrongArguments() throws Exception {
        each(device -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> device.kernel(AXPY, "axpby"))
                    .withMessage("no \"KERNEL void axpby(...)\" in the source, which has axpy");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> device.kernel(AXPY, "axpy", "-cl-fast-relaxed-math"))
                    .withMessageContaining("expected NAME or NAME=VALUE");
            try (DeviceKernel kernel = device.kernel(AXPY, "axpy", "REAL=float");
                    DeviceBuffer buffer = device.allocate(16)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> kernel.launch(
                                Grid.of(4), Arguments.of().add(1f).add(buffer).add(4)))
                        .withMessageStartingWith("3 arguments for axpy(")
                        .withMessageEndingWith("expected 4");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> kernel.launch(
                                Grid.of(4),
                                Arguments.of().add(1.0).add(buffer).add(buffer).add(4)))
                        .withMessage("argument 0 of kernel axpy is a Double: expected a Float for \"const REAL a\"");
                Arguments right = Arguments.of().add(1f).add(buffer).add(buffer).add(4);
                int tooLarge = Math.toIntExact(device.info().maxGroupSize() + 1);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> kernel.launch(Grid.of(4).groups(tooLarge), right))
                        .withMessageStartingWith("groups of (" + tooLarge + ", 1, 1) on");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> kernel.launch(Grid.of(1, Long.MAX_VALUE), right))
                        .withMessageStartingWith("grid of (1, 9223372036854775807, 1) groups on");
                assertThatCode(() -> kernel.launch(Grid.of(0), right)).doesNotThrowAnyException();
            }
        });
    }

    @Test
    void runsOutOfMemoryWithAMessage() throws Exception {
        each(device -> {
            long all = device.info().memoryBytes();
            assertThatThrownBy(() -> device.allocate(2 * all))
                    .isInstanceOf(BackendException.class)
                    .hasMessageStartingWith("buffer of " + 2 * all + " bytes on "
                            + device.info().name());
            Device small = device.limitedTo(1000);
            try (DeviceBuffer buffer = small.allocate(600)) {
                assertThatThrownBy(() -> small.allocate(401))
                        .isInstanceOf(BackendException.class)
                        .hasMessage(
                                "buffer of 401 bytes on " + device.info().name() + ": of 1000 bytes 600 are in use");
                small.allocate(400).close();
                assertThat(small.memoryUsedBytes()).isEqualTo(buffer.bytes());
            }
            assertThat(small.memoryUsedBytes()).isZero();
            small.allocate(1000).close();
        });
    }

    @Test
    void servesManyThreads() throws Exception {
        each(device -> {
            int threads = 8;
            int n = 4096;
            ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
            CountDownLatch done = new CountDownLatch(threads);
            try (DeviceKernel kernel = device.kernel(AXPY, "axpy", "REAL=float")) {
                for (int t = 0; t < threads; t++) {
                    float factor = t + 1;
                    Threads.io("contract", () -> {
                        try {
                            for (int round = 0; round < 20; round++) {
                                addOnes(device, kernel, factor, n);
                            }
                        } catch (RuntimeException | AssertionError e) {
                            failures.add(e);
                        } finally {
                            done.countDown();
                        }
                    });
                }
                done.await();
            }
            assertThat(failures).isEmpty();
        });
    }

    private static void addOnes(Device device, DeviceKernel kernel, float factor, int n) {
        float[] ones = new float[n];
        Arrays.fill(ones, 1);
        try (DeviceBuffer x = device.copyOf(ones);
                DeviceBuffer y = device.copyOf(ones)) {
            for (int i = 0; i < 3; i++) {
                kernel.launch(
                        Grid.of(n), Arguments.of().add(factor).add(x).add(y).add(n));
            }
            y.read(ones);
        }
        float[] expected = new float[n];
        Arrays.fill(expected, 1 + 3 * factor);
        assertThat(ones).isEqualTo(expected);
    }

    @Test
    void keepsCompiledKernels() throws Exception {
        each(device -> {
            device.kernel(AXPY, "axpy", "REAL=float").close();
            Path folder = cache.resolve("kernels");
            assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            List<Path> kept = files(folder);
            assertThat(kept).hasSize(1);
            byte[] entry = Files.readAllBytes(kept.get(0));
            device.kernel(AXPY, "axpy", "REAL=float").close();
            assertThat(files(folder)).isEqualTo(kept);
            assertThat(Files.readAllBytes(kept.get(0))).isEqualTo(entry);
            device.kernel(AXPY, "axpy", "REAL=float", "UNUSED=1").close();
            assertThat(files(folder)).hasSize(2);
            for (Path file : files(folder)) {
                Files.delete(file);
            }
        });
    }

    /** Whatever is wrong with an entry, the kernel is compiled again and runs. */
    @Test
    void compilesAgainWhereTheCacheIsDamaged() throws Exception {
        each(device -> {
            device.kernel(AXPY, "axpy", "REAL=float").close();
            Path file = files(cache.resolve("kernels")).get(0);
            byte[] entry = Files.readAllBytes(file);
            byte[] changed = entry.clone();
            changed[entry.length / 2] ^= 1;
            List<byte[]> damaged = List.of(
                    new byte[0],
                    Arrays.copyOf(entry, 31),
                    Arrays.copyOf(entry, 32),
                    Arrays.copyOf(entry, entry.length - 1),
                    changed,
                    Arrays.copyOf(entry, entry.length + 1));
            for (byte[] bytes : damaged) {
                Files.write(file, bytes);
                try (DeviceKernel kernel = device.kernel(AXPY, "axpy", "REAL=float")) {
                    addOnes(device, kernel, 2, 100);
                }
                assertThat(Files.size(file)).isGreaterThan(32);
            }
            Files.delete(file);
        });
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
