package org.orrery.ndarray.parallel.modes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.ndarray.parallel.CancelledException;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.parallel.ThreadWatch;
import org.orrery.ndarray.parallel.Threads;
import org.orrery.ndarray.parallel.Tokens;

@Timeout(120)
class ModesTest {

    private static final Modes FOUR = new Modes(4, 4);

    /** Each mode for four processors, with the most threads that may be active. */
    static Stream<Object[]> bounded() {
        return Stream.of(
                new Object[] {FOUR.shares(1), 4},
                new Object[] {FOUR.shares(2), 8},
                new Object[] {new Modes(4, 2).shares(1), 4},
                new Object[] {new Modes(5, 3).shares(1), 5},
                new Object[] {new Modes(4, 9).shares(1), 4},
                new Object[] {FOUR.sharesInUse(1), 4},
                new Object[] {FOUR.sharesInUse(2), 8},
                new Object[] {FOUR.exclusive(), 4},
                new Object[] {FOUR.counting(), 4},
                new Object[] {new Modes(4, 2).counting(), 4},
                new Object[] {FOUR.countingFree(), 4},
                new Object[] {new Modes(4, 2).countingFree(), 4},
                new Object[] {FOUR.unmanaged(), 4 * 4 * 4});
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void nestedRegionsHaveNoMoreActiveThreads(Mode mode, int most) {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        AtomicLong sum = new AtomicLong();
        try (ThreadWatch watch = ThreadWatch.start()) {
            Parallel.in(
                    mode,
                    () -> Parallel.forEach(
                            10,
                            i -> Parallel.forEach(
                                    10,
                                    j -> Parallel.forEach(10, k -> {
                                        peak.accumulateAndGet(running.incrementAndGet(), Math::max);
                                        sum.addAndGet(i * 100 + j * 10 + k);
                                        busy(20);
                                        running.decrementAndGet();
                                    }))));
            assertThat(watch.summary().peakActive()).isBetween(1, most);
            assertThat(watch.summary().regions()).isPositive();
        }
        assertThat(sum.get()).isEqualTo(1000L * 999 / 2);
        assertThat(peak.get()).isLessThanOrEqualTo(most);
    }

    @Test
    void severalCallersTogetherHaveNoMoreActiveThreads() throws Exception {
        for (Mode mode : List.of(FOUR.exclusive(), FOUR.counting(), FOUR.countingFree())) {
            AtomicLong sum = new AtomicLong();
            try (ThreadWatch watch = ThreadWatch.start()) {
                List<Thread> callers = new ArrayList<>();
                for (int c = 0; c < 6; c++) {
                    callers.add(Threads.io("caller", () -> {
                        for (int round = 0; round < 20; round++) {
                            Parallel.in(
                                    mode,
                                    () -> Parallel.forEach(
                                            5,
                                            i -> Parallel.forEach(5, j -> {
                                                busy(10);
                                                sum.incrementAndGet();
                                            })));
                        }
                    }));
                }
                for (Thread caller : callers) {
                    caller.join();
                }
                assertThat(watch.summary().peakActive()).isLessThanOrEqualTo(4);
            }
            assertThat(sum.get()).isEqualTo(6 * 20 * 25);
        }
    }

    @Test
    void unmanagedReachesTheProduct() {
        CyclicBarrier all = new CyclicBarrier(3 * 4);
        try (ThreadWatch watch = ThreadWatch.start()) {
            Parallel.in(
                    new Modes(4, 3).unmanaged(), () -> Parallel.forEach(3, i -> Parallel.forEach(4, j -> meet(all))));
            assertThat(watch.summary().peakActive()).isEqualTo(12);
        }
        assertThat(all.isBroken()).isFalse();
        assertThat(all.getNumberWaiting()).isZero();
    }

    @Test
    void exclusiveRunsOneRegionAtATime() {
        AtomicIntegerArray running = new AtomicIntegerArray(20);
        AtomicInteger most = new AtomicInteger();
        Parallel.in(
                FOUR.exclusive(),
                () -> Parallel.forEach(
                        20,
                        i -> Parallel.forEach(20, j -> {
                            running.incrementAndGet((int) i);
                            busy(20);
                            int regions = 0;
                            for (int r = 0; r < 20; r++) {
                                regions += running.get(r) > 0 ? 1 : 0;
                            }
                            most.accumulateAndGet(regions, Math::max);
                            running.decrementAndGet((int) i);
                        })));
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void countingGivesARegionAllItAskedFor() {
        CyclicBarrier four = new CyclicBarrier(4);
        AtomicInteger met = new AtomicInteger();
        Parallel.in(
                FOUR.counting(),
                () -> Parallel.forEach(
                        4,
                        i -> Parallel.forEach(4, j -> {
                            meet(four);
                            met.incrementAndGet();
                        })));
        assertThat(met.get()).isEqualTo(16);
    }

    @Test
    void aLargeRegionIsNotStarvedBySmallOnes() throws Exception {
        AtomicInteger done = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int c = 0; c < 4; c++) {
            callers.add(Threads.io("small", () -> {
                while (done.get() < 20) {
                    Parallel.in(FOUR.counting(), () -> Parallel.forEach(2, i -> busy(50)));
                }
            }));
        }
        for (int round = 0; round < 20; round++) {
            Parallel.in(FOUR.exclusive(), () -> Parallel.forEach(4, i -> busy(50)));
            done.incrementAndGet();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(done.get()).isEqualTo(20);
    }

    @Test
    void countingFreeTakesWhatIsFree() throws Exception {
        CyclicBarrier four = new CyclicBarrier(4);
        // One chunk outside: all four are free for what is inside.
        settle(FOUR.countingFree());
        Parallel.in(FOUR.countingFree(), () -> Parallel.forEach(1, i -> Parallel.forEach(4, j -> meet(four))));
        // Four chunks at work outside, which wait for one another: nothing is free inside.
        CyclicBarrier begun = new CyclicBarrier(4);
        CyclicBarrier ended = new CyclicBarrier(4);
        settle(FOUR.countingFree());
        Parallel.in(
                FOUR.countingFree(),
                () -> Parallel.forEach(4, i -> {
                    meet(begun);
                    Set<Thread> seen = ConcurrentHashMap.newKeySet();
                    Parallel.forEach(10, j -> seen.add(Thread.currentThread()));
                    assertThat(seen).containsExactly(Thread.currentThread());
                    meet(ended);
                }));
    }

    @ParameterizedTest
    @CsvSource({
        // The values that the paper's module gives: processors, workers, threads at f = 1 and f = 2.
        "8, 2, 4, 8",
        "88, 88, 1, 2",
        "88, 44, 2, 4",
        "88, 22, 4, 8",
        "16, 16, 1, 2",
        "16, 4, 4, 8",
        "2, 2, 1, 2",
        // A half is rounded to the even number, as Python does: 2.5, 3.5 and 1.5.
        "5, 2, 2, 4",
        "7, 2, 4, 8",
        "6, 4, 2, 4",
        // More workers than processors; one worker.
        "4, 9, 1, 2",
        "8, 1, 8, 8",
        "1, 5, 1, 1"
    })
    void sharesFollowTheFormula(int processors, int workers, int one, int two) {
        assertThat(Modes.share(processors, workers, 1)).isEqualTo(one);
        assertThat(Modes.share(processors, workers, 2)).isEqualTo(two);
        assertThat(Modes.share(processors, workers, 1_000_000)).isEqualTo(Modes.share(processors, workers, processors));
    }

    @Test
    void aShareIsReachedAndDoesNotGrow() throws Exception {
        Mode mode = new Modes(8, 2).shares(1);
        settle(mode);
        CyclicBarrier four = new CyclicBarrier(4);
        Parallel.in(mode, () -> {
            assertThat(Parallel.threads()).isEqualTo(2);
            // Even where only one of the two workers has work.
            Parallel.forEach(1, i -> {
                assertThat(Parallel.threads()).isEqualTo(4);
                Set<Thread> seen = ConcurrentHashMap.newKeySet();
                Parallel.forEach(4, j -> {
                    meet(four);
                    assertThat(Parallel.threads()).isEqualTo(1);
                });
                Parallel.forEach(1000, j -> seen.add(Thread.currentThread()));
                assertThat(seen.size()).isLessThanOrEqualTo(4);
            });
        });
        Parallel.in(new Modes(8, 1).shares(1), () -> {
            assertThat(Parallel.threads()).isEqualTo(1);
            Parallel.forEach(5, i -> assertThat(Parallel.threads()).isEqualTo(8));
        });
    }

    @Test
    void aShareInUseGrowsWhenOthersHaveNoWork() throws Exception {
        Mode mode = new Modes(8, 2).sharesInUse(1);
        settle(mode);
        CyclicBarrier both = new CyclicBarrier(2);
        CyclicBarrier eight = new CyclicBarrier(8);
        Parallel.in(
                mode,
                () -> Parallel.forEach(2, i -> {
                    meet(both);
                    if (i == 0) {
                        // The other worker is on its way out.
                        while (Parallel.threads() < 8) {
                            Thread.onSpinWait();
                        }
                        Parallel.forEach(8, j -> meet(eight));
                    }
                }));
        settle(mode);
        Parallel.in(mode, () -> Parallel.forEach(1, i -> Parallel.forEach(8, j -> meet(eight))));
        assertThat(eight.isBroken()).isFalse();
    }

    @Test
    void randomModesNestWithoutBlocking(@TempDir Path folder) throws Exception {
        Mode ipc = Mode.stealing(3, 3, "ipc", MachineTokens.of(folder.resolve("t"), 3));
        Modes three = new Modes(3, 2);
        List<Mode> modes = List.of(
                Mode.STEALING,
                Mode.SERIAL,
                Mode.stealing(3),
                ipc,
                FOUR.shares(1),
                three.shares(2),
                three.sharesInUse(1),
                FOUR.exclusive(),
                three.exclusive(),
                FOUR.counting(),
                three.counting(),
                FOUR.countingFree(),
                FOUR.unmanaged());
        AtomicReference<Throwable> wrong = new AtomicReference<>();
        AtomicInteger completed = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        Set<Double> sums = ConcurrentHashMap.newKeySet();
        for (int c = 0; c < 4; c++) {
            long seed = c;
            callers.add(Threads.io("random", () -> {
                Random random = new Random(seed);
                for (int round = 0; round < 60 && wrong.get() == null; round++) {
                    Mode[] chosen = random.ints(64, 0, modes.size())
                            .mapToObj(modes::get)
                            .toArray(Mode[]::new);
                    try {
                        sums.add(nested(chosen, 0, 0));
                        completed.incrementAndGet();
                    } catch (Throwable t) {
                        wrong.set(t);
                    }
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(wrong.get()).isNull();
        assertThat(completed.get()).isEqualTo(240);
        // The same bits, whatever the modes.
        assertThat(sums).hasSize(1);
        for (Mode mode : modes) {
            settle(mode);
        }
    }

    /** Four levels of four, each place with a mode of its own. */
    private static double nested(Mode[] modes, int level, int place) {
        if (level == 4) {
            return Math.sin(place);
        }
        return Parallel.in(
                modes[(place * 7 + level) % modes.length],
                () -> Parallel.<Double>reduce(
                        4, 1, (from, to) -> nested(modes, level + 1, place * 4 + (int) from), Double::sum));
    }

    /** All tokens come back: helpers that came too late may give theirs back a moment after the region. */
    private static void settle(Mode mode) throws InterruptedException {
        Tokens tokens = mode instanceof Admitting admitting
                ? admitting.tokens()
                : mode instanceof Shares shares ? shares.tokens() : new Tokens(1);
        for (int i = 0; i < 5000 && tokens.free() < tokens.total(); i++) {
            Thread.sleep(1);
        }
        assertThat(tokens.free()).isEqualTo(tokens.total());
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void anInterruptWhileWaitingIsAnswered(Mode mode, int most) throws Exception {
        CountDownLatch occupied = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread occupant = Threads.io(
                "occupant",
                () -> Parallel.in(
                        mode,
                        () -> Parallel.forEach(2, i -> {
                            if (i == 0) {
                                Parallel.forEach(most, j -> {
                                    occupied.countDown();
                                    await(release);
                                });
                            }
                        })));
        occupied.await();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch trying = new CountDownLatch(1);
        Thread caller = Threads.io("caller", () -> {
            trying.countDown();
            try {
                Parallel.in(
                        mode,
                        () -> Parallel.forEach(
                                1_000_000,
                                i -> Parallel.forEach(4, j -> {
                                    busy(100);
                                })));
            } catch (CancelledException e) {
                thrown.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost"));
            }
        });
        trying.await();
        Thread.sleep(30);
        long start = System.nanoTime();
        caller.interrupt();
        caller.join();
        long took = System.nanoTime() - start;
        assertThat(thrown.get()).isInstanceOf(CancelledException.class);
        // 100 ms is asked for; the rest is for a machine that does other things.
        assertThat(TimeUnit.NANOSECONDS.toMillis(took)).isLessThan(1000);
        release.countDown();
        occupant.join();
        // All is well again.
        AtomicInteger count = new AtomicInteger();
        Parallel.in(mode, () -> Parallel.forEach(10, i -> Parallel.forEach(10, j -> count.incrementAndGet())));
        assertThat(count.get()).isEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void theFirstExceptionComesOutAndNothingIsLeft(Mode mode, int most) throws Exception {
        for (int round = 0; round < 20; round++) {
            AtomicInteger running = new AtomicInteger();
            Throwable caught = catchThrowable(() -> Parallel.in(
                    mode,
                    () -> Parallel.forEach(
                            10,
                            i -> Parallel.forEach(10, j -> {
                                running.incrementAndGet();
                                try {
                                    if (i == 6 && j == 6) {
                                        throw new IllegalStateException("planned");
                                    }
                                    busy(5);
                                } finally {
                                    running.decrementAndGet();
                                }
                            }))));
            assertThat(caught).isInstanceOf(IllegalStateException.class).hasMessage("planned");
            assertThat(running.get()).isZero();
        }
        settle(mode);
        try (ThreadWatch watch = ThreadWatch.start()) {
            assertThat(watch.summary().peakActive()).isZero();
        }
    }

    @Test
    void nativeGrantsDependOnModeAndNestingAlone() {
        Modes modes = new Modes(8, 2);
        assertThat(grants(modes.shares(1))).containsExactly(8, 4, 1);
        assertThat(grants(modes.shares(2))).containsExactly(8, 8, 1);
        assertThat(grants(modes.sharesInUse(1))).containsExactly(8, 4, 1);
        assertThat(grants(modes.exclusive())).containsExactly(8, 8, 8);
        assertThat(grants(modes.counting())).containsExactly(8, 8, 8);
        assertThat(grants(modes.countingFree())).containsExactly(8, 1, 1);
        assertThat(grants(modes.unmanaged())).containsExactly(8, 8, 8);
    }

    private static List<Integer> grants(Mode mode) {
        List<Integer> grants = new ArrayList<>();
        Parallel.in(mode, () -> {
            grants.add(Parallel.callNative(threads -> threads));
            Set<Integer> inside = ConcurrentHashMap.newKeySet();
            Set<Integer> further = ConcurrentHashMap.newKeySet();
            Parallel.forEach(4, i -> {
                inside.add(Parallel.callNative(threads -> threads));
                Parallel.forEach(4, j -> further.add(Parallel.callNative(threads -> threads)));
            });
            assertThat(inside).hasSize(1);
            assertThat(further).hasSize(1);
            grants.addAll(inside);
            grants.addAll(further);
        });
        return grants;
    }

    @Test
    void nativeCallsAreAdmittedToo() {
        AtomicInteger threads = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        try (ThreadWatch watch = ThreadWatch.start()) {
            for (Mode mode : List.of(FOUR.exclusive(), FOUR.counting(), FOUR.shares(1))) {
                Parallel.in(
                        mode,
                        () -> Parallel.forEach(
                                20,
                                i -> Parallel.callNative(granted -> {
                                    peak.accumulateAndGet(threads.addAndGet(granted), Math::max);
                                    busy(50);
                                    return threads.addAndGet(-granted);
                                })));
            }
            assertThat(watch.summary().peakActive()).isEqualTo(4);
        }
        assertThat(peak.get()).isEqualTo(4);
    }

    @Test
    void modesHaveNames() {
        Modes modes = new Modes(4, 2);
        List<Mode> all = List.of(
                modes.shares(1),
                modes.shares(3),
                modes.sharesInUse(2),
                modes.exclusive(),
                modes.counting(),
                modes.countingFree(),
                modes.unmanaged());
        Set<String> names = new HashSet<>();
        for (Mode mode : all) {
            assertThat(modes.named(mode.name())).isEqualTo(mode);
            assertThat(mode).hasToString(mode.name());
            names.add(mode.name());
        }
        assertThat(names).hasSize(all.size());
        assertThat(modes.named("static").name()).isEqualTo("static:2");
        assertThat(Mode.of("counting")).isEqualTo(Modes.here().counting());
        assertThat(Modes.here()).isEqualTo(new Modes(Mode.STEALING.threads(), Parallel.workers()));
        for (String wrong : new String[] {"statics", "Exclusive", "", "counting:3", ":2"}) {
            assertThatThrownBy(() -> Mode.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "parallel mode \"" + wrong + "\" is unknown: the modes are stealing, serial,");
        }
        for (String wrong : new String[] {"static:0", "static:-1", "static:x", "static-in-use:"}) {
            assertThatThrownBy(() -> Mode.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "parallel mode \"" + wrong + "\": expected a whole number of at least 1 after the colon");
        }
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> new Modes(0, 1)).hasMessage("processors = 0: expected at least 1");
        assertThatThrownBy(() -> new Modes(1, -2)).hasMessage("workers = -2: expected at least 1");
        assertThatThrownBy(() -> FOUR.workers(0)).hasMessage("workers = 0: expected at least 1");
        assertThatThrownBy(() -> FOUR.shares(0)).hasMessage("factor = 0: expected at least 1");
        assertThatThrownBy(() -> FOUR.sharesInUse(-1)).hasMessage("factor = -1: expected at least 1");
    }

    @Test
    void theSystemSeesTheThreadsToo() {
        try (ThreadWatch watch = ThreadWatch.start()) {
            Parallel.in(FOUR.unmanaged(), () -> Parallel.forEach(2, i -> busy(60_000)));
            ThreadWatch.Summary seen = watch.summary();
            assertThat(seen.peakActive()).isEqualTo(2);
            // Two that run, and the test's own thread is one of them.
            seen.peakRunnable().ifPresent(peak -> assertThat(peak).isBetween(1, 3));
            assertThat(seen.toString()).contains("peak of active threads 2", "1 regions");
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("not all came", e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void busy(int micros) {
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
