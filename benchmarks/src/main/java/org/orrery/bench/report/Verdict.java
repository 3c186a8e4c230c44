package org.orrery.bench.report;

import java.util.ArrayList;
import java.util.List;
import org.orrery.bench.sidebyside.Samples;

/**
 * What became of a {@link Goal}.
 *
 * @param title what was to be that fast
 * @param row the id of the row that measures it
 * @param goal the goal in words
 * @param ours our time in seconds, or NaN
 * @param peer the peer's time in the same run, or NaN
 * @param ratio ours to the peer's, or NaN
 * @param outcome the verdict
 */
public record Verdict(String title, String row, String goal, double ours, double peer, double ratio, Outcome outcome) {
    /** The verdicts there are. */
    public enum Outcome {
        /** The time is reached. */
        MET("met", true),
        /** The time is not reached, the ratio to the peer in the same run is. */
        MET_BY_RATIO("met by the ratio", true),
        /** The time misses by less than 20 % and its ratio to the peer holds. */
        WITHIN_TOLERANCE("met within 20 %, the ratio holds", true),
        /** Not reached. */
        MISSED("missed", false),
        /** Fast or not, the result differs from the peer's. */
        WRONG("the results differ", false),
        /** Not measured. */
        MISSING("missing", false);

        private final String words;
        private final boolean met;

        Outcome(String words, boolean met) {
            this.words = words;
            this.met = met;
        }

        /**
         * The verdict in words.
         *
         * @return such as {@code "met"}
         */
        public String words() {
            return words;
        }

        /**
         * Whether the goal counts as reached.
         *
         * @return whether it does
         */
        public boolean met() {
            return met;
        }
    }

    /**
     * The verdicts as a text table: goal, ours, the peer in the same run, ratio, verdict.
     *
     * @param verdicts the verdicts
     * @return one line for each, after a heading, each ended by a line feed
     */
    public static String table(List<Verdict> verdicts) {
        var cells = new ArrayList<String[]>();
        cells.add(new String[] {"", "goal", "ours", "peer", "ratio", "verdict"});
        for (var verdict : verdicts) {
            cells.add(new String[] {
                verdict.title,
                verdict.goal,
                time(verdict.ours),
                time(verdict.peer),
                Double.isNaN(verdict.ratio) ? "–" : Samples.digits(verdict.ratio),
                verdict.outcome.words
            });
        }
        var text = new StringBuilder();
        for (var line : cells) {
            for (var column = 0; column < line.length; column++) {
                var cell = line[column];
                var at = column;
                var width = cells.stream()
                        .mapToInt(other -> other[at].length())
                        .max()
                        .orElse(0);
                var padding = " ".repeat(width - cell.length());
                var numeric = column >= 2 && column <= 4;
                text.append(numeric ? padding + cell : cell + (column < line.length - 1 ? padding : ""))
                        .append(column < line.length - 1 ? "  " : "\n");
            }
        }
        return text.toString();
    }

    private static String time(double seconds) {
        return Double.isNaN(seconds) ? "–" : Samples.format(seconds);
    }
}
