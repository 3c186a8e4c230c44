package org.orrery.ndarray.device;

/** What sort of processor a device is. */
public enum DeviceKind {
    /** A graphics processor. */
    GPU,
    /** Another processor beside the main one. */
    ACCELERATOR,
    /** The main processor, driven like a device. Used only where it is asked for. */
    CPU
}
