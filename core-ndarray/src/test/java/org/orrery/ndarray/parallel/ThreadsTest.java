package org.orrery.ndarray.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ThreadsTest {

    @Test
    void ioThreadsAreNamedDaemonsThatOpenOrdinaryRegions() throws Exception {
        AtomicReference<Thread> seen = new AtomicReference<>();
        AtomicInteger count = new AtomicInteger();
        Thread thread = Threads.io("server", () -> {
            seen.set(Thread.currentThread());
            Parallel.forEach(100, i -> count.incrementAndGet());
        });
        thread.join();
        assertThat(seen.get()).isSameAs(thread);
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("server");
        assertThat(count.get()).isEqualTo(100);
    }

    @Test
    void aFactoryNumbersItsThreads() throws Exception {
        var pool = Executors.newFixedThreadPool(2, Threads.io("http"));
        String name = pool.submit(() -> Thread.currentThread().getName()).get();
        assertThat(name).isEqualTo("http-1");
        name = pool.submit(() -> Thread.currentThread().getName()).get();
        assertThat(name).isEqualTo("http-2");
        pool.shutdown();
    }

    @Test
    void anExceptionEndsTheThreadAlone() throws Exception {
        Thread thread = Threads.io("fails", () -> {
            throw new IllegalStateException("expected by ThreadsTest");
        });
        thread.join();
        assertThat(thread.isAlive()).isFalse();
    }
}
