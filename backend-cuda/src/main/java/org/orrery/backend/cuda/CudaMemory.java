package org.orrery.backend.cuda;

import java.nio.ByteBuffer;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.JCudaDriver;
import org.orrery.ndarray.device.DeviceDriver;

/** A block of a GPU's memory. */
final class CudaMemory implements DeviceDriver.Memory {
    private final CudaContext context;
    private final CUdeviceptr pointer;

    CudaMemory(CudaContext context, CUdeviceptr pointer) {
        this.context = context;
        this.pointer = pointer;
    }

    CUdeviceptr pointer() {
        return pointer;
    }

    @Override
    public void write(long offset, ByteBuffer from) {
        context.check(
                () -> finished(JCudaDriver.cuMemcpyHtoDAsync(
                        pointer.withByteOffset(offset), Pointer.toBuffer(from), from.remaining(), context.stream())),
                "copying to a GPU");
    }

    @Override
    public void read(long offset, ByteBuffer to) {
        context.check(
                () -> finished(JCudaDriver.cuMemcpyDtoHAsync(
                        Pointer.toBuffer(to), pointer.withByteOffset(offset), to.remaining(), context.stream())),
                "copying from a GPU");
    }

    private int finished(int status) {
        return status == 0 ? JCudaDriver.cuStreamSynchronize(context.stream()) : status;
    }

    @Override
    public void free() {
        context.within(() -> JCudaDriver.cuMemFree(pointer)); // waits for what is queued
    }
}
