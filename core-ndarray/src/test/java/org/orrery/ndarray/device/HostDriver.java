package org.orrery.ndarray.device;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.orrery.ndarray.BackendException;

/** A device that is none: memory on the heap, and a "compiler" that keeps the source. Counts what it is asked for. */
final class HostDriver implements DeviceDriver {
    final AtomicInteger compiled = new AtomicInteger();
    final AtomicInteger freed = new AtomicInteger();
    final AtomicInteger staged = new AtomicInteger();
    final AtomicInteger unloaded = new AtomicInteger();
    private final DeviceInfo info;
    private final boolean exhausted;

    HostDriver(String backend, DeviceKind kind) {
        this(backend, kind, false);
    }

    HostDriver(String backend, DeviceKind kind, boolean exhausted) {
        info = new DeviceInfo(
                backend, "host", kind, "1", 1 << 20, 1 << 19, 1024, 1, 256, 256, 64, 64, 1000, 1000, true);
        this.exhausted = exhausted;
    }

    @Override
    public DeviceInfo info() {
        return info;
    }

    @Override
    public Memory allocate(long bytes) {
        if (exhausted) {
            throw new BackendException("out of memory");
        }
        byte[] content = new byte[(int) bytes];
        return new Memory() {
            @Override
            public void write(long offset, ByteBuffer from) {
                from.get(content, (int) offset, from.remaining());
            }

            @Override
            public void read(long offset, ByteBuffer to) {
                to.put(content, (int) offset, to.remaining());
            }

            @Override
            public void free() {
                freed.incrementAndGet();
            }
        };
    }

    @Override
    public ByteBuffer staging(int bytes) {
        staged.incrementAndGet();
        return DeviceDriver.super.staging(bytes);
    }

    @Override
    public byte[] compile(String source, List<String> defines) {
        compiled.incrementAndGet();
        return source.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Code load(byte[] program, String kernel) {
        if (!new String(program, StandardCharsets.UTF_8).contains("KERNEL void " + kernel)) {
            throw new BackendException("not a program of this device");
        }
        return new Code() {
            @Override
            public long maxGroupSize() {
                return 128;
            }

            @Override
            public void launch(Grid grid, List<Object> arguments) {}

            @Override
            public void unload() {
                unloaded.incrementAndGet();
            }
        };
    }

    @Override
    public void finish() {}
}
