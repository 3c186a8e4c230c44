package org.orrery.ndarray;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an index expression: an integer, a slice, a new axis, an ellipsis, or an array of positions or truth
 * values.
 *
 * <pre>{@code
 * a.get(Index.at(3), Index.range(1, 5), Index.all());
 * a.get("3, 1:5, :");                                     // the same
 * }</pre>
 */
public sealed interface Index {
    /**
     * One position, which takes its axis away.
     *
     * @param position the position, where a negative one counts from the end
     */
    record At(long position) implements Index {}

    /**
     * A slice with Python's meaning; an absent bound is that end of the axis to which the step leads.
     *
     * @param start the first position, or null
     * @param stop the position before which it ends, or null
     * @param step the distance, not zero
     */
    record Slice(@Nullable Long start, @Nullable Long stop, long step) implements Index {
        /**
         * Checks the step.
         *
         * @param start the first position, or null
         * @param stop the position before which it ends, or null
         * @param step the distance, not zero
         * @throws IllegalArgumentException if the step is zero
         */
        public Slice {
            if (step == 0) {
                throw new IllegalArgumentException("slice step is 0: expected a positive or negative one");
            }
        }

        /**
         * The first position on an axis; of no meaning if the slice is empty there.
         *
         * @param size the size of the axis
         * @return the position
         */
        public long first(long size) {
            return start == null ? (step > 0 ? 0 : size - 1) : clamp(start, size);
        }

        /**
         * The number of positions on an axis.
         *
         * @param size the size of the axis
         * @return zero or more
         */
        public long count(long size) {
            long last = stop == null ? (step > 0 ? size : -1) : clamp(stop, size);
            long span = step > 0 ? last - first(size) : first(size) - last;
            // Unsigned division, since the magnitude of the smallest step has no positive counterpart.
            return span <= 0 ? 0 : step == 1 ? span : Long.divideUnsigned(span - 1, Math.abs(step)) + 1;
        }

        private long clamp(long position, long size) {
            long p = position < 0 ? position + size : position;
            return step > 0 ? Math.max(0, Math.min(size, p)) : Math.max(-1, Math.min(size - 1, p));
        }
    }

    /** An axis of size one that is put in. */
    record NewAxis() implements Index {}

    /** As many full slices as there are axes left. */
    record Ellipsis() implements Index {}

    /**
     * Positions or truth values.
     *
     * @param array integers of any shape, or booleans of the shape of the axes that they select from
     */
    record Selection(NdArray array) implements Index {
        /**
         * Checks the type.
         *
         * @param array integers of any shape, or booleans of the shape of the axes that they select from
         * @throws DTypeException if the array is neither of integers nor of booleans
         */
        public Selection {
            if (!array.dtype().isInteger() && !array.dtype().isBoolean()) {
                throw new DTypeException("index array has dtype " + array.dtype() + ": expected integers or booleans");
            }
        }
    }

    /**
     * One position, which takes its axis away.
     *
     * @param position the position, where a negative one counts from the end
     * @return the entry
     */
    static Index at(long position) {
        return new At(position);
    }

    /**
     * A whole axis.
     *
     * @return the entry {@code :}
     */
    static Index all() {
        return new Slice(null, null, 1);
    }

    /**
     * The positions from one on.
     *
     * @param start the first position
     * @return the entry {@code start:}
     */
    static Index from(long start) {
        return new Slice(start, null, 1);
    }

    /**
     * The positions before one.
     *
     * @param stop the position before which it ends
     * @return the entry {@code :stop}
     */
    static Index to(long stop) {
        return new Slice(null, stop, 1);
    }

    /**
     * A range of positions.
     *
     * @param start the first position
     * @param stop the position before which it ends
     * @return the entry {@code start:stop}
     */
    static Index range(long start, long stop) {
        return new Slice(start, stop, 1);
    }

    /**
     * A range of positions with a step.
     *
     * @param start the first position
     * @param stop the position before which it ends
     * @param step the distance, not zero
     * @return the entry {@code start:stop:step}
     * @throws IllegalArgumentException if the step is zero
     */
    static Index range(long start, long stop, long step) {
        return new Slice(start, stop, step);
    }

    /**
     * A whole axis with a step.
     *
     * @param step the distance, not zero; a negative one runs backwards
     * @return the entry {@code ::step}
     * @throws IllegalArgumentException if the step is zero
     */
    static Index step(long step) {
        return new Slice(null, null, step);
    }

    /**
     * An axis of size one that is put in.
     *
     * @return the entry {@code None}
     */
    static Index newAxis() {
        return new NewAxis();
    }

    /**
     * As many full slices as there are axes left.
     *
     * @return the entry {@code ...}
     */
    static Index ellipsis() {
        return new Ellipsis();
    }

    /**
     * Positions along an axis.
     *
     * @param positions the positions, where negative ones count from the end
     * @return the entry
     */
    static Index of(long... positions) {
        return new Selection(DenseArray.wrap(positions.clone(), Shape.of(positions.length)));
    }

    /**
     * Positions or truth values.
     *
     * @param array integers of any shape, or booleans of the shape of the axes that they select from
     * @return the entry
     * @throws DTypeException if the array is neither of integers nor of booleans
     */
    static Index of(NdArray array) {
        return new Selection(array);
    }

    /**
     * Parses an index expression in NumPy's notation: integers, slices, {@code None} (or {@code newaxis}),
     * {@code ...}, and lists of integers such as {@code [0, 2, 5]}, separated by commas.
     *
     * @param text the expression, such as {@code "1:, ::-1, None, ..., 3"}
     * @return its entries
     * @throws IllegalArgumentException if the text is no index expression; the message gives the position
     */
    static Index[] parse(String text) {
        return new IndexParser(text).parse();
    }

    /** The entries of an index, written as NumPy does. */
    private static List<String> words(Index... entries) {
        List<String> words = new ArrayList<>();
        for (Index e : entries) {
            if (e instanceof At at) {
                words.add(Long.toString(at.position()));
            } else if (e instanceof Slice s) {
                words.add((s.start() == null ? "" : s.start()) + ":" + (s.stop() == null ? "" : s.stop())
                        + (s.step() == 1 ? "" : ":" + s.step()));
            } else if (e instanceof NewAxis) {
                words.add("None");
            } else if (e instanceof Ellipsis) {
                words.add("...");
            } else if (e instanceof Selection s) {
                words.add(s.array().dtype() + " array " + s.array().shape());
            }
        }
        return words;
    }

    /**
     * Writes an index expression as NumPy does, for messages.
     *
     * @param entries the entries
     * @return the text, such as {@code 1:, ::-1, 3}
     */
    static String format(Index... entries) {
        return String.join(", ", words(entries));
    }
}
