package org.orrery.ndarray.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.ndarray.BackendException;

/** What needs no device: accounts, the net, the cache, the reading of signatures. Devices are tried by their contract. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class DeviceTest {
    private static final String SOURCE = "KERNEL void f(const int n) { }";

    @TempDir
    Path folder;

    private Path cache = Path.of("");

    @BeforeEach
    void useAnEmptyCache() {
        cache = folder.resolve("a/kernels");
        System.setProperty("orrery.device.cache", cache.toString());
    }

    @AfterEach
    void restoreTheCache() {
        System.clearProperty("orrery.device.cache");
    }

    @Test
    void returnsWhatCouldNotBeTaken() {
        Device device = new Device(new HostDriver("test", DeviceKind.GPU, true));
        assertThatThrownBy(() -> device.allocate(1000)).isInstanceOf(BackendException.class);
        assertThat(device.memoryUsedBytes()).isZero();
    }

    @Test
    void freesOnceAndAfterTheLastUse() {
        HostDriver driver = new HostDriver("test", DeviceKind.GPU);
        DeviceBuffer buffer = new Device(driver).allocate(8);
        buffer.enter();
        buffer.close();
        assertThat(driver.freed).hasValue(0);
        assertThatThrownBy(buffer::enter).isInstanceOf(IllegalStateException.class);
        buffer.leave();
        buffer.close();
        assertThat(driver.freed).hasValue(1);
    }

    @Test
    void freesWhatWasDropped() throws InterruptedException {
        HostDriver driver = new HostDriver("test", DeviceKind.GPU);
        drop(driver);
        for (int i = 0; i < 100 && driver.freed.get() + driver.unloaded.get() < 2; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(driver.freed).hasValue(1);
        assertThat(driver.unloaded).hasValue(1);
    }

    private static void drop(HostDriver driver) {
        Device device = new Device(driver);
        assertThat(device.allocate(8).bytes()).isEqualTo(8);
        assertThat(device.kernel(SOURCE, "f").maxGroupSize()).isEqualTo(128);
    }

    @Test
    void keepsStagingBounded() {
        HostDriver driver = new HostDriver("test", DeviceKind.GPU);
        Device device = new Device(driver);
        try (DeviceBuffer buffer = device.allocate(1 << 19)) {
            long[] content = new long[1 << 16];
            Arrays.setAll(content, i -> i);
            for (int i = 0; i < 50; i++) {
                buffer.write(content);
            }
            long[] back = new long[content.length];
            buffer.read(back);
            assertThat(back).isEqualTo(content);
        }
        assertThat(driver.staged).hasValueBetween(1, 8);
    }

    @Test
    void refusesABufferOfAnotherDevice() {
        Device one = new Device(new HostDriver("test", DeviceKind.GPU));
        Device other = new Device(new HostDriver("test", DeviceKind.GPU));
        try (DeviceKernel kernel = one.kernel("KERNEL void g(GLOBAL int *x) { }", "g");
                DeviceBuffer here = one.limitedTo(100).allocate(8);
                DeviceBuffer there = other.allocate(8)) {
            kernel.launch(Grid.of(1), Arguments.of().add(here));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> kernel.launch(Grid.of(1), Arguments.of().add(there)))
                    .withMessage("argument 0 of kernel g is on host, the kernel on host");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> one.limitedTo(2 << 20));
    }

    @Test
    void compilesOncePerSourceDefinesAndDriver() throws Exception {
        HostDriver driver = new HostDriver("test", DeviceKind.GPU);
        Device device = new Device(driver);
        device.kernel(SOURCE, "f").close();
        device.kernel(SOURCE, "f").close();
        assertThat(driver.compiled).hasValue(1);
        device.kernel(SOURCE, "f", "A=1").close();
        device.kernel(SOURCE, "f", "A", "B").close();
        device.kernel(SOURCE + " ", "f").close();
        assertThat(driver.compiled).hasValue(4);
        new Device(new HostDriver("other", DeviceKind.GPU)).kernel(SOURCE, "f").close();
        try (var files = Files.list(cache)) {
            assertThat(files).hasSize(5);
        }
        System.setProperty("orrery.device.cache", "");
        device.kernel(SOURCE, "f").close();
        assertThat(driver.compiled).hasValue(5);
    }

    /** A whole entry that the driver refuses, as after a change that its version does not tell. */
    @Test
    void compilesAgainWhatTheDriverRefuses() throws Exception {
        HostDriver driver = new HostDriver("test", DeviceKind.GPU);
        Device device = new Device(driver);
        KernelCache kernels = KernelCache.in(cache, 1 << 20);
        String key = KernelCache.key(Prelude.before(SOURCE), List.of(), driver.info());
        kernels.write(key, new byte[] {1, 2, 3});
        device.kernel(SOURCE, "f").close();
        assertThat(driver.compiled).hasValue(1);
        assertThat(kernels.read(key)).hasSizeGreaterThan(3);
    }

    @Test
    void staysBounded() throws Exception {
        KernelCache kernels = KernelCache.in(cache, 1000);
        for (int i = 0; i < 5; i++) {
            kernels.write("key" + i, new byte[200]); // and a digest of 32
            Files.setLastModifiedTime(cache.resolve("key" + i + ".kernel"), FileTime.fromMillis(1000L * i));
        }
        assertThat(kernels.read("key0")).isNull();
        assertThat(kernels.read("key1")).hasSize(200); // and so it is used last
        kernels.write("key5", new byte[200]);
        assertThat(kernels.read("key1")).hasSize(200);
        assertThat(kernels.read("key2")).isNull();
        kernels.write("key6", new byte[2000]);
        assertThat(kernels.read("key6")).isNull();
    }

    @Test
    void doesWithoutAFolderThatOthersCanEnter() throws Exception {
        Files.createDirectories(cache);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-x---"));
        HostDriver driver = new HostDriver("test", DeviceKind.GPU);
        Device device = new Device(driver);
        device.kernel(SOURCE, "f").close();
        device.kernel(SOURCE, "f").close();
        assertThat(driver.compiled).hasValue(2);
        try (var files = Files.list(cache)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void readsSignatures() {
        Signature signature = Signature.of(
                """
                // KERNEL void commented(int a)
                KERNEL void f(const GLOBAL double *x, GLOBAL REAL* RESTRICT y, /* KERNEL void g(int b) */
                              GLOBAL int *z, const double d, float f, const REAL r, int n, const LONG l) {
                """,
                "f",
                List.of("REAL=float"));
        assertThat(signature.parameters().stream()
                        .map(Signature.Parameter::type)
                        .toList())
                .containsExactly(
                        DeviceBuffer.class,
                        DeviceBuffer.class,
                        DeviceBuffer.class,
                        Double.class,
                        Float.class,
                        Float.class,
                        Integer.class,
                        Long.class);
        assertThat(Signature.of("KERNEL void h() {}", "h", List.of()).parameters())
                .isEmpty();
        assertThat(Signature.of("KERNEL void h(void) {}", "h", List.of()).parameters())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signature.of("KERNEL void h() {}", "f", List.of()))
                .withMessage("no \"KERNEL void f(...)\" in the source, which has h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"long n", "unsigned int n", "double *x", "const size_t n", "GLOBAL int", "int", "int n[3]"})
    void refusesParametersThatDifferBetweenTheLanguages(String parameter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signature.of("KERNEL void f(" + parameter + ") {}", "f", List.of()))
                .withMessage("parameter \"" + parameter + "\" of kernel f: expected a GLOBAL pointer or a double,"
                        + " float, REAL, int or LONG");
    }

    /** The line of the first error, as each compiler writes it; warnings before it do not count. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel(2): warning: unused\nkernel(3): error: identifier \"a\" is undefined",
                "/tmp/x/kernel:3:16: error: use of undeclared identifier 'a'",
                "error: kernel:3:16: use of undeclared identifier 'a'",
                "<kernel>:43:16: error: use of undeclared identifier 'a'",
            })
    void readsTheLineOfAnError(String log) {
        assertThat(Prelude.lines()).isEqualTo(40); // and so 43 is line 3
        KernelCompileException thrown = new KernelCompileException(log).in("one\ntwo\n three", "f", "host");
        assertThat(thrown.line()).hasValue(3);
        assertThat(thrown.log()).isEqualTo(log);
        assertThat(thrown).hasMessageStartingWith("kernel f does not compile on host, line 3: three");
        assertThat(new KernelCompileException("no place").line()).isEmpty();
    }

    @Test
    void countsGroups() {
        Grid grid = Grid.of(1000, 10, 1).groups(128, 3, 1);
        assertThat(List.of(grid.groupsX(), grid.groupsY(), grid.groupsZ())).containsExactly(8L, 4L, 1L);
        assertThat(Grid.of(Long.MAX_VALUE).groupsX()).isEqualTo((1L << 56));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.of(-1))
                .withMessage("grid of (-1, 1, 1) items: a number of items is at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.of(1).groups(0))
                .withMessage("groups of (0, 1, 1): an extent is at least 1");
    }
}
