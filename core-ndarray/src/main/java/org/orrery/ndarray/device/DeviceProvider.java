package org.orrery.ndarray.device;

import java.util.List;
import org.orrery.ndarray.Backend;
import org.orrery.ndarray.BackendException;

/**
 * A library that drives devices, such as OpenCL. Implementations are found as services; {@link Devices} is what users
 * call.
 */
public interface DeviceProvider extends Backend {
    /**
     * The devices. Called once, after {@link #probe()} has returned.
     *
     * @return a driver for each device, the best first
     * @throws BackendException if the devices cannot be used
     */
    List<DeviceDriver> drivers();
}
