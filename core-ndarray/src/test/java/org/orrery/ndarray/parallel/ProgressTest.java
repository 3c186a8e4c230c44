package org.orrery.ndarray.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    /** A clock that starts anywhere and moves when told. */
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private void pass(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theBarIsUpdatedInPlaceAndEndsWithALineBreak() {
        Progress progress = Progress.bar(stream, clock::get);
        try (Progress.Task task = progress.start("fit", 1000, "spectra")) {
            assertThat(text()).isEqualTo("\rfit   0% [--------------------] 0/1,000 spectra");
            bytes.reset();
            pass(50);
            task.advance(10); // too soon to be shown
            assertThat(text()).isEmpty();
            pass(11_950);
            task.advance(410);
            assertThat(text()).isEqualTo("\rfit  42% [########------------] 420/1,000 spectra, 35.0/s, 17 s left");
            bytes.reset();
            pass(10_000);
            task.advance(580);
            assertThat(text()).isEqualTo("\rfit 100% [####################] 1,000/1,000 spectra, 45.5/s         ");
            bytes.reset();
        }
        assertThat(text())
                .isEqualTo("\rfit 100% [####################] 1,000/1,000 spectra, 45.5/s, took 22 s"
                        + System.lineSeparator());
    }

    @Test
    void aShorterLineCoversALongerOne() {
        Progress.Task task = Progress.bar(stream, clock::get).start("a", 1_000_000, "cells");
        pass(7_400_000);
        task.advance(500_000);
        pass(1000);
        bytes.reset();
        task.advance(499_999);
        assertThat(text())
                .isEqualTo("\ra  99% [###################-] 999,999/1,000,000 cells, 135/s, 0.0 s left      ");
    }

    @Test
    void stoppedWorkEndsItsLineToo() {
        assertThatThrownBy(() -> {
                    try (Progress.Task task = Progress.bar(stream, clock::get).start("fit", 10, "files")) {
                        task.advance(3);
                        pass(4000);
                        throw new IllegalStateException("x");
                    }
                })
                .hasMessage("x");
        assertThat(text())
                .endsWith("fit  30% [######--------------] 3/10 files, 0.75/s, stopped after 4.0 s"
                        + System.lineSeparator());
    }

    @Test
    void anUnknownTotalShowsCountAndRate() {
        Progress.Task task = Progress.bar(stream, clock::get).start("read", Progress.UNKNOWN, "lines");
        assertThat(text()).isEqualTo("\rread 0 lines");
        bytes.reset();
        pass(2000);
        task.advance(5000);
        assertThat(text()).isEqualTo("\rread 5,000 lines, 2,500/s");
        bytes.reset();
        task.close();
        task.close();
        assertThat(text()).isEqualTo("\rread 5,000 lines, 2,500/s, took 2.0 s" + System.lineSeparator());
        assertThat(task.state().fraction()).isNaN();
        assertThat(task.state().timeLeft()).isEmpty();
    }

    @Test
    void aLongLabelIsCutToTheLine() {
        Progress.Task task = Progress.bar(stream, clock::get).start("x".repeat(200), 1000, "spectra");
        pass(12_000);
        task.advance(420);
        for (String line : text().split("\r")) {
            assertThat(line.length()).isLessThanOrEqualTo(79);
        }
        assertThat(text()).contains("xx..  42% [");
    }

    @Test
    void atMostTenUpdatesASecond() {
        List<Progress.State> states = new ArrayList<>();
        Progress progress = Progress.listener(states::add, clock::get);
        try (Progress.Task task = progress.start("count", 100_000, "steps")) {
            for (int i = 0; i < 100_000; i++) {
                clock.addAndGet(20_000); // two seconds in all
                task.advance(1);
            }
        }
        assertThat(states).hasSizeBetween(20, 22);
        assertThat(states.get(0).done()).isZero();
        Progress.State last = states.get(states.size() - 1);
        assertThat(last.ended()).isTrue();
        assertThat(last.fraction()).isEqualTo(1);
        assertThat(last.rate()).isCloseTo(50_000, within(1e-6));
        assertThat(states).extracting(Progress.State::done).isSorted();
        assertThat(states.subList(0, states.size() - 1)).noneMatch(Progress.State::ended);
    }

    @Test
    void partsCountInProportion() {
        List<Progress.State> states = new ArrayList<>();
        Progress.Task whole = Progress.listener(states::add, clock::get).start("impute", 10, "sets");
        whole.advance(2);
        Progress.Task part = whole.part(4).start("chain", 200, "cycles");
        part.advance(50);
        assertThat(whole.state().done()).isEqualTo(3);
        Progress.Task inner = part.part(100).start("draw", 4, "cells");
        inner.advance(2);
        assertThat(whole.state().done()).isEqualTo(4);
        pass(200);
        inner.advance(1);
        assertThat(states.get(states.size() - 1).done()).isEqualTo(4.5);
        assertThat(states.get(states.size() - 1).label()).isEqualTo("impute");
        assertThat(states.get(states.size() - 1).timeLeft().orElseThrow()).isEqualTo(Duration.ofNanos(244_444_444));
        inner.close();
        assertThat(whole.state().done()).isEqualTo(5);
        part.close();
        assertThat(whole.state().done()).isEqualTo(6);
        whole.close();
        assertThat(states.get(states.size() - 1).toString())
                .isEqualTo("impute  60% 6/10 sets, 30.0/s, stopped after 0.2 s");
    }

    @Test
    void onlyTheFirstTaskOfAPartCounts() {
        Progress.Task whole = Progress.listener(state -> {}, clock::get).start("a", 10, "b");
        Progress part = whole.part(5);
        part.start("first", 1, "c").close();
        part.start("second", 1, "c").close();
        assertThat(whole.state().done()).isEqualTo(5);
    }

    @Test
    void emptyWorkIsDone() {
        try (Progress.Task task = Progress.bar(stream, clock::get).start("none", 0, "files")) {
            assertThat(task.state().fraction()).isEqualTo(1);
        }
        assertThat(text()).contains("none 100% [####################] 0/0 files, took 0.0 s");
    }

    @Test
    void manyThreadsAdvanceOneTask() {
        List<Progress.State> states = Collections.synchronizedList(new ArrayList<>());
        try (Progress.Task task = Progress.listener(states::add).start("count", 100_000, "steps")) {
            Parallel.in(
                    Mode.stealing(4),
                    () -> Parallel.forEach(100_000, 100, (from, to) -> {
                        for (long i = from; i < to; i++) {
                            task.advance(1);
                        }
                    }));
        }
        assertThat(states.get(states.size() - 1).done()).isEqualTo(100_000);
        assertThat(states).extracting(Progress.State::done).isSorted();
    }

    @Test
    void noneIsSilentAllTheWayDown() {
        Progress.Task task = Progress.none().start("a", 10, "b");
        task.advance(3);
        assertThat(task.part(5)).isSameAs(Progress.none());
        task.close();
        assertThatThrownBy(() -> task.advance(-1)).hasMessage("units = -1: expected at least 0");
        assertThatThrownBy(() -> task.part(-1)).hasMessage("units = -1: expected at least 0");
        assertThatThrownBy(() -> Progress.none().start("a", -2, "b"))
                .hasMessage("total = -2: expected at least 0, or UNKNOWN");
    }
}
