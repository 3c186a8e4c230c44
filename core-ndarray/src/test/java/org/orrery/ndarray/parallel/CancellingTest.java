package org.orrery.ndarray.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class CancellingTest {

    static Stream<Mode> modes() {
        return ParallelTest.modes();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(Thread.interrupted()).isFalse();
        assertThat(Context.current().region).isNull();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void theFirstExceptionComesOutAsItIs(Mode mode) {
        for (Throwable thrown : new Throwable[] {
            new IllegalStateException("state"),
            new IOException("file"),
            new AssertionError("error"),
            new StackOverflowError()
        }) {
            AtomicInteger running = new AtomicInteger();
            Throwable caught = catchThrowable(() -> Parallel.in(
                    mode,
                    () -> Parallel.forEach(1000, i -> {
                        running.incrementAndGet();
                        try {
                            if (i == 37) {
                                sneak(thrown);
                            }
                        } finally {
                            running.decrementAndGet();
                        }
                    })));
            assertThat(caught).isSameAs(thrown);
            assertThat(running.get()).isZero();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void laterExceptionsAreSuppressed() {
        AtomicInteger arrived = new AtomicInteger();
        Throwable caught = catchThrowable(() -> Parallel.in(
                Mode.stealing(3),
                () -> Parallel.forEach(3, i -> {
                    arrived.incrementAndGet();
                    while (arrived.get() < 3) {
                        Thread.onSpinWait();
                    }
                    throw new IllegalStateException("chunk " + i);
                })));
        assertThat(caught).isInstanceOf(IllegalStateException.class);
        assertThat(caught.getSuppressed()).hasSize(2).allMatch(IllegalStateException.class::isInstance);
        RuntimeException shared = new RuntimeException("the same object twice");
        arrived.set(0);
        caught = catchThrowable(() -> Parallel.in(
                Mode.stealing(3),
                () -> Parallel.forEach(3, i -> {
                    arrived.incrementAndGet();
                    while (arrived.get() < 3) {
                        Thread.onSpinWait();
                    }
                    throw shared;
                })));
        assertThat(caught).isSameAs(shared);
        assertThat(caught.getSuppressed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void noChunkBeginsAfterAnException(Mode mode) {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger late = new AtomicInteger();
        AtomicInteger running = new AtomicInteger();
        assertThatThrownBy(() -> Parallel.in(
                        mode,
                        () -> Parallel.forEach(10_000, i -> {
                            begun.incrementAndGet();
                            running.incrementAndGet();
                            Region region = Context.current().region;
                            try {
                                if (region != null && region.isCancelled()) {
                                    late.incrementAndGet();
                                }
                                if (i == 5) {
                                    throw new IllegalStateException("stop");
                                }
                                pause(1);
                            } finally {
                                running.decrementAndGet();
                            }
                        })))
                .hasMessage("stop");
        assertThat(running.get()).isZero();
        assertThat(begun.get()).isLessThan(10_000);
        // A thread may have looked just before.
        assertThat(late.get()).isLessThan(mode.threads());
    }

    @ParameterizedTest
    @MethodSource("modes")
    void anInterruptOfTheCallerCancels(Mode mode) throws Exception {
        interruptDuring(mode, body -> Parallel.forEach(100_000, i -> body.run()));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void anInterruptOfTheCallerCancelsNestedRegions(Mode mode) throws Exception {
        interruptDuring(
                mode,
                body -> Parallel.forEach(50, i -> Parallel.forEach(50, j -> Parallel.forEach(50, k -> body.run()))));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aLongBodyCanAsk(Mode mode) throws Exception {
        interruptDuring(
                mode,
                body -> Parallel.forEach(8, i -> {
                    while (true) {
                        Parallel.checkCancelled();
                        body.run();
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void anInterruptCancelsAReduction(Mode mode) throws Exception {
        interruptDuring(
                mode,
                body -> Parallel.<Long>reduce(
                        Long.MAX_VALUE / 2,
                        1,
                        (from, to) -> {
                            body.run();
                            return from;
                        },
                        Long::sum));
    }

    /**
     * Interrupts a caller in the middle: the right exception comes out, and no body begins any more but where a thread
     * has looked just before. So the call is over when the bodies in progress are, which is what the promised 100 ms
     * stand on; the time itself is at the mercy of the machine.
     */
    private static void interruptDuring(Mode mode, Consumer<Runnable> work) throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicInteger flags = new AtomicInteger();
            CountDownLatch inTheMiddle = new CountDownLatch(5);
            AtomicBoolean interrupted = new AtomicBoolean();
            AtomicInteger late = new AtomicInteger();
            Runnable body = () -> {
                if (interrupted.get()) {
                    late.incrementAndGet();
                }
                inTheMiddle.countDown();
                pause(1);
            };
            Thread caller = Threads.io("caller", () -> {
                try {
                    Parallel.in(mode, () -> work.accept(body));
                } catch (CancelledException e) {
                    thrown.set(e);
                    if (Thread.currentThread().isInterrupted()) {
                        flags.incrementAndGet();
                    }
                    // With the flag still set no region opens, of any size; without it all is well again.
                    if (catchThrowable(() -> Parallel.forEach(1, i -> {})) instanceof CancelledException) {
                        flags.incrementAndGet();
                    }
                    Thread.interrupted();
                    Parallel.in(mode, () -> Parallel.forEach(100, i -> {}));
                    flags.incrementAndGet();
                }
            });
            inTheMiddle.await();
            caller.interrupt();
            interrupted.set(true);
            caller.join();
            assertThat(thrown.get()).isInstanceOf(CancelledException.class).isInstanceOf(CancellationException.class);
            assertThat(thrown.get().getMessage()).contains("interrupted");
            assertThat(flags.get()).isEqualTo(3);
            // Unmanaged regions have threads of their own at each of up to three levels.
            int threads = mode.name().equals("unmanaged") ? 27 : mode.threads();
            assertThat(late.get()).isLessThanOrEqualTo(threads);
        }
    }

    @Test
    void aCallerThatWaitsForAHelperIsInterruptible() throws Exception {
        CountDownLatch helperIn = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger atTheEnd = new AtomicInteger(-1);
        Thread caller = Threads.io("caller", () -> {
            Thread self = Thread.currentThread();
            try {
                Parallel.in(
                        Mode.stealing(2),
                        () -> Parallel.forEach(2, i -> {
                            if (Thread.currentThread() == self) {
                                await(helperIn); // then leaves: its share is done, and it waits in the region
                            } else {
                                running.incrementAndGet();
                                helperIn.countDown();
                                try {
                                    while (true) {
                                        Parallel.checkCancelled();
                                    }
                                } finally {
                                    running.decrementAndGet();
                                }
                            }
                        }));
            } catch (CancelledException e) {
                atTheEnd.set(running.get());
                thrown.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost"));
            }
        });
        helperIn.await();
        Thread.sleep(20);
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(CancelledException.class);
        assertThat(atTheEnd.get()).isZero();
    }

    @Test
    void aFailureStopsRegionsNestedInItsSiblings() {
        CountDownLatch innerRuns = new CountDownLatch(1);
        AtomicReference<Throwable> inner = new AtomicReference<>();
        Throwable caught = catchThrowable(() -> Parallel.in(
                Mode.stealing(2),
                () -> Parallel.forEach(2, i -> {
                    if (i == 0) {
                        await(innerRuns);
                        throw new IllegalStateException("outer");
                    }
                    try {
                        Parallel.forEach(1_000_000, j -> {
                            innerRuns.countDown();
                            pause(1);
                        });
                    } catch (CancelledException e) {
                        inner.set(e);
                        throw e;
                    }
                })));
        assertThat(caught).isInstanceOf(IllegalStateException.class).hasMessage("outer");
        assertThat(caught.getSuppressed()).isEmpty();
        assertThat(inner.get()).hasMessageContaining("around it");
    }

    @Test
    void aFailureInsideComesOutThroughAllLevels() {
        Throwable caught = catchThrowable(() -> Parallel.in(
                Mode.stealing(8),
                () -> Parallel.forEach(
                        10,
                        i -> Parallel.forEach(
                                10,
                                j -> Parallel.forEach(10, k -> {
                                    if (i == 7 && j == 3 && k == 5) {
                                        throw new IllegalArgumentException("deep");
                                    }
                                })))));
        assertThat(caught).isInstanceOf(IllegalArgumentException.class).hasMessage("deep");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void anInterruptedThreadOpensNoRegion(Mode mode) {
        AtomicInteger ran = new AtomicInteger();
        Thread.currentThread().interrupt();
        try {
            Parallel.in(mode, () -> {
                assertThatThrownBy(() -> Parallel.forEach(10, i -> ran.incrementAndGet()))
                        .isInstanceOf(CancelledException.class);
                assertThatThrownBy(() ->
                                Parallel.<Integer>reduce(1, 10, (from, to) -> ran.incrementAndGet(), Integer::sum))
                        .isInstanceOf(CancelledException.class);
                assertThatThrownBy(Parallel::checkCancelled).isInstanceOf(CancelledException.class);
            });
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(ran.get()).isZero();
    }

    @Test
    void aFlagLeftByABodyDoesNotReachOtherRegions() {
        Thread self = Thread.currentThread();
        for (int round = 0; round < 100; round++) {
            AtomicInteger done = new AtomicInteger();
            Parallel.in(
                    Mode.stealing(3),
                    () -> Parallel.forEach(30, i -> {
                        if (Thread.currentThread() != self) {
                            Thread.currentThread().interrupt();
                        }
                        done.incrementAndGet();
                    }));
            assertThat(done.get()).isEqualTo(30);
            Parallel.in(
                    Mode.stealing(3),
                    () -> Parallel.forEach(30, i -> Parallel.forEach(2, j -> done.incrementAndGet())));
            assertThat(done.get()).isEqualTo(90);
        }
    }

    @Test
    void stress() throws Exception {
        // Callers at once, nested regions, exceptions and interrupts mixed; every outcome must be one of the three
        // allowed.
        Mode mode = Mode.stealing(4);
        AtomicReference<Throwable> wrong = new AtomicReference<>();
        AtomicInteger completed = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        Thread[] callers = new Thread[3];
        for (int c = 0; c < callers.length; c++) {
            int seed = c;
            callers[c] = Threads.io("stress-" + c, () -> {
                for (int round = 0; round < 1000; round++) {
                    AtomicInteger running = new AtomicInteger();
                    AtomicInteger count = new AtomicInteger();
                    boolean fails = (round + seed) % 7 == 0;
                    try {
                        Parallel.in(
                                mode,
                                () -> Parallel.forEach(
                                        12,
                                        i -> Parallel.forEach(12, j -> {
                                            running.incrementAndGet();
                                            try {
                                                if (fails && i == 6 && j == 6) {
                                                    throw new IllegalStateException("planned");
                                                }
                                                count.incrementAndGet();
                                            } finally {
                                                running.decrementAndGet();
                                            }
                                        })));
                        check(wrong, !fails && count.get() == 144, "completed");
                        completed.incrementAndGet();
                    } catch (CancelledException e) {
                        check(wrong, Thread.interrupted(), "cancelled");
                        cancelled.incrementAndGet();
                    } catch (IllegalStateException e) {
                        check(wrong, fails && "planned".equals(e.getMessage()), "failed");
                        failed.incrementAndGet();
                    } catch (Throwable t) {
                        wrong.set(t);
                    }
                    check(wrong, running.get() == 0, "still running");
                }
            });
        }
        while (Arrays.stream(callers).anyMatch(Thread::isAlive)) {
            for (Thread caller : callers) {
                caller.interrupt();
            }
            Thread.sleep(1);
        }
        assertThat(wrong.get()).isNull();
        assertThat(completed.get() + failed.get() + cancelled.get()).isEqualTo(3000);
        assertThat(completed.get()).isPositive();
        assertThat(failed.get()).isPositive();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("stress-")))
                .isEmpty();
    }

    private static void check(AtomicReference<Throwable> wrong, boolean ok, String what) {
        if (!ok) {
            wrong.compareAndSet(null, new AssertionError(what));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps busy for some milliseconds, deaf to interrupts. */
    private static void pause(int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
