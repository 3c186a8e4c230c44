package org.orrery.ndarray.internal;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.orrery.ndarray.parallel.Parallel;

/**
 * A transform of length {@code n = rows * columns} in four steps: the elements are a matrix of that shape; transform
 * its columns, multiply by roots of unity, exchange rows and columns, transform the columns of that. All columns of a
 * step are lanes, so that every operation is one on neighbours; blocks of lanes fit the second-level cache, so that a
 * long transform crosses the memory twice.
 *
 * <p>Source: D. H. Bailey, "FFTs in external or hierarchical memory", J. Supercomputing 4 (1990).
 */
final class SplitTransform extends FourierTransform {
    private static final int GROUP = FourierPasses.GROUP;

    /** Shorter lengths are not split: they mostly come in numbers, and eight of them at once are faster unsplit. */
    private static final int SHORT = 100;

    /** The complex numbers of a block: with its copy 512 KiB. */
    private static final int BLOCK = 1 << 14;

    /** Up to this length each element has a factor of its own in a table; beyond, it is a product of two. */
    private static final int ONE_TABLE = 1 << 15;

    /** Lengths from here on are shared between threads. */
    private static final int LONG = 1 << 15;

    private final int rows;
    private final int columns;
    private final int paddedRows;
    private final int paddedColumns;
    private final int blockA;
    private final int blockB;
    private final int blocksA;
    private final int blocksB;
    private final int region;
    private final int pitch;
    private final Stockham first;
    private final Stockham second;
    private final double[] fine;
    private final double[] coarse;

    SplitTransform(int n, int rows) {
        super(n);
        this.rows = rows;
        this.columns = n / rows;
        paddedRows = padded(rows);
        paddedColumns = padded(columns);
        blockA = block(rows, paddedColumns);
        blockB = block(columns, paddedRows);
        blocksA = (paddedColumns - 1) / blockA + 1;
        blocksB = (paddedRows - 1) / blockB + 1;
        // Rows of the turned matrix at distances of powers of two would compete for the same places of the cache.
        pitch = paddedRows % 64 == 0 ? paddedRows + GROUP : paddedRows;
        int whole = blocksA == 1 && blocksB == 1 ? pitch : blockB;
        region = 2 * Math.max(Stockham.distance(rows, blockA), Stockham.distance(columns, whole));
        first = new Stockham(rows);
        second = rows == columns ? first : new Stockham(columns);
        if (n <= ONE_TABLE) {
            fine = new double[2 * rows * paddedColumns];
            coarse = new double[0];
            for (int c = 0; c < paddedColumns; c++) {
                for (int r = 0; r < rows; r++) {
                    int at = 2 * GROUP * (c / GROUP * rows + r) + c % GROUP;
                    Roots.write((long) r * c % n, n, fine, at, at + GROUP);
                }
            }
        } else {
            fine = new double[2 * rows * GROUP];
            coarse = new double[2 * rows * (paddedColumns / GROUP)];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < GROUP; c++) {
                    int at = 2 * GROUP * r + c;
                    Roots.write((long) r * c % n, n, fine, at, at + GROUP);
                }
                for (int g = 0; g < paddedColumns / GROUP; g++) {
                    int at = 2 * (g * rows + r);
                    Roots.write((long) r * g * GROUP % n, n, coarse, at, at + 1);
                }
            }
        }
    }

    private static int padded(int n) {
        return (n + GROUP - 1) / GROUP * GROUP;
    }

    private static int block(int length, int lanes) {
        return Math.min(lanes, Math.max(GROUP, BLOCK / length / GROUP * GROUP));
    }

    /** The rows of the best split, or 0 if the length is not split. */
    static int rows(int n) {
        if (n < SHORT) {
            return 0;
        }
        int best = 0;
        double least = DirectTransform.cost(n);
        for (int r = 4; (long) r * r <= n; r++) {
            if (n % r == 0) {
                for (int rows : new int[] {n / r, r}) {
                    double cost = cost(rows, n / rows);
                    if (cost < least) {
                        least = cost;
                        best = rows;
                    }
                }
            }
        }
        return best;
    }

    static double cost(int rows, int columns) {
        double blocksA = (double) padded(columns) / GROUP;
        double blocksB = (double) padded(rows) / GROUP;
        double cost = blocksA * rows * (Stockham.cost(rows) + 3) + blocksB * columns * (Stockham.cost(columns) + 3);
        // Blocks of few lanes that do not fit the cache.
        return Math.max(rows, columns) > BLOCK / GROUP ? 2 * cost : cost;
    }

    private boolean isWhole() {
        return blocksA == 1 && blocksB == 1;
    }

    /** From real to imaginary parts of the turned matrix. */
    private int imaginary() {
        return Math.addExact(Math.multiplyExact(columns, pitch), Stockham.SKEW);
    }

    private int turned() {
        return Math.multiplyExact(2, imaginary());
    }

    @Override
    public int workSize() {
        return 2 * region + (isWhole() ? 0 : turned());
    }

    @Override
    long tableSize() {
        return first.tableSize() + second.tableSize() + fine.length + coarse.length;
    }

    @Override
    public void transform(
            double[] in,
            int at,
            int step,
            int im,
            double[] out,
            int to,
            int outStep,
            int outIm,
            double scale,
            double[] work,
            int base) {
        int x = base;
        int y = base + region;
        if (isWhole()) {
            // The first step's result is in x after an even number of passes; the other region takes the turned one.
            int t = first.passes() % 2 == 0 ? y : x;
            int o = t == x ? y : x;
            columns(0, in, at, step, im, work, t, work, x, y);
            rows(0, work, t, work, o, t, out, to, outStep, outIm, scale);
            return;
        }
        int t = base + 2 * region;
        for (int b = 0; b < blocksA; b++) {
            columns(b, in, at, step, im, work, t, work, x, y);
        }
        for (int b = 0; b < blocksB; b++) {
            rows(b, work, t, work, x, y, out, to, outStep, outIm, scale);
        }
    }

    @Override
    public void transformShared(
            double[] in, int at, int step, int im, double[] out, int to, int outStep, int outIm, double scale) {
        if (n < LONG || isWhole()) {
            super.transformShared(in, at, step, im, out, to, outStep, outIm, scale);
            return;
        }
        double[] turned = new double[turned()];
        ConcurrentLinkedQueue<double[]> free = new ConcurrentLinkedQueue<>();
        Parallel.forEach(blocksA, b -> {
            double[] work = take(free);
            columns((int) b, in, at, step, im, turned, 0, work, 0, region);
            free.add(work);
        });
        Parallel.forEach(blocksB, b -> {
            double[] work = take(free);
            rows((int) b, turned, 0, work, 0, region, out, to, outStep, outIm, scale);
            free.add(work);
        });
    }

    private double[] take(ConcurrentLinkedQueue<double[]> free) {
        double[] work = free.poll();
        return work == null ? new double[2 * region] : work;
    }

    /** Transforms a block of columns, multiplies them and writes them as rows to t. */
    private void columns(
            int block, double[] in, int at, int step, int im, double[] turned, int t, double[] work, int x, int y) {
        int c = block * blockA;
        int lanes = Math.min(blockA, paddedColumns - c);
        int count = Math.min(lanes, columns - c);
        int size = Stockham.distance(rows, lanes);
        FourierPasses passes = FourierPasses.INSTANCE;
        passes.load(in, at + c * step, step, im, columns * step, rows, count, work, x, x + size, lanes);
        int r = first.run(work, x, x + size, lanes, work, y, x, lanes);
        passes.twiddle(work, r, r + size, lanes, rows, c / GROUP, fine, coarse);
        int target = t + c * pitch;
        passes.transpose(work, r, lanes, rows, count, turned, target, pitch);
        target += imaginary();
        passes.transpose(work, r + size, lanes, rows, count, turned, target, pitch);
    }

    /** Transforms a block of the columns of t and writes them to the target. */
    private void rows(
            int block,
            double[] turned,
            int t,
            double[] work,
            int x,
            int y,
            double[] out,
            int to,
            int outStep,
            int outIm,
            double scale) {
        int c = block * blockB;
        int lanes = Math.min(blockB, paddedRows - c);
        int count = Math.min(lanes, rows - c);
        int im = t + c + imaginary();
        int r = second.run(turned, t + c, im, pitch, work, x, y, lanes);
        FourierPasses.INSTANCE.store(
                work,
                r,
                r + Stockham.distance(columns, lanes),
                lanes,
                columns,
                count,
                out,
                to + c * outStep,
                outStep,
                outIm,
                rows * outStep,
                scale);
    }
}
