package org.orrery.backend.opencl;

import org.orrery.ndarray.testing.DeviceContract;

/** The contract on every device that OpenCL finds here; on a machine without a GPU, PoCL on the main processor. */
class OpenclDeviceTest extends DeviceContract {
    OpenclDeviceTest() {
        super("opencl");
    }
}
