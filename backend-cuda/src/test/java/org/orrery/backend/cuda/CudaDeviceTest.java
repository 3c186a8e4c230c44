package org.orrery.backend.cuda;

import org.orrery.ndarray.testing.DeviceContract;

/** The contract on every NVIDIA GPU that is here. */
class CudaDeviceTest extends DeviceContract {
    CudaDeviceTest() {
        super("cuda");
    }
}
