package org.orrery.backend.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/**
 * A device's primary context, which other users of CUDA in this process share, and a queue of our own in it. There is one
 * for each device, and it lives as long as the process.
 */
final class CudaContext {
    private static final int NON_BLOCKING = 1; // CU_STREAM_NON_BLOCKING: it does not wait for the default stream
    private static final int PORTABLE = 1; // CU_MEMHOSTALLOC_PORTABLE: pinned for all contexts

    private static final Map<Integer, CudaContext> OPEN = new HashMap<>();

    private final CUcontext context = new CUcontext();
    private final CUstream stream = new CUstream();

    private CudaContext(int ordinal) {
        CUdevice device = device(ordinal);
        Status.check(JCudaDriver.cuDevicePrimaryCtxRetain(context, device), "opening a context of CUDA");
        within(() -> {
            Status.check(JCudaDriver.cuStreamCreate(stream, NON_BLOCKING), "making a queue of CUDA");
            return stream;
        });
    }

    /** The context of a device, after the driver has been started. */
    static CudaContext of(int ordinal) {
        synchronized (OPEN) {
            CudaContext open = OPEN.get(ordinal);
            if (open == null) {
                open = new CudaContext(ordinal);
                OPEN.put(ordinal, open);
            }
            return open;
        }
    }

    static CUdevice device(int ordinal) {
        CUdevice device = new CUdevice();
        Status.check(JCudaDriver.cuDeviceGet(device, ordinal), "opening CUDA device " + ordinal);
        return device;
    }

    /** Loads NVIDIA's driver and starts it. */
    static void startDriver() {
        CudaLibraries.checkExtracted(Path.of(System.getProperty("java.io.tmpdir")));
        Status.check(JCudaDriver.cuInit(0), "starting the CUDA driver");
    }

    CUstream stream() {
        return stream;
    }

    CudaMemory allocate(long bytes) {
        CUdeviceptr pointer = new CUdeviceptr();
        check(() -> JCudaDriver.cuMemAlloc(pointer, bytes), "taking " + bytes + " bytes on a GPU");
        return new CudaMemory(this, pointer);
    }

    /** Pinned memory of the host, which the GPU reads and writes by itself. */
    ByteBuffer staging(int bytes) {
        Pointer pinned = new Pointer();
        check(() -> JCudaDriver.cuMemHostAlloc(pinned, bytes, PORTABLE), "pinning host memory");
        return pinned.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
    }

    /** Calls CUDA with this context; the calling thread has its old one afterwards. */
    <T> T within(Supplier<T> call) {
        Status.check(JCudaDriver.cuCtxPushCurrent(context), "entering a context of CUDA");
        try {
            return call.get();
        } finally {
            JCudaDriver.cuCtxPopCurrent(new CUcontext());
        }
    }

    /** Calls a function of CUDA that returns a status. */
    void check(Supplier<Integer> call, String tried) {
        Status.check(within(call), tried);
    }
}
