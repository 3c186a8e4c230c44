package org.orrery.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import jcuda.driver.JCudaDriver;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.device.DeviceDriver;
import org.orrery.ndarray.device.DeviceProvider;

/** The NVIDIA GPUs of this machine. */
public final class CudaProvider implements DeviceProvider {
    private final List<DeviceDriver> drivers = new ArrayList<>();

    /** Made by the service loader. */
    public CudaProvider() {}

    @Override
    public String name() {
        return "cuda";
    }

    @Override
    public String probe() {
        int[] version = new int[1];
        try {
            CudaContext.startDriver();
            Status.check(JCudaDriver.cuDriverGetVersion(version), "asking the CUDA driver for its version");
        } catch (LinkageError e) {
            throw new BackendException("NVIDIA's driver cannot be loaded: " + CudaLibraries.missing("driver", e), e);
        }
        int[] count = new int[1];
        Status.check(JCudaDriver.cuDeviceGetCount(count), "counting CUDA devices");
        CudaCompiler compiler = CudaCompiler.find();
        String driver = "CUDA driver " + version[0] / 1000 + "." + version[0] % 1000 / 10;
        for (int i = 0; i < count[0]; i++) {
            drivers.add(new CudaDriver(i, driver, compiler));
        }
        return driver + ", " + compiler.version() + ", " + count[0] + (count[0] == 1 ? " device" : " devices");
    }

    @Override
    public List<DeviceDriver> drivers() {
        return List.copyOf(drivers);
    }
}
