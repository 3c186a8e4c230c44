package org.orrery.ndarray.parallel;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Draws the states of a task on one line of a terminal, over and over, and ends it with a line break. */
final class ProgressBar implements Consumer<Progress.State> {

    /** Terminals have 80 columns or more; in the last one some wrap. */
    private static final int COLUMNS = 79;

    private static final int BAR = 20;

    private final PrintStream stream;
    private int shown;

    ProgressBar(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void accept(Progress.State state) {
        String line = line(state);
        // Blanks over what was longer before.
        stream.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        shown = line.length();
        if (state.ended()) {
            stream.println();
            shown = 0;
        }
        stream.flush();
    }

    static String line(Progress.State state) {
        String rest = percent(state) + bar(state) + counts(state);
        String label = state.label();
        int room = Math.max(3, COLUMNS - rest.length());
        String line = (label.length() <= room ? label : label.substring(0, room - 2) + "..") + rest;
        return line.length() <= COLUMNS ? line : line.substring(0, COLUMNS);
    }

    static String percent(Progress.State state) {
        // Rounded down: 100% is shown when all is done.
        return state.total() == Progress.UNKNOWN
                ? ""
                : String.format(Locale.ROOT, " %3d%%", (int) Math.floor(100 * state.fraction()));
    }

    private static String bar(Progress.State state) {
        if (state.total() == Progress.UNKNOWN) {
            return "";
        }
        int full = (int) Math.floor(BAR * state.fraction());
        return " [" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    static String counts(Progress.State state) {
        boolean known = state.total() != Progress.UNKNOWN;
        StringBuilder text = new StringBuilder(" ").append(number(Math.floor(state.done())));
        if (known) {
            text.append('/').append(number((double) state.total()));
        }
        text.append(' ').append(state.unit());
        if (state.done() > 0 && !state.elapsed().isZero()) {
            text.append(", ").append(rate(state.rate())).append("/s");
        }
        if (state.ended()) {
            boolean all = !known || state.done() >= state.total();
            text.append(all ? ", took " : ", stopped after ").append(time(state.elapsed()));
        } else if (state.done() < state.total()) {
            state.timeLeft()
                    .ifPresent(left -> text.append(", ").append(time(left)).append(" left"));
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, rate >= 100 ? "%,.0f" : rate >= 10 ? "%.1f" : "%.2f", rate);
    }

    private static String time(Duration duration) {
        if (duration.toMillis() < 9_950) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%,d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
}
