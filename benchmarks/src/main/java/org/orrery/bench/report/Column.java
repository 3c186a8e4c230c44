package org.orrery.bench.report;

/**
 * A column of a table: who was measured.
 *
 * @param key what cells refer to it by
 * @param label its heading
 * @param side whose numbers it holds; columns of different sides are never merged
 * @param about versions and settings, for the reader who wants to know
 */
public record Column(String key, String label, Side side, String about) {
    /** Whose numbers a column holds. */
    public enum Side {
        /** Published in the paper, measured on the paper's machine. */
        PAPER("Paper, its machine"),
        /** The peer library, measured here in this run. */
        PEER("Peers, here and now"),
        /** This library, measured here in this run. */
        OURS("Orrery, here and now");

        private final String title;

        Side(String title) {
            this.title = title;
        }

        /**
         * The heading over all columns of this side.
         *
         * @return the heading
         */
        public String title() {
            return title;
        }
    }
}
