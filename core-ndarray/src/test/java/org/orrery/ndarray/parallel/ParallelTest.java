package org.orrery.ndarray.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.ndarray.parallel.modes.Modes;

@Timeout(60)
class ParallelTest {

    static Stream<Mode> modes() {
        Modes three = new Modes(3, 3);
        return Stream.concat(
                pools(),
                Stream.of(
                        three.shares(1),
                        three.sharesInUse(2),
                        three.exclusive(),
                        three.counting(),
                        three.workers(2).countingFree(),
                        three.unmanaged()));
    }

    /** Those whose threads are no more than may work at the same time. */
    static Stream<Mode> pools() {
        return Stream.of(Mode.SERIAL, Mode.STEALING, Mode.stealing(2), Mode.stealing(3), Mode.stealing(8));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void everyIndexIsVisitedOnceInChunksOfAtMostTheGrain(Mode mode) {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            int n = random.nextInt(3000);
            int grain = 1 + random.nextInt(round % 2 == 0 ? 5 : 500);
            int from = random.nextInt(1000) - 500;
            AtomicIntegerArray visits = new AtomicIntegerArray(n);
            Parallel.in(
                    mode,
                    () -> Parallel.forEach(from, from + n, grain, (first, end) -> {
                        assertThat(end - first).isBetween(1L, (long) grain);
                        assertThat((first - from) % grain).isZero();
                        for (long i = first; i < end; i++) {
                            visits.incrementAndGet((int) (i - from));
                        }
                    }));
            for (int i = 0; i < n; i++) {
                assertThat(visits.get(i)).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void extremeRangesDoNotOverflow(Mode mode) {
        List<Long> ends = Collections.synchronizedList(new ArrayList<>());
        Parallel.in(mode, () -> {
            long grain = Long.MAX_VALUE / 3;
            Parallel.forEach(0, Long.MAX_VALUE, grain, (from, to) -> ends.add(to));
            Parallel.forEach(Long.MIN_VALUE, -2, Long.MAX_VALUE, (from, to) -> ends.add(to));
            Parallel.forEach(Long.MAX_VALUE - 3, Long.MAX_VALUE, 2, (from, to) -> ends.add(to));
        });
        assertThat(ends)
                .containsExactlyInAnyOrder(
                        Long.MAX_VALUE / 3,
                        Long.MAX_VALUE / 3 * 2,
                        Long.MAX_VALUE / 3 * 3,
                        Long.MAX_VALUE,
                        -2L,
                        Long.MAX_VALUE - 1,
                        Long.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void emptyRangeRunsNothing(Mode mode) {
        Parallel.in(mode, () -> {
            Parallel.forEach(0, index -> {
                throw new AssertionError("no index to visit");
            });
            Parallel.forEach(5, 5, 1, (from, to) -> {
                throw new AssertionError("no index to visit");
            });
        });
    }

    @Test
    void wrongArgumentsAreNamed() {
        RangeBody body = (from, to) -> {};
        assertThatThrownBy(() -> Parallel.forEach(5, 3, 1, body))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("range from 5 to 3: it ends before it begins");
        assertThatThrownBy(() -> Parallel.forEach(-2, Long.MAX_VALUE, 1, body))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 2^63 - 1");
        assertThatThrownBy(() -> Parallel.forEach(0, 3, 0, body))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("grain = 0: expected at least 1");
        assertThatThrownBy(() -> Parallel.forEach(-1, index -> {})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Parallel.reduce(-1, 1, (from, to) -> 0, Integer::sum))
                .hasMessage("n = -1: expected at least 0");
        assertThatThrownBy(() -> Parallel.reduce(1, 0, (from, to) -> 0, Integer::sum))
                .hasMessage("block = 0: expected at least 1");
        assertThatThrownBy(() -> Mode.stealing(0)).hasMessage("threads = 0: expected at least 1");
    }

    @ParameterizedTest
    @MethodSource("pools")
    void nestedRegionsUseNoMoreThreadsThanTheModeHas(Mode mode) {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        AtomicLong sum = new AtomicLong();
        Parallel.in(
                mode,
                () -> Parallel.forEach(
                        20,
                        i -> Parallel.forEach(
                                20,
                                j -> Parallel.forEach(10, k -> {
                                    seen.add(Thread.currentThread());
                                    peak.accumulateAndGet(running.incrementAndGet(), Math::max);
                                    sum.addAndGet(i * 200 + j * 10 + k);
                                    Thread.onSpinWait();
                                    running.decrementAndGet();
                                }))));
        assertThat(sum.get()).isEqualTo(4000L * 3999 / 2);
        assertThat(peak.get()).isLessThanOrEqualTo(mode.threads());
        assertThat(seen.size()).isLessThanOrEqualTo(mode.threads());
    }

    @Test
    void anInnerRegionGetsHelpWhenTheOuterHasTooFewChunks() throws Exception {
        // Both chunks of the inner region must be in progress at once for either to end.
        Mode mode = Mode.stealing(3);
        AtomicInteger arrived = new AtomicInteger();
        Parallel.in(
                mode,
                () -> Parallel.forEach(2, i -> {
                    if (i == 0) {
                        Parallel.forEach(2, j -> {
                            arrived.incrementAndGet();
                            while (arrived.get() < 2) {
                                Thread.onSpinWait();
                            }
                        });
                    }
                }));
        assertThat(arrived.get()).isEqualTo(2);
    }

    @Test
    void aWaitingCallerHelpsInsideItsOwnRegion() {
        // Two threads: the worker opens an inner region of two chunks that need both threads; the other one is the
        // outer caller.
        Mode mode = Mode.stealing(2);
        for (int round = 0; round < 50; round++) {
            AtomicInteger arrived = new AtomicInteger();
            AtomicInteger outer = new AtomicInteger();
            AtomicReference<Thread> opener = new AtomicReference<>();
            Thread caller = Thread.currentThread();
            Parallel.in(
                    mode,
                    () -> Parallel.forEach(2, i -> {
                        outer.incrementAndGet();
                        while (outer.get() < 2) {
                            Thread.onSpinWait();
                        }
                        if (Thread.currentThread() != caller) {
                            opener.set(Thread.currentThread());
                            Parallel.forEach(2, j -> {
                                arrived.incrementAndGet();
                                while (arrived.get() < 2) {
                                    Thread.onSpinWait();
                                }
                            });
                        }
                    }));
            assertThat(opener.get()).isNotNull();
            assertThat(arrived.get()).isEqualTo(2);
        }
    }

    @Test
    void workersAreNamedDaemons() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger arrived = new AtomicInteger();
        Parallel.in(
                Mode.stealing(3),
                () -> Parallel.forEach(3, i -> {
                    seen.add(Thread.currentThread());
                    arrived.incrementAndGet();
                    while (arrived.get() < 3) {
                        Thread.onSpinWait();
                    }
                }));
        seen.remove(Thread.currentThread());
        assertThat(seen).hasSize(2).allMatch(Thread::isDaemon);
        assertThat(seen).extracting(Thread::getName).containsExactlyInAnyOrder("orrery-1", "orrery-2");
    }

    @Test
    void helpersLeaveWhenCallersAloneFillTheMachine() throws Exception {
        Mode mode = Mode.stealing(3);
        AtomicInteger arrived = new AtomicInteger();
        AtomicInteger left = new AtomicInteger();
        AtomicInteger byHelpers = new AtomicInteger();
        AtomicLong sum = new AtomicLong();
        List<Thread> callers = new ArrayList<>();
        for (int c = 0; c < 4; c++) {
            callers.add(Threads.io("caller-" + c, () -> {
                Thread self = Thread.currentThread();
                AtomicBoolean here = new AtomicBoolean();
                Parallel.in(
                        mode,
                        () -> Parallel.forEach(300, i -> {
                            if (Thread.currentThread() != self) {
                                byHelpers.addAndGet(arrived.get() == 4 && left.get() == 0 ? 1 : 0);
                            } else if (!here.getAndSet(true)) {
                                arrived.incrementAndGet();
                                while (arrived.get() < 4) {
                                    Thread.onSpinWait();
                                }
                            }
                            long end = System.nanoTime() + 20_000;
                            while (System.nanoTime() < end) {
                                Thread.onSpinWait();
                            }
                            sum.addAndGet(i);
                        }));
                left.incrementAndGet();
                if (!here.get()) {
                    // Helpers had done everything before this caller had its turn.
                    arrived.incrementAndGet();
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(sum.get()).isEqualTo(4L * 299 * 150);
        // A helper may start a chunk while the last caller comes or the first one goes.
        assertThat(byHelpers.get()).isLessThan(20);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void bodiesSeeTheModeOfTheCode(Mode mode) {
        Set<Mode> seen = ConcurrentHashMap.newKeySet();
        Parallel.in(mode, () -> Parallel.forEach(100, i -> seen.add(Parallel.mode())));
        assertThat(seen).containsExactly(mode);
        Set<Mode> inner = ConcurrentHashMap.newKeySet();
        Parallel.in(
                mode,
                () -> Parallel.forEach(
                        100,
                        i -> Parallel.in(
                                Mode.SERIAL,
                                () -> Parallel.forEach(2, j -> {
                                    inner.add(Parallel.mode());
                                    assertThat(Parallel.threads()).isEqualTo(1);
                                }))));
        assertThat(inner).containsExactly(Mode.SERIAL);
        assertThat(Parallel.mode()).isEqualTo(Settings.mode());
    }

    @Test
    @SuppressWarnings("try")
    void scopesNestAndEnd() throws Exception {
        Mode before = Parallel.mode();
        try (Parallel.Scope outer = Parallel.scope(Mode.stealing(3))) {
            assertThat(Parallel.threads()).isEqualTo(3);
            try (Parallel.Scope inner = Parallel.scope(Mode.SERIAL)) {
                assertThat(Parallel.threads()).isEqualTo(1);
            }
            assertThat(Parallel.threads()).isEqualTo(3);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread other = Threads.io("closer", () -> {
                try {
                    outer.close();
                } catch (IllegalStateException e) {
                    thrown.set(e);
                }
            });
            other.join();
            assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
        }
        assertThat(Parallel.mode()).isSameAs(before);
        String value = Parallel.in(Mode.SERIAL, () -> Parallel.mode().name());
        assertThat(value).isEqualTo("serial");
    }

    @Test
    void modeIsRestoredAfterAnException() {
        Mode before = Parallel.mode();
        assertThatThrownBy(() -> Parallel.in(
                        Mode.stealing(3),
                        () -> Parallel.forEach(10, i -> {
                            throw new IllegalStateException("x");
                        })))
                .hasMessage("x");
        assertThat(Parallel.mode()).isSameAs(before);
        assertThat(Context.current().region).isNull();
    }

    @Test
    void nativeGrantDependsOnModeAndNesting() {
        Mode mode = Mode.stealing(3);
        Set<Integer> inside = ConcurrentHashMap.newKeySet();
        Parallel.in(mode, () -> {
            assertThat(Parallel.nativeThreads()).isEqualTo(3);
            Parallel.forEach(10, i -> inside.add(Parallel.nativeThreads()));
            assertThat(Parallel.nativeThreads()).isEqualTo(3);
            // One chunk is no region: its body may use everything.
            Parallel.forEach(1, i -> assertThat(Parallel.nativeThreads()).isEqualTo(3));
        });
        assertThat(inside).containsExactly(1);
        Parallel.in(Mode.SERIAL, () -> assertThat(Parallel.nativeThreads()).isEqualTo(1));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void reduceMergesPairwiseInIndexOrder(Mode mode) {
        for (int n : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 29, 1023, 1024, 1025, 2047, 2048, 2049, 5000}) {
            String expected = mergedByLevels(n);
            String actual = Parallel.in(
                    mode,
                    () -> Parallel.<String>reduce(
                            n * 3L - 1, 3, (from, to) -> Long.toString(from / 3), (a, b) -> "(" + a + " " + b + ")"));
            assertThat(actual).isEqualTo(expected);
        }
    }

    /** The tree as it is written down in the Javadoc: level by level. */
    private static String mergedByLevels(int blocks) {
        List<String> level = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            level.add(Integer.toString(i));
        }
        while (level.size() > 1) {
            List<String> next = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                next.add(i + 1 < level.size() ? "(" + level.get(i) + " " + level.get(i + 1) + ")" : level.get(i));
            }
            level = next;
        }
        return level.get(0);
    }

    @Test
    void reduceHasTheSameBitsForAnyNumberOfThreads() {
        double[] x = new Random(5).doubles(1_000_003, -1, 1).toArray();
        Set<Double> sums = ConcurrentHashMap.newKeySet();
        modes().forEach(mode -> Parallel.in(
                mode,
                () -> sums.add(Parallel.<Double>reduce(
                        x.length,
                        100,
                        (from, to) -> {
                            double sum = 0;
                            for (int i = (int) from; i < to; i++) {
                                sum += x[i];
                            }
                            return sum;
                        },
                        Double::sum))));
        assertThat(sums).hasSize(1);
    }

    @Test
    void reduceOfNothingIsThePartialOfNothing() {
        assertThat(Parallel.<String>reduce(0, 10, (from, to) -> from + ".." + to, String::concat))
                .isEqualTo("0..0");
    }

    @Test
    void settingsAreReadClearly() {
        assertThat(Settings.mode(null)).isSameAs(Mode.STEALING);
        assertThat(Settings.mode("serial")).isSameAs(Mode.SERIAL);
        assertThat(Settings.mode("stealing")).isSameAs(Mode.STEALING);
        assertThat(Settings.mode("exclusive").name()).isEqualTo("exclusive");
        assertThatThrownBy(() -> Settings.mode("steeling"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "-Dorrery.parallel=steeling: parallel mode \"steeling\" is unknown: the modes are stealing,"
                                + " serial,");
        assertThat(Settings.workers(null, 6)).isEqualTo(6);
        assertThat(Settings.workers("8", 6)).isEqualTo(8);
        assertThatThrownBy(() -> Settings.workers("0", 6))
                .hasMessage("-Dorrery.workers=0: expected a whole number of at least 1");
        assertThat(Settings.threads(null, 6)).isEqualTo(6);
        assertThat(Settings.threads("4", 6)).isEqualTo(4);
        assertThat(Settings.threads("8", 6)).isEqualTo(6);
        for (String wrong : new String[] {"0", "-1", "two", "", "99999999999"}) {
            assertThatThrownBy(() -> Settings.threads(wrong, 6))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("-Dorrery.threads=" + wrong + ": expected a whole number of at least 1");
        }
    }
}
