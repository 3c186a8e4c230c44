package org.orrery.ndarray.internal;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.orrery.ndarray.parallel.Parallel;

/**
 * Transforms all lines of an array along an axis. Lines that lie across the storage are gathered in small groups, so
 * that each piece of it is fetched once. Threads share the lines, or, where there are few and long ones, each line; a
 * line's bits depend on its numbers alone.
 */
public final class FourierLines {
    /** What is done with a line. */
    public enum Kind {
        /** Complex to complex. */
        FORWARD,
        /** Complex to complex. */
        INVERSE,
        /** Real numbers to coefficients. */
        REAL_FORWARD,
        /** Coefficients to real numbers. */
        REAL_INVERSE
    }

    /** Lines that are gathered together. */
    private static final int GROUP = 8;

    /** Complex numbers that a thread transforms at once, about. */
    private static final int GRAIN = 1 << 14;

    /** From this length on, threads share a line if there are few. */
    private static final int LONG = 1 << 15;

    /** Fewer lines than this are few. */
    private static final int FEW = 4;

    private final Kind kind;
    private final int inUnit;
    private final int outUnit;
    private final int taken;
    private final int needed;
    private final int made;
    private final double scale;
    private final FourierTransform complex;
    private final RealTransform real;

    /**
     * Prepares.
     *
     * @param kind what is done
     * @param n the length of the transform, on the real side if there is one
     * @param given the length of the lines that there are; they are cut, or filled with zeros
     * @param realInput whether the input of a complex transform is real
     * @param scale a factor
     */
    public FourierLines(Kind kind, int n, long given, boolean realInput, double scale) {
        this.kind = kind;
        this.scale = scale;
        boolean toReal = kind == Kind.REAL_INVERSE;
        boolean fromReal = kind == Kind.REAL_FORWARD;
        inUnit = fromReal || realInput ? 1 : 2;
        outUnit = toReal ? 1 : 2;
        needed = toReal ? n / 2 + 1 : n;
        made = fromReal ? n / 2 + 1 : n;
        taken = (int) Math.min(needed, given);
        complex = FourierTransform.of(toReal || fromReal ? 1 : n);
        real = RealTransform.of(toReal || fromReal ? n : 1);
    }

    private boolean isReal() {
        return kind == Kind.REAL_FORWARD || kind == Kind.REAL_INVERSE;
    }

    /**
     * Transforms lines. Offsets and steps are in elements, complex or real ones.
     *
     * @param in the source
     * @param at its first element
     * @param inSteps the steps of all other axes
     * @param inStep the step along the lines
     * @param out the target
     * @param to its first element
     * @param outSteps the steps of all other axes
     * @param outStep the step along the lines
     * @param dims the sizes of all other axes
     */
    public void run(
            double[] in,
            int at,
            int[] inSteps,
            int inStep,
            double[] out,
            int to,
            int[] outSteps,
            int outStep,
            int[] dims) {
        int across = innermost(outSteps, dims);
        int lanes = across < 0 ? 1 : dims[across];
        int inLane = across < 0 ? 0 : inSteps[across] * inUnit;
        int outLane = across < 0 ? 0 : outSteps[across] * outUnit;
        long outer = 1;
        for (int a = 0; a < dims.length; a++) {
            outer *= a == across ? 1 : dims[a];
        }
        if (outer == 0 || lanes == 0) {
            return;
        }
        if (made >= LONG && outer * lanes < FEW && taken == needed) {
            for (long line = 0; line < outer * lanes; line++) {
                int c = (int) (line % lanes);
                int from = (at + offset(line / lanes, inSteps, dims, across)) * inUnit + c * inLane;
                int target = (to + offset(line / lanes, outSteps, dims, across)) * outUnit + c * outLane;
                shared(in, from, inStep * inUnit, out, target, outStep * outUnit);
            }
            return;
        }
        int most = Math.min(GROUP, lanes);
        boolean several = most > 1 && batch() == 1;
        boolean gather = taken < needed || (several && inStep != 1);
        boolean scatter = several && outStep != 1;
        int gathered = gather ? most * pitch(needed, inUnit) : 0;
        int scattered = scatter ? most * pitch(made, outUnit) : 0;
        int size = gathered + scattered + (isReal() ? real.workSize() : complex.workSize());
        int groups = (lanes - 1) / most + 1;
        ConcurrentLinkedQueue<double[]> free = new ConcurrentLinkedQueue<>();
        long grain = Math.max(1, GRAIN / ((long) Math.max(made, needed) * most));
        Parallel.forEach(outer * groups, grain, (first, end) -> {
            double[] known = free.poll();
            double[] work = known == null ? new double[size] : known;
            for (long g = first; g < end; g++) {
                int c = (int) (g % groups) * most;
                int count = Math.min(most, lanes - c);
                int from = (at + offset(g / groups, inSteps, dims, across)) * inUnit + c * inLane;
                int target = (to + offset(g / groups, outSteps, dims, across)) * outUnit + c * outLane;
                int step = inStep * inUnit;
                int lane = inLane;
                double[] source = in;
                if (gather) {
                    gather(in, from, step, lane, count, work);
                    source = work;
                    from = 0;
                    step = inUnit;
                    lane = pitch(needed, inUnit);
                }
                int base = gathered + scattered;
                if (scatter) {
                    int pitch = pitch(made, outUnit);
                    group(source, from, step, lane, work, gathered, outUnit, pitch, count, work, base);
                    scatter(work, gathered, out, target, outStep * outUnit, outLane, count);
                } else {
                    group(source, from, step, lane, out, target, outStep * outUnit, outLane, count, work, base);
                }
            }
            free.add(work);
        });
    }

    private void shared(double[] in, int at, int step, double[] out, int to, int outStep) {
        switch (kind) {
            case REAL_FORWARD -> real.forwardShared(in, at, step, out, to, outStep, scale);
            case REAL_INVERSE -> real.inverseShared(in, at, step, out, to, outStep, scale);
            default ->
                complex.transformShared(
                        in, shifted(at), step, imaginary(inUnit), out, shifted(to), outStep, imaginary(2), scale);
        }
    }

    /** The axis of the smallest step, which lines are taken along together. */
    private static int innermost(int[] steps, int[] dims) {
        int best = -1;
        for (int a = 0; a < dims.length; a++) {
            if (dims[a] != 1 && (best < 0 || Math.abs(steps[a]) < Math.abs(steps[best]))) {
                best = a;
            }
        }
        return best;
    }

    private static int offset(long index, int[] steps, int[] dims, int left) {
        int at = 0;
        long rest = index;
        for (int a = dims.length - 1; a >= 0; a--) {
            if (a != left) {
                at += (int) (rest % dims[a]) * steps[a];
                rest /= dims[a];
            }
        }
        return at;
    }

    /** Where a line's real parts begin for the engine: an inverse exchanges real and imaginary parts. */
    private int shifted(int at) {
        return kind == Kind.INVERSE ? at + 1 : at;
    }

    private int imaginary(int unit) {
        return kind == Kind.INVERSE ? -1 : unit - 1;
    }

    private int batch() {
        return isReal() ? real.batch() : complex.batch();
    }

    /** From a gathered line to the next: not a power of two, see {@link Stockham#SKEW}. */
    private static int pitch(int elements, int unit) {
        return elements * unit + 16;
    }

    private void group(
            double[] in,
            int at,
            int step,
            int lane,
            double[] out,
            int to,
            int outStep,
            int outLane,
            int count,
            double[] work,
            int base) {
        int batch = batch();
        for (int c = 0; c < count; c += batch) {
            int some = Math.min(batch, count - c);
            int i = at + c * lane;
            int o = to + c * outLane;
            switch (kind) {
                case REAL_FORWARD -> real.forward(in, i, step, lane, out, o, outStep, outLane, some, scale, work, base);
                case REAL_INVERSE -> real.inverse(in, i, step, lane, out, o, outStep, outLane, some, scale, work, base);
                default ->
                    complex.transforms(
                            in,
                            shifted(i),
                            step,
                            imaginary(inUnit),
                            lane,
                            out,
                            shifted(o),
                            outStep,
                            imaginary(2),
                            outLane,
                            some,
                            scale,
                            work,
                            base);
            }
        }
    }

    private void gather(double[] in, int at, int step, int lane, int count, double[] work) {
        int pitch = pitch(needed, inUnit);
        int length = taken * inUnit;
        for (int c = 0; c < count; c++) {
            Arrays.fill(work, c * pitch + length, c * pitch + needed * inUnit, 0);
        }
        for (int j = 0; j < taken; j++) {
            for (int c = 0; c < count; c++) {
                int from = at + j * step + c * lane;
                int to = c * pitch + j * inUnit;
                work[to] = in[from];
                if (inUnit == 2) {
                    work[to + 1] = in[from + 1];
                }
            }
        }
    }

    private void scatter(double[] work, int at, double[] out, int to, int step, int lane, int count) {
        int pitch = pitch(made, outUnit);
        for (int j = 0; j < made; j++) {
            for (int c = 0; c < count; c++) {
                int from = at + c * pitch + j * outUnit;
                int target = to + j * step + c * lane;
                out[target] = work[from];
                if (outUnit == 2) {
                    out[target + 1] = work[from + 1];
                }
            }
        }
    }
}
