package org.orrery.backend.openblas;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.bytedeco.openblas.global.openblas;
import org.orrery.ndarray.parallel.Parallel;

/**
 * Sets the library's number of threads, of which it has one for the whole process. Calls with the same number run at the
 * same time; one with another waits until they have ended, and those that come later wait for it.
 */
final class Gate {

    private static final ReentrantLock ENTRY = new ReentrantLock(true);
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Condition LEFT = LOCK.newCondition();

    private static int threads;
    private static int running;

    private Gate() {}

    /** Makes a native call with the threads that the parallel runtime grants here. */
    static int call(IntSupplier call) {
        return Parallel.callNative(granted -> {
            enter(granted);
            try {
                return call.getAsInt();
            } finally {
                leave();
            }
        });
    }

    private static void enter(int granted) {
        ENTRY.lock();
        try {
            LOCK.lock();
            try {
                while (running > 0 && threads != granted) {
                    LEFT.awaitUninterruptibly();
                }
                if (threads != granted) {
                    openblas.blas_set_num_threads(granted);
                    threads = granted;
                }
                running++;
            } finally {
                LOCK.unlock();
            }
        } finally {
            ENTRY.unlock();
        }
    }

    private static void leave() {
        LOCK.lock();
        try {
            running--;
            LEFT.signalAll();
        } finally {
            LOCK.unlock();
        }
    }
}
