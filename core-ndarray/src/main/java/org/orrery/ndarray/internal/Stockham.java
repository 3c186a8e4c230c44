package org.orrery.ndarray.internal;

import java.util.ArrayList;
import java.util.List;

/** A forward transform of rows of lanes, along the rows: the radices of a length and the factors of their passes. */
final class Stockham {
    /** The largest prime that has a pass, in a number of operations that grows with its square. */
    static final int LARGEST_PRIME = 31;

    /**
     * Imaginary parts lie so many doubles further behind the real ones than they must: at distances of powers of two,
     * all rows of a pass would compete for the same few places of the first-level cache.
     */
    static final int SKEW = 72;

    final int n;
    private final int[] radices;
    private final double[][] factors;
    private final double[][] roots;

    Stockham(int n) {
        this.n = n;
        radices = radices(n);
        factors = new double[radices.length][];
        roots = new double[radices.length][];
        int length = n;
        for (int f = 0; f < radices.length; f++) {
            int r = radices[f];
            int m = length / r;
            double[] w = new double[2 * m * (r - 1)];
            for (int p = 0, t = 0; p < m; p++) {
                for (int k = 1; k < r; k++, t += 2) {
                    Roots.write((long) p * k, length, w, t, t + 1);
                }
            }
            factors[f] = w;
            roots[f] = new double[2 * r];
            for (int k = 0; k < r; k++) {
                Roots.write(k, r, roots[f], 2 * k, 2 * k + 1);
            }
            length = m;
        }
    }

    /** The radices of a length whose primes have passes; with 1 there is one pass, which copies. */
    static int[] radices(int n) {
        List<Integer> list = new ArrayList<>();
        int left = n;
        int twos = Integer.numberOfTrailingZeros(left);
        left >>= twos;
        while (twos >= 5 || twos == 3) {
            list.add(8);
            twos -= 3;
        }
        while (twos >= 2) {
            list.add(4);
            twos -= 2;
        }
        if (twos == 1) {
            list.add(2);
        }
        for (int r : new int[] {5, 7, 3}) {
            while (left % r == 0) {
                list.add(r);
                left /= r;
            }
        }
        for (int r = 11; left > 1; r += 2) {
            while (left % r == 0) {
                list.add(r);
                left /= r;
            }
        }
        return list.stream().mapToInt(r -> r).toArray();
    }

    /** About what a pass over the rows costs for each element, in some unit. */
    static double cost(int n) {
        double cost = 0;
        for (int r : radices(n)) {
            cost += switch (r) {
                case 2 -> 2;
                case 3 -> 2.4;
                case 4 -> 2.2;
                case 5 -> 3;
                case 7 -> 4;
                case 8 -> 3;
                default -> 3 + 0.8 * r;
            };
        }
        return cost;
    }

    /** From real to imaginary parts of rows of lanes. */
    static int distance(int rows, int lanes) {
        return rows * lanes + SKEW;
    }

    int passes() {
        return radices.length;
    }

    long tableSize() {
        long size = 0;
        for (int f = 0; f < factors.length; f++) {
            size += factors[f].length + roots[f].length;
        }
        return size;
    }

    /**
     * Transforms.
     *
     * @param x the source, which is left as it is unless it is one of the two targets
     * @param xr the real parts of its first row
     * @param xi the imaginary parts of its first row
     * @param ld from a row of the source to the next
     * @param y holds both targets
     * @param first where the first, third, ... pass writes: real parts, then imaginary ones
     * @param second where the second, fourth, ... pass writes
     * @param s the lanes
     * @return where the result is: {@code first} or {@code second}
     */
    int run(double[] x, int xr, int xi, int ld, double[] y, int first, int second, int s) {
        int size = distance(n, s);
        int length = n;
        int lanes = s;
        double[] source = x;
        int sr = xr;
        int si = xi;
        int sld = ld;
        int target = first;
        for (int f = 0; f < radices.length; f++) {
            int r = radices[f];
            int m = length / r;
            pass(f, source, sr, si, sld, y, target, target + size, m, lanes);
            length = m;
            lanes *= r;
            source = y;
            sr = target;
            si = target + size;
            sld = lanes;
            target = target == first ? second : first;
        }
        return sr;
    }

    private void pass(int f, double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s) {
        FourierPasses passes = FourierPasses.INSTANCE;
        double[] w = factors[f];
        switch (radices[f]) {
            case 2 -> passes.pass2(x, xr, xi, ld, y, yr, yi, m, s, w);
            case 3 -> passes.pass3(x, xr, xi, ld, y, yr, yi, m, s, w);
            case 4 -> passes.pass4(x, xr, xi, ld, y, yr, yi, m, s, w);
            case 5 -> passes.pass5(x, xr, xi, ld, y, yr, yi, m, s, w);
            case 7 -> passes.pass7(x, xr, xi, ld, y, yr, yi, m, s, w);
            case 8 -> passes.pass8(x, xr, xi, ld, y, yr, yi, m, s, w);
            default -> passes.passOdd(radices[f], roots[f], x, xr, xi, ld, y, yr, yi, m, s, w);
        }
    }
}
