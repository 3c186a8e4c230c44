package org.orrery.ndarray;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An element-wise operation on one or more arrays: how it resolves data types, and its range kernels.
 *
 * <p>An array type that is handed an operation asks {@link #loop(DType...)} for the loop of its operands' types, brings
 * blocks of its elements into the loop's input types, and calls the loop's kernel. Each operation has kernels of its
 * own for every compute type, since a loop shared between operations through a lambda becomes ten times slower as soon
 * as several operations have used it; only {@link #of(String, DoubleUnaryOperator)} and
 * {@link #of(String, DoubleBinaryOperator)}, a user's own function, run that way.
 *
 * <pre>{@code
 * Ops.ADD.apply(a, b);
 * Op logistic = Op.of("logistic", x -> 1 / (1 + Math.exp(-x)));
 * logistic.apply(a);
 * }</pre>
 */
public final class Op {
    /** A loop over elements whose position and step are given for each array. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * Runs the loop.
         *
         * @param arrays the inputs' storage, then the output's, each of its type in the {@link Loop}
         * @param offsets where each starts, in elements
         * @param strides the step of each, in elements
         * @param count the number of elements
         */
        void run(Object[] arrays, int[] offsets, int[] strides, int count);
    }

    /** How the types of the operands decide the types of the loop and of the result. */
    public enum Rule {
        /** Any type; the result is the promoted one. */
        NUMERIC,
        /** Any type but boolean; the result is the promoted one. */
        ARITHMETIC,
        /** Any real type but boolean; the result is the promoted one. */
        ARITHMETIC_REAL,
        /** Any real type; the result is the promoted one. */
        REAL,
        /** Any real type; the result is the same, and booleans are refused. */
        ROUNDING,
        /** Floating and complex types, integers as float64; the result is the promoted one. */
        FLOATING,
        /** Real floating types, integers as float64; the result is the promoted one. */
        REAL_FLOATING,
        /** Any type; the result is real. */
        MAGNITUDE,
        /** Any real type; the result is boolean. */
        COMPARISON,
        /** Any type; the result is boolean. */
        EQUALITY,
        /** A property of floating values, integers as float64; the result is boolean. */
        PREDICATE,
        /** Truth values of any type; the result is boolean. */
        LOGICAL,
        /** Integers and booleans. */
        BITWISE,
        /** Integers only. */
        INTEGER,
        /** A truth value, then operands that promote. */
        SELECT
    }

    /**
     * A resolved loop.
     *
     * @param in the types that the kernel reads, each a compute type or {@link DType#BOOL}
     * @param out the type that the kernel writes, a compute type or {@link DType#BOOL}
     * @param result the type of the result, to which what the kernel wrote is narrowed
     * @param kernel the kernel
     */
    @SuppressWarnings("ArrayRecordComponent") // A loop is an identity, never compared.
    public record Loop(DType[] in, DType out, DType result, Kernel kernel) {}

    private final String name;
    private final int arity;
    private final Rule rule;
    private final Map<DType, Kernel> kernels;
    private final @Nullable Kernel mixed;
    private final @Nullable Kernel mirrored;
    private final boolean zeroAnnihilates;
    private final @Nullable Loop[] loops;

    private Op(Builder b) {
        name = b.name;
        arity = b.arity;
        rule = b.rule;
        kernels = b.kernels;
        mixed = b.mixed;
        mirrored = b.mirrored;
        zeroAnnihilates = b.zeroAnnihilates;
        int n = DType.values().length;
        int combinations = n;
        for (int i = 1; i < arity; i++) {
            combinations *= n;
        }
        loops = arity <= 3 ? new Loop[combinations] : new Loop[0];
    }

    /**
     * Begins an operation with kernels of its own.
     *
     * @param name its name
     * @param arity its number of operands
     * @param rule how types resolve
     * @return a builder, to be given kernels
     */
    public static Builder of(String name, int arity, Rule rule) {
        return new Builder(name, arity, rule);
    }

    /**
     * A user's function of one real operand, in double precision.
     *
     * @param name its name
     * @param f the function; it may be called from several threads
     * @return the operation
     */
    public static Op of(String name, DoubleUnaryOperator f) {
        Kernel kernel = (arrays, offsets, strides, count) -> {
            double[] a = (double[]) arrays[0];
            double[] r = (double[]) arrays[1];
            for (int p = 0, i = offsets[0], k = offsets[1]; p < count; p++, i += strides[0], k += strides[1]) {
                r[k] = f.applyAsDouble(a[i]);
            }
        };
        return of(name, 1, Rule.REAL_FLOATING).kernel(DType.FLOAT64, kernel).build();
    }

    /**
     * A user's function of two real operands, in double precision.
     *
     * @param name its name
     * @param f the function; it may be called from several threads
     * @return the operation
     */
    public static Op of(String name, DoubleBinaryOperator f) {
        Kernel kernel = (arrays, offsets, strides, count) -> {
            double[] a = (double[]) arrays[0];
            double[] b = (double[]) arrays[1];
            double[] r = (double[]) arrays[2];
            int i = offsets[0];
            int j = offsets[1];
            int k = offsets[2];
            for (int p = 0; p < count; p++, i += strides[0], j += strides[1], k += strides[2]) {
                r[k] = f.applyAsDouble(a[i], b[j]);
            }
        };
        return of(name, 2, Rule.REAL_FLOATING).kernel(DType.FLOAT64, kernel).build();
    }

    /**
     * The operation's name, as messages show it.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The number of operands.
     *
     * @return the arity
     */
    public int arity() {
        return arity;
    }

    /**
     * Whether a zero operand makes the result zero for every finite value of the others, so that a sparse array need
     * look only at elements that all operands store.
     *
     * @return true for products and conjunctions
     */
    public boolean annihilatedByZero() {
        return zeroAnnihilates;
    }

    /**
     * Applies the operation to arrays of any kind: the operand type of the highest priority runs it.
     *
     * @param in the operands, as many as {@link #arity()}
     * @return the result, of the broadcast shape
     * @throws IllegalArgumentException if the number of operands is not the arity
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the operation does not take the types
     * @throws DensificationException if an operand has no rule for it
     */
    public NdArray apply(NdArray... in) {
        checkCount(in.length);
        NdArray host = in[0];
        for (int i = 1; i < in.length; i++) {
            if (in[i].dispatchPriority() > host.dispatchPriority()) {
                host = in[i];
            }
        }
        return host.apply(this, in);
    }

    /**
     * Applies the operation to dense arrays and writes the result into one that exists.
     *
     * @param out where the result is written; it may overlap the operands, which then behave as if copied
     * @param in the operands, as many as {@link #arity()}
     * @return {@code out}
     * @throws ShapeException if the shapes do not broadcast, or not to the shape of {@code out}
     * @throws DTypeException if the operation does not take the types, or the result's type is not that of {@code out}
     * @throws DensificationException if an operand is not dense
     */
    public DenseArray into(DenseArray out, NdArray... in) {
        checkCount(in.length);
        return DenseLoops.into(this, out, in);
    }

    private void checkCount(int given) {
        if (given != arity) {
            throw new IllegalArgumentException(name + " takes " + arity + " operands, not " + given);
        }
    }

    /**
     * The loop for operands of the given types.
     *
     * @param types the types of the operands
     * @return the loop
     * @throws DTypeException if the operation does not take these types
     */
    @SuppressWarnings("EnumOrdinal") // A table of what is resolved already; the ordinals never leave this class.
    public Loop loop(DType... types) {
        if (types.length != arity || arity > 3) {
            checkCount(types.length);
            return resolve(types);
        }
        int key = 0;
        for (DType t : types) {
            key = key * DTYPES + t.ordinal();
        }
        Loop loop = loops[key];
        if (loop == null) {
            loop = resolve(types);
            loops[key] = loop;
        }
        return loop;
    }

    private static final int DTYPES = DType.values().length;

    private Loop resolve(DType... types) {
        DType promoted = types[types.length - 1];
        for (int i = rule == Rule.SELECT ? 1 : 0; i < types.length; i++) {
            promoted = DType.promote(promoted, types[i]);
        }
        boolean accepted =
                switch (rule) {
                    case NUMERIC, FLOATING, MAGNITUDE, EQUALITY, PREDICATE, LOGICAL, SELECT -> true;
                    case ARITHMETIC -> !promoted.isBoolean();
                    case ARITHMETIC_REAL, ROUNDING -> !promoted.isBoolean() && !promoted.isComplex();
                    case REAL, REAL_FLOATING, COMPARISON -> !promoted.isComplex();
                    case BITWISE -> promoted.isInteger() || promoted.isBoolean();
                    case INTEGER -> promoted.isInteger();
                };
        if (!accepted) {
            throw refused(types);
        }
        boolean floating = promoted.isFloating() || promoted.isComplex();
        DType common =
                switch (rule) {
                    case FLOATING, REAL_FLOATING, PREDICATE -> floating ? promoted : DType.FLOAT64;
                    case LOGICAL -> DType.BOOL;
                    default -> promoted;
                };
        boolean boolKernel = common.isBoolean() && kernels.containsKey(DType.BOOL);
        DType compute = boolKernel ? DType.BOOL : common.computeType();
        Kernel kernel = kernels.get(compute);
        if (kernel == null && compute == DType.UINT64) {
            kernel = kernels.get(DType.INT64);
        }
        if (kernel == null && compute == DType.FLOAT32) {
            compute = DType.FLOAT64;
            kernel = kernels.get(compute);
        }
        if (kernel == null) {
            throw refused(types);
        }
        if (mixed != null && mirrored != null && types[0].isInteger() && types[1].isInteger() && floating) {
            return types[0] == DType.UINT64
                    ? new Loop(new DType[] {DType.UINT64, DType.INT64}, DType.BOOL, DType.BOOL, exchanged(mirrored))
                    : new Loop(new DType[] {DType.INT64, DType.UINT64}, DType.BOOL, DType.BOOL, mixed);
        }
        DType[] in = new DType[arity];
        Arrays.fill(in, compute);
        return switch (rule) {
            case SELECT -> {
                in[0] = DType.BOOL;
                yield new Loop(in, compute, common, kernel);
            }
            case COMPARISON, EQUALITY, PREDICATE, LOGICAL -> new Loop(in, DType.BOOL, DType.BOOL, kernel);
            case MAGNITUDE -> new Loop(in, compute.realType(), common.realType(), kernel);
            default -> new Loop(in, compute, common, kernel);
        };
    }

    /** A kernel of two operands that takes them the other way round. */
    private static Kernel exchanged(Kernel kernel) {
        return (arrays, offsets, strides, count) -> kernel.run(
                new Object[] {arrays[1], arrays[0], arrays[2]},
                new int[] {offsets[1], offsets[0], offsets[2]},
                new int[] {strides[1], strides[0], strides[2]},
                count);
    }

    private DTypeException refused(DType... types) {
        String accepted =
                switch (rule) {
                    case ARITHMETIC -> "a numeric dtype";
                    case ARITHMETIC_REAL, ROUNDING -> "a real numeric dtype";
                    case REAL, REAL_FLOATING, COMPARISON -> "a real dtype";
                    case BITWISE -> "integers or booleans";
                    case INTEGER -> "integers";
                    default -> "a floating dtype";
                };
        return new DTypeException(name + " does not take " + Arrays.toString(types) + ": expected " + accepted);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Collects an operation's kernels. */
    public static final class Builder {
        private final String name;
        private final int arity;
        private final Rule rule;
        private final Map<DType, Kernel> kernels = new EnumMap<>(DType.class);
        private @Nullable Kernel mixed;
        private @Nullable Kernel mirrored;
        private boolean zeroAnnihilates;

        private Builder(String name, int arity, Rule rule) {
            this.name = Objects.requireNonNull(name);
            this.arity = arity;
            this.rule = rule;
        }

        /**
         * Gives the kernel for one compute type.
         *
         * @param compute the compute type, or {@link DType#BOOL} for truth values
         * @param kernel its kernel
         * @return this builder
         */
        public Builder kernel(DType compute, Kernel kernel) {
            kernels.put(compute, kernel);
            return this;
        }

        /**
         * Gives the kernel of a comparison of a signed with an unsigned 64-bit integer, which no type holds both.
         *
         * @param kernel the kernel for an int64 and a uint64 operand
         * @param mirror that of the comparison with its operands exchanged, such as greater for less
         * @return this builder
         */
        Builder mixed(Kernel kernel, Kernel mirror) {
            mixed = kernel;
            mirrored = mirror;
            return this;
        }

        /**
         * Says that a zero operand makes the result zero for every finite value of the others.
         *
         * @return this builder
         */
        public Builder zeroAnnihilates() {
            zeroAnnihilates = true;
            return this;
        }

        /**
         * Ends the collection.
         *
         * @return the operation
         */
        public Op build() {
            return new Op(this);
        }
    }
}
