package org.orrery.ndarray;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reduction: how it resolves data types, and its folds.
 *
 * <p>A fold has a state of a few numbers. An array type splits the elements of each group, in row-major order, into
 * blocks of {@link #BLOCK}, accumulates each block into a state of its own, and merges neighbouring states pairwise, so
 * that the result is the same for any number of threads, chunking, slice or stride.
 */
public final class Reduction {
    /** The number of elements that are accumulated into one state. */
    public static final int BLOCK = 1024;

    /**
     * The arithmetic of a reduction on one compute type. Elements and states are {@code double[]} for float64 and, two
     * numbers an element, complex128, and {@code long[]} for int64 and uint64; offsets and strides count elements, and
     * states lie {@link #width()} numbers apart.
     */
    public interface Fold {
        /**
         * The numbers in a state.
         *
         * @return the width
         */
        int width();

        /**
         * Makes a state of at most {@link #BLOCK} elements.
         *
         * @param x the storage of the elements
         * @param offset where they start
         * @param stride the step between them
         * @param count how many there are, one or more
         * @param first the position in its group of the first element
         * @param state the storage of the states
         * @param at where the state is written
         */
        void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at);

        /**
         * Makes the states of several columns, each of at most {@link #BLOCK} elements; the states lie in a row.
         *
         * @param x the storage of the elements
         * @param offset where the first column starts
         * @param rowStride the step between a column's elements
         * @param rows how many elements a column has, one or more
         * @param columnStride the step between columns
         * @param columns how many columns there are
         * @param first the position in its group of each column's first element
         * @param state the storage of the states
         * @param at where the first state is written
         */
        default void accumulateColumns(
                Object x,
                int offset,
                int rowStride,
                int rows,
                int columnStride,
                int columns,
                long first,
                Object state,
                int at) {
            for (int c = 0; c < columns; c++) {
                accumulate(x, offset + c * columnStride, rowStride, rows, first, state, at + c * width());
            }
        }

        /**
         * Makes the state of a value that is repeated.
         *
         * @param x the storage of the value
         * @param offset where it lies
         * @param count how often it is repeated, one or more
         * @param first the position in its group of the first repetition
         * @param state the storage of the states
         * @param at where the state is written
         */
        void repeated(Object x, int offset, long count, long first, Object state, int at);

        /**
         * Merges a state into another of elements before it.
         *
         * @param state the storage of both states
         * @param into the state that is changed
         * @param from the state of the later elements
         */
        void merge(Object state, int into, int from);

        /**
         * Writes the result of a state.
         *
         * @param state the storage of the state
         * @param at where the state lies
         * @param count the number of elements that went into it
         * @param out the storage of the result, of the plan's {@code out} type
         * @param outAt where the result is written, in elements
         */
        void finish(Object state, int at, long count, Object out, int outAt);

        /**
         * Writes the result for no elements.
         *
         * @param out the storage of the result, of the plan's {@code out} type
         * @param outAt where the result is written, in elements
         * @return false if there is none
         */
        boolean identity(Object out, int outAt);
    }

    /**
     * A running fold along one axis, written for each element.
     */
    @FunctionalInterface
    public interface Scan {
        /**
         * Writes the fold of every prefix.
         *
         * @param x the storage of the elements
         * @param offset where they start
         * @param stride the step between them
         * @param count how many there are
         * @param out the storage of the results
         * @param outOffset where they start
         * @param outStride the step between them
         */
        void run(Object x, int offset, int stride, int count, Object out, int outOffset, int outStride);
    }

    /** How the types of input and result are related. */
    public enum Rule {
        /** Sums and products: small integers and booleans become 64 bits wide. */
        ACCUMULATE,
        /** The input's type; complex numbers are refused. */
        REAL,
        /** Truth values in, a boolean out. */
        TRUTH,
        /** Truth values in, an int64 out. */
        COUNT,
        /** Floating and complex types, integers as float64. */
        FLOATING,
        /** Real floating and complex types in, a real floating type out. */
        MAGNITUDE,
        /** A position: any real type in, int64 out. */
        POSITION
    }

    /**
     * A resolved reduction.
     *
     * @param load the type to which elements are brought: {@link DType#BOOL} for their truth (as the compute type's 0
     *     and 1), else {@code compute}
     * @param compute the type of elements and states
     * @param out the type in which results are written
     * @param result the type of the result
     * @param fold the fold
     * @param scan the running fold, or null if there is none
     */
    public record Plan(DType load, DType compute, DType out, DType result, Fold fold, @Nullable Scan scan) {}

    private final String name;
    private final Rule rule;
    private final Map<DType, Fold> folds = new EnumMap<>(DType.class);
    private final Map<DType, Scan> scans = new EnumMap<>(DType.class);

    private Reduction(String name, Rule rule) {
        this.name = name;
        this.rule = rule;
    }

    /**
     * A reduction with a fold for each compute type that it takes.
     *
     * @param name its name
     * @param rule how types resolve
     * @param folds the folds; a missing uint64 fold is that of int64
     * @return the reduction
     */
    public static Reduction of(String name, Rule rule, Map<DType, Fold> folds) {
        return of(name, rule, folds, Map.of());
    }

    /**
     * A reduction with a fold and a running fold for each compute type that it takes.
     *
     * @param name its name
     * @param rule how types resolve
     * @param folds the folds; a missing uint64 fold is that of int64
     * @param scans the running folds; a missing uint64 one is that of int64
     * @return the reduction
     */
    public static Reduction of(String name, Rule rule, Map<DType, Fold> folds, Map<DType, Scan> scans) {
        Reduction r = new Reduction(name, rule);
        r.folds.putAll(folds);
        r.scans.putAll(scans);
        return r;
    }

    /**
     * The reduction's name, as messages show it.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Resolves the types.
     *
     * @param input the type of the elements
     * @param requested the type to accumulate in and to return, or null for the default
     * @return the plan
     * @throws DTypeException if the reduction does not take the type, or cannot return the requested one
     */
    public Plan plan(DType input, @Nullable DType requested) {
        if (requested != null && rule != Rule.ACCUMULATE && rule != Rule.FLOATING) {
            throw new DTypeException(
                    name + " has a result type of its own: a dtype of " + requested + " cannot be asked for");
        }
        if (requested != null && input.isComplex() && !requested.isComplex()) {
            throw new DTypeException(
                    name + " of " + input + " cannot be " + requested + ": take real() or abs() first");
        }
        if (requested != null && rule == Rule.FLOATING && !requested.isFloating() && !requested.isComplex()) {
            throw new DTypeException(name + " cannot be " + requested + ": expected a floating dtype");
        }
        DType type = requested == null ? input : requested;
        DType result =
                switch (rule) {
                    case ACCUMULATE ->
                        requested != null
                                ? requested
                                : type.isUnsigned()
                                        ? DType.UINT64
                                        : type.isInteger() || type.isBoolean() ? DType.INT64 : type;
                    case REAL -> type;
                    case TRUTH -> DType.BOOL;
                    case COUNT, POSITION -> DType.INT64;
                    case FLOATING, MAGNITUDE -> type.isFloating() || type.isComplex() ? type : DType.FLOAT64;
                };
        boolean real = rule == Rule.REAL || rule == Rule.POSITION;
        if (real && input.isComplex()) {
            throw new DTypeException(name + " does not take " + input + ": expected a real dtype");
        }
        boolean truth = rule == Rule.TRUTH || rule == Rule.COUNT;
        DType compute = truth ? DType.INT64 : wide(real ? input : result);
        Fold fold = folds.get(compute);
        Scan scan = scans.get(compute);
        if (compute == DType.UINT64) {
            fold = fold == null ? folds.get(DType.INT64) : fold;
            scan = scan == null ? scans.get(DType.INT64) : scan;
        }
        if (fold == null) {
            throw new DTypeException(name + " does not take " + input);
        }
        DType out = rule == Rule.MAGNITUDE ? DType.FLOAT64 : rule == Rule.POSITION ? DType.INT64 : compute;
        if (rule == Rule.MAGNITUDE) {
            result = result.realType();
        }
        return new Plan(truth ? DType.BOOL : compute, compute, out, result, fold, scan);
    }

    private static DType wide(DType t) {
        return t.isComplex()
                ? DType.COMPLEX128
                : t.isFloating() ? DType.FLOAT64 : t == DType.UINT64 ? DType.UINT64 : DType.INT64;
    }

    @Override
    public String toString() {
        return name;
    }
}
