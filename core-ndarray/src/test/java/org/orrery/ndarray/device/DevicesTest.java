package org.orrery.ndarray.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.Backends;

/** What is found and chosen, with providers that a class loader of the test announces. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class DevicesTest {
    @TempDir
    Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    /** A card that OpenCL drives, beside a main processor. */
    public static final class Opencl implements DeviceProvider {
        private static int probes;

        @Override
        public String name() {
            return "opencl";
        }

        @Override
        public String probe() {
            probes++;
            return "2 devices";
        }

        @Override
        public List<DeviceDriver> drivers() {
            return List.of(new HostDriver("opencl", DeviceKind.GPU), new HostDriver("opencl", DeviceKind.CPU));
        }
    }

    /** OpenCL with a main processor alone. */
    public static final class OpenclWithoutGpu implements DeviceProvider {
        @Override
        public String name() {
            return "opencl";
        }

        @Override
        public String probe() {
            return "1 device";
        }

        @Override
        public List<DeviceDriver> drivers() {
            return List.of(new HostDriver("opencl", DeviceKind.CPU));
        }
    }

    /** The same card by CUDA. */
    public static final class Cuda implements DeviceProvider {
        @Override
        public String name() {
            return "cuda";
        }

        @Override
        public String probe() {
            return "1 device";
        }

        @Override
        public List<DeviceDriver> drivers() {
            return List.of(new HostDriver("cuda", DeviceKind.GPU));
        }
    }

    /** CUDA without a driver. */
    public static final class BrokenCuda implements DeviceProvider {
        @Override
        public String name() {
            return "cuda";
        }

        @Override
        public String probe() {
            throw new BackendException("libcuda.so.1 is not there");
        }

        @Override
        public List<DeviceDriver> drivers() {
            throw new IllegalStateException("not probed");
        }
    }

    private void announce(Class<?>... providers) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        List<String> names =
                java.util.Arrays.stream(providers).map(Class::getName).toList();
        Files.write(services.resolve(DeviceProvider.class.getName()), names);
        URL[] urls = {folder.toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
        System.clearProperty("orrery.device");
        System.clearProperty("orrery.strict");
    }

    @Test
    void prefersCudaToOpencl() throws IOException {
        announce(Opencl.class, Cuda.class);
        assertThat(Devices.find())
                .get()
                .extracting(device -> device.info().backend())
                .isEqualTo("cuda");
        assertThat(Devices.all()).hasSize(3);
        assertThat(Backends.describe().toString())
                .contains("Device: cuda, host", "opencl: 2 devices", "cuda: 1 device");
    }

    @Test
    void probesOnce() throws IOException {
        announce(Opencl.class);
        assertThat(Devices.all()).isEqualTo(Devices.all()).hasSize(2);
        assertThat(Devices.find()).contains(Devices.all().get(0));
        assertThat(Opencl.probes).isEqualTo(1);
    }

    @Test
    void takesAMainProcessorOnlyWhenAsked() throws IOException {
        announce(OpenclWithoutGpu.class);
        assertThat(Devices.find()).isEmpty();
        assertThat(Devices.describe()).startsWith("Device: none is used");
        System.setProperty("orrery.device", "opencl");
        assertThat(Devices.find())
                .get()
                .extracting(device -> device.info().kind())
                .isEqualTo(DeviceKind.CPU);
    }

    @Test
    void takesNoneWhenTold() throws IOException {
        announce(Cuda.class);
        System.setProperty("orrery.device", "none");
        assertThat(Devices.find()).isEmpty();
        System.clearProperty("orrery.device");
        System.setProperty("orrery.strict", "true");
        assertThat(Devices.find()).isEmpty();
        System.setProperty("orrery.device", "cuda");
        assertThatThrownBy(Devices::find)
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("contradicts -Dorrery.strict=true");
    }

    @Test
    void saysWhyAForcedOneIsMissing() throws IOException {
        announce(Opencl.class, BrokenCuda.class);
        System.setProperty("orrery.device", "cuda");
        assertThatThrownBy(Devices::find)
                .isInstanceOf(BackendException.class)
                .hasMessage("-Dorrery.device=cuda: libcuda.so.1 is not there");
        assertThat(Devices.describe())
                .contains("Device: none, since -Dorrery.device=cuda: libcuda.so.1 is not there")
                .contains("cuda: not used: libcuda.so.1 is not there");
        System.clearProperty("orrery.device");
        assertThat(Devices.find())
                .get()
                .extracting(device -> device.info().backend())
                .isEqualTo("opencl");
    }

    @Test
    void saysWhichArtifactIsMissing() throws IOException {
        announce();
        assertThat(Devices.find()).isEmpty();
        System.setProperty("orrery.device", "opencl");
        assertThatThrownBy(Devices::find)
                .isInstanceOf(BackendException.class)
                .hasMessage("-Dorrery.device=opencl: orrery-backend-opencl is not on the class path");
        System.setProperty("orrery.device", "metal");
        assertThatThrownBy(Devices::find)
                .isInstanceOf(BackendException.class)
                .hasMessage("-Dorrery.device=metal: expected none, opencl or cuda");
    }
}
