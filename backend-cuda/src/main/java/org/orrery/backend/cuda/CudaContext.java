package org.orrery.backend.cuda;

import java.util.function.Supplier;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/** A device's primary context, which other users of CUDA in this process share, and a queue of our own in it. */
final class CudaContext {
    private final CUcontext context = new CUcontext();
    private final CUstream stream = new CUstream();

    CudaContext(CUdevice device) {
        Status.check(JCudaDriver.cuDevicePrimaryCtxRetain(context, device), "opening a context of CUDA");
        within(() -> {
            // A stream of its own, which does not wait for the default one.
            Status.check(JCudaDriver.cuStreamCreate(stream, 1), "making a queue of CUDA");
            return stream;
        });
    }

    CUstream stream() {
        return stream;
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
