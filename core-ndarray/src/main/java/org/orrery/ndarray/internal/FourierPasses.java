package org.orrery.ndarray.internal;

import org.orrery.ndarray.Vectorization;

/**
 * The inner loops of Fourier transforms, all of them forward ones.
 *
 * <p>A pass works on rows of {@code s} lanes, with real and imaginary parts apart: it is one step of Stockham's
 * transform, in the form of decimation in frequency. From rows {@code p + m j} it makes rows {@code r p + k}, for
 * {@code p < m} and {@code j, k < r}. Lanes never mix, so a lane's numbers do not depend on how many there are.
 *
 * <p>Source: C. Van Loan, Computational Frameworks for the Fast Fourier Transform (1992), section 1.7.
 */
public class FourierPasses {
    /** The number of lanes is a multiple of this, but for {@link #batch()}. */
    static final int GROUP = 8;

    static final FourierPasses INSTANCE = Vectorization.choose(
            FourierPasses.class, "org.orrery.ndarray.internal.VectorizedFourierPasses", new FourierPasses());

    /** cos and sin of 2 pi / 8, of multiples of 2 pi / 3, 2 pi / 5 and 2 pi / 7. */
    protected static final double R8 = 0.70710678118654752440;

    /** See {@link #R8}. */
    protected static final double S3 = 0.86602540378443864676;

    /** See {@link #R8}. */
    protected static final double C51 = 0.30901699437494742410;

    /** See {@link #R8}. */
    protected static final double C52 = -0.80901699437494742410;

    /** See {@link #R8}. */
    protected static final double S51 = 0.95105651629515357212;

    /** See {@link #R8}. */
    protected static final double S52 = 0.58778525229247312917;

    /** See {@link #R8}. */
    protected static final double C71 = 0.62348980185873353053;

    /** See {@link #R8}. */
    protected static final double C72 = -0.22252093395631440429;

    /** See {@link #R8}. */
    protected static final double C73 = -0.90096886790241912624;

    /** See {@link #R8}. */
    protected static final double S71 = 0.78183148246802980871;

    /** See {@link #R8}. */
    protected static final double S72 = 0.97492791218182360702;

    /** See {@link #R8}. */
    protected static final double S73 = 0.43388373911755812048;

    /** The plain twin, or the start of a vector twin. */
    protected FourierPasses() {}

    /**
     * How many short transforms are done together, as lanes.
     *
     * @return the number of lanes
     */
    protected int batch() {
        return 1;
    }

    /**
     * Brings complex numbers from anywhere into rows of lanes. The lanes behind {@code count} are set to zero.
     *
     * @param in the numbers
     * @param at the real part of the first
     * @param step from a lane to the next
     * @param im from a real part to its imaginary part; 0 if all are real
     * @param rowStep from a row to the next
     * @param rows the rows
     * @param count the lanes that there are
     * @param y where they go
     * @param yr the first row's real parts
     * @param yi the first row's imaginary parts
     * @param s the lanes of a row of the target
     */
    protected void load(
            double[] in,
            int at,
            int step,
            int im,
            int rowStep,
            int rows,
            int count,
            double[] y,
            int yr,
            int yi,
            int s) {
        for (int row = 0; row < rows; row++) {
            int from = at + row * rowStep;
            int to = row * s;
            for (int q = 0; q < count; q++) {
                y[yr + to + q] = in[from + q * step];
            }
            if (im != 0) {
                for (int q = 0; q < count; q++) {
                    y[yi + to + q] = in[from + im + q * step];
                }
            }
            for (int q = im == 0 ? 0 : count; q < s; q++) {
                y[yi + to + q] = 0;
            }
            for (int q = count; q < s; q++) {
                y[yr + to + q] = 0;
            }
        }
    }

    /**
     * Brings rows of lanes to anywhere.
     *
     * @param x the rows
     * @param xr the first row's real parts
     * @param xi the first row's imaginary parts
     * @param s the lanes of a row of the source
     * @param rows the rows
     * @param count the lanes that are wanted
     * @param out where they go
     * @param at the real part of the first
     * @param step from a lane to the next
     * @param im from a real part to its imaginary part; 0 if only real parts are wanted
     * @param rowStep from a row to the next
     * @param scale a factor
     */
    protected void store(
            double[] x,
            int xr,
            int xi,
            int s,
            int rows,
            int count,
            double[] out,
            int at,
            int step,
            int im,
            int rowStep,
            double scale) {
        for (int row = 0; row < rows; row++) {
            int from = row * s;
            int to = at + row * rowStep;
            for (int q = 0; q < count; q++) {
                out[to + q * step] = x[xr + from + q] * scale;
            }
            if (im != 0) {
                for (int q = 0; q < count; q++) {
                    out[to + im + q * step] = x[xi + from + q] * scale;
                }
            }
        }
    }

    /**
     * Multiplies rows by factors, in place: row k of group g by {@code coarse[g][k] fine[k]}, or, where there are no
     * coarse factors, by {@code fine[g][k]}.
     *
     * @param x the rows
     * @param xr the first row's real parts
     * @param xi the first row's imaginary parts
     * @param s the lanes of a row
     * @param rows the rows
     * @param group the number of the first group of lanes
     * @param fine for each row the real, then the imaginary factors of a group of lanes
     * @param coarse for each group and row one interleaved factor; none if empty
     */
    protected void twiddle(double[] x, int xr, int xi, int s, int rows, int group, double[] fine, double[] coarse) {
        for (int row = 0; row < rows; row++) {
            for (int q = 0; q < s; q += GROUP) {
                int g = group + q / GROUP;
                int at = 2 * GROUP * (coarse.length == 0 ? g * rows + row : row);
                double cr = 1;
                double ci = 0;
                if (coarse.length > 0) {
                    cr = coarse[2 * (g * rows + row)];
                    ci = coarse[2 * (g * rows + row) + 1];
                }
                for (int e = 0; e < GROUP; e++) {
                    double fr = fine[at + e];
                    double fi = fine[at + GROUP + e];
                    double wr = fr * cr - fi * ci;
                    double wi = fr * ci + fi * cr;
                    int i = row * s + q + e;
                    double re = x[xr + i];
                    double im = x[xi + i];
                    x[xr + i] = re * wr - im * wi;
                    x[xi + i] = re * wi + im * wr;
                }
            }
        }
    }

    /**
     * Exchanges rows and lanes.
     *
     * @param x the rows
     * @param from the first
     * @param s the lanes of a row of the source
     * @param rows the rows of the source
     * @param count the lanes that are wanted
     * @param y the result, in which each lane is a row
     * @param to the first lane's row
     * @param ld from a row of the result to the next; elements behind the last are set to zero
     */
    protected void transpose(double[] x, int from, int s, int rows, int count, double[] y, int to, int ld) {
        for (int row = 0; row < rows; row += GROUP) {
            int end = Math.min(rows, row + GROUP);
            for (int q = 0; q < count; q++) {
                int o = to + q * ld;
                int i = from + row * s + q;
                for (int k = row; k < end; k++, i += s) {
                    y[o + k] = x[i];
                }
            }
        }
        if (rows < ld) {
            for (int q = 0; q < count; q++) {
                java.util.Arrays.fill(y, to + q * ld + rows, to + (q + 1) * ld, 0);
            }
        }
    }

    /**
     * A pass of radix 2; the other radices take the same arguments.
     *
     * @param x the source
     * @param xr the real parts of its first row
     * @param xi the imaginary parts of its first row
     * @param ld from a row of the source to the next
     * @param y the target
     * @param yr the real parts of its first row
     * @param yi the imaginary parts of its first row
     * @param m the rows of the target divided by the radix
     * @param s the lanes
     * @param w the factors of the rows {@code r p + 1 .. r p + r - 1}, interleaved
     */
    protected void pass2(double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s, double[] w) {
        for (int p = 0, t = 0; p < m; p++, t += 2) {
            double wr = w[t];
            double wi = w[t + 1];
            for (int q = 0; q < s; q++) {
                int i = p * ld + q;
                int j = i + m * ld;
                int o = 2 * p * s + q;
                double ar = x[xr + i];
                double ai = x[xi + i];
                double br = x[xr + j];
                double bi = x[xi + j];
                y[yr + o] = ar + br;
                y[yi + o] = ai + bi;
                double dr = ar - br;
                double di = ai - bi;
                y[yr + o + s] = dr * wr - di * wi;
                y[yi + o + s] = dr * wi + di * wr;
            }
        }
    }

    /**
     * A pass of radix 3.
     *
     * @param x the source
     * @param xr the real parts of its first row
     * @param xi the imaginary parts of its first row
     * @param ld from a row of the source to the next
     * @param y the target
     * @param yr the real parts of its first row
     * @param yi the imaginary parts of its first row
     * @param m the rows of the target divided by the radix
     * @param s the lanes
     * @param w the factors, interleaved
     */
    protected void pass3(double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s, double[] w) {
        int step = m * ld;
        for (int p = 0, t = 0; p < m; p++, t += 4) {
            for (int q = 0; q < s; q++) {
                int i = p * ld + q;
                int o = 3 * p * s + q;
                double ar = x[xr + i];
                double ai = x[xi + i];
                double br = x[xr + i + step];
                double bi = x[xi + i + step];
                double cr = x[xr + i + 2 * step];
                double ci = x[xi + i + 2 * step];
                double tr = br + cr;
                double ti = bi + ci;
                double ur = S3 * (br - cr);
                double ui = S3 * (bi - ci);
                y[yr + o] = ar + tr;
                y[yi + o] = ai + ti;
                double hr = ar - 0.5 * tr;
                double hi = ai - 0.5 * ti;
                put(y, yr + o + s, yi + o + s, hr + ui, hi - ur, w, t);
                put(y, yr + o + 2 * s, yi + o + 2 * s, hr - ui, hi + ur, w, t + 2);
            }
        }
    }

    private static void put(double[] y, int r, int i, double re, double im, double[] w, int t) {
        double wr = w[t];
        double wi = w[t + 1];
        y[r] = re * wr - im * wi;
        y[i] = re * wi + im * wr;
    }

    /**
     * A pass of radix 4.
     *
     * @param x the source
     * @param xr the real parts of its first row
     * @param xi the imaginary parts of its first row
     * @param ld from a row of the source to the next
     * @param y the target
     * @param yr the real parts of its first row
     * @param yi the imaginary parts of its first row
     * @param m the rows of the target divided by the radix
     * @param s the lanes
     * @param w the factors, interleaved
     */
    protected void pass4(double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s, double[] w) {
        int step = m * ld;
        for (int p = 0, t = 0; p < m; p++, t += 6) {
            for (int q = 0; q < s; q++) {
                int i = p * ld + q;
                int o = 4 * p * s + q;
                double ar = x[xr + i];
                double ai = x[xi + i];
                double br = x[xr + i + step];
                double bi = x[xi + i + step];
                double cr = x[xr + i + 2 * step];
                double ci = x[xi + i + 2 * step];
                double dr = x[xr + i + 3 * step];
                double di = x[xi + i + 3 * step];
                double sr = ar + cr;
                double si = ai + ci;
                double tr = ar - cr;
                double ti = ai - ci;
                double ur = br + dr;
                double ui = bi + di;
                double vr = bi - di;
                double vi = dr - br;
                y[yr + o] = sr + ur;
                y[yi + o] = si + ui;
                put(y, yr + o + s, yi + o + s, tr + vr, ti + vi, w, t);
                put(y, yr + o + 2 * s, yi + o + 2 * s, sr - ur, si - ui, w, t + 2);
                put(y, yr + o + 3 * s, yi + o + 3 * s, tr - vr, ti - vi, w, t + 4);
            }
        }
    }

    /**
     * A pass of radix 5.
     *
     * @param x the source
     * @param xr the real parts of its first row
     * @param xi the imaginary parts of its first row
     * @param ld from a row of the source to the next
     * @param y the target
     * @param yr the real parts of its first row
     * @param yi the imaginary parts of its first row
     * @param m the rows of the target divided by the radix
     * @param s the lanes
     * @param w the factors, interleaved
     */
    protected void pass5(double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s, double[] w) {
        int step = m * ld;
        for (int p = 0, t = 0; p < m; p++, t += 8) {
            for (int q = 0; q < s; q++) {
                int i = p * ld + q;
                int o = 5 * p * s + q;
                double ar = x[xr + i];
                double ai = x[xi + i];
                double br = x[xr + i + step];
                double bi = x[xi + i + step];
                double cr = x[xr + i + 2 * step];
                double ci = x[xi + i + 2 * step];
                double dr = x[xr + i + 3 * step];
                double di = x[xi + i + 3 * step];
                double er = x[xr + i + 4 * step];
                double ei = x[xi + i + 4 * step];
                double t1r = br + er;
                double t1i = bi + ei;
                double t2r = cr + dr;
                double t2i = ci + di;
                double u1r = br - er;
                double u1i = bi - ei;
                double u2r = cr - dr;
                double u2i = ci - di;
                y[yr + o] = ar + t1r + t2r;
                y[yi + o] = ai + t1i + t2i;
                double m1r = ar + C51 * t1r + C52 * t2r;
                double m1i = ai + C51 * t1i + C52 * t2i;
                double m2r = ar + C52 * t1r + C51 * t2r;
                double m2i = ai + C52 * t1i + C51 * t2i;
                double n1r = S51 * u1r + S52 * u2r;
                double n1i = S51 * u1i + S52 * u2i;
                double n2r = S52 * u1r - S51 * u2r;
                double n2i = S52 * u1i - S51 * u2i;
                put(y, yr + o + s, yi + o + s, m1r + n1i, m1i - n1r, w, t);
                put(y, yr + o + 2 * s, yi + o + 2 * s, m2r + n2i, m2i - n2r, w, t + 2);
                put(y, yr + o + 3 * s, yi + o + 3 * s, m2r - n2i, m2i + n2r, w, t + 4);
                put(y, yr + o + 4 * s, yi + o + 4 * s, m1r - n1i, m1i + n1r, w, t + 6);
            }
        }
    }

    /**
     * A pass of radix 7.
     *
     * @param x the source
     * @param xr the real parts of its first row
     * @param xi the imaginary parts of its first row
     * @param ld from a row of the source to the next
     * @param y the target
     * @param yr the real parts of its first row
     * @param yi the imaginary parts of its first row
     * @param m the rows of the target divided by the radix
     * @param s the lanes
     * @param w the factors, interleaved
     */
    protected void pass7(double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s, double[] w) {
        int step = m * ld;
        for (int p = 0, t = 0; p < m; p++, t += 12) {
            for (int q = 0; q < s; q++) {
                int r = xr + p * ld + q;
                int i = xi + p * ld + q;
                int o = 7 * p * s + q;
                double ar = x[r];
                double ai = x[i];
                double t1r = x[r + step] + x[r + 6 * step];
                double t1i = x[i + step] + x[i + 6 * step];
                double u1r = x[r + step] - x[r + 6 * step];
                double u1i = x[i + step] - x[i + 6 * step];
                double t2r = x[r + 2 * step] + x[r + 5 * step];
                double t2i = x[i + 2 * step] + x[i + 5 * step];
                double u2r = x[r + 2 * step] - x[r + 5 * step];
                double u2i = x[i + 2 * step] - x[i + 5 * step];
                double t3r = x[r + 3 * step] + x[r + 4 * step];
                double t3i = x[i + 3 * step] + x[i + 4 * step];
                double u3r = x[r + 3 * step] - x[r + 4 * step];
                double u3i = x[i + 3 * step] - x[i + 4 * step];
                y[yr + o] = ar + t1r + t2r + t3r;
                y[yi + o] = ai + t1i + t2i + t3i;
                double mr = ar + C71 * t1r + C72 * t2r + C73 * t3r;
                double mi = ai + C71 * t1i + C72 * t2i + C73 * t3i;
                double nr = S71 * u1r + S72 * u2r + S73 * u3r;
                double ni = S71 * u1i + S72 * u2i + S73 * u3i;
                put(y, yr + o + s, yi + o + s, mr + ni, mi - nr, w, t);
                put(y, yr + o + 6 * s, yi + o + 6 * s, mr - ni, mi + nr, w, t + 10);
                mr = ar + C72 * t1r + C73 * t2r + C71 * t3r;
                mi = ai + C72 * t1i + C73 * t2i + C71 * t3i;
                nr = S72 * u1r - S73 * u2r - S71 * u3r;
                ni = S72 * u1i - S73 * u2i - S71 * u3i;
                put(y, yr + o + 2 * s, yi + o + 2 * s, mr + ni, mi - nr, w, t + 2);
                put(y, yr + o + 5 * s, yi + o + 5 * s, mr - ni, mi + nr, w, t + 8);
                mr = ar + C73 * t1r + C71 * t2r + C72 * t3r;
                mi = ai + C73 * t1i + C71 * t2i + C72 * t3i;
                nr = S73 * u1r - S71 * u2r + S72 * u3r;
                ni = S73 * u1i - S71 * u2i + S72 * u3i;
                put(y, yr + o + 3 * s, yi + o + 3 * s, mr + ni, mi - nr, w, t + 4);
                put(y, yr + o + 4 * s, yi + o + 4 * s, mr - ni, mi + nr, w, t + 6);
            }
        }
    }

    /**
     * A pass of radix 8.
     *
     * @param x the source
     * @param xr the real parts of its first row
     * @param xi the imaginary parts of its first row
     * @param ld from a row of the source to the next
     * @param y the target
     * @param yr the real parts of its first row
     * @param yi the imaginary parts of its first row
     * @param m the rows of the target divided by the radix
     * @param s the lanes
     * @param w the factors, interleaved
     */
    protected void pass8(double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s, double[] w) {
        int step = m * ld;
        for (int p = 0, t = 0; p < m; p++, t += 14) {
            for (int q = 0; q < s; q++) {
                int r = xr + p * ld + q;
                int i = xi + p * ld + q;
                int or = yr + 8 * p * s + q;
                int oi = yi + 8 * p * s + q;
                // The even rows.
                double ar = x[r] + x[r + 4 * step];
                double ai = x[i] + x[i + 4 * step];
                double br = x[r] - x[r + 4 * step];
                double bi = x[i] - x[i + 4 * step];
                double cr = x[r + 2 * step] + x[r + 6 * step];
                double ci = x[i + 2 * step] + x[i + 6 * step];
                double dr = x[i + 2 * step] - x[i + 6 * step];
                double di = x[r + 6 * step] - x[r + 2 * step];
                double e0r = ar + cr;
                double e0i = ai + ci;
                double e1r = br + dr;
                double e1i = bi + di;
                double e2r = ar - cr;
                double e2i = ai - ci;
                double e3r = br - dr;
                double e3i = bi - di;
                // The odd rows.
                ar = x[r + step] + x[r + 5 * step];
                ai = x[i + step] + x[i + 5 * step];
                br = x[r + step] - x[r + 5 * step];
                bi = x[i + step] - x[i + 5 * step];
                cr = x[r + 3 * step] + x[r + 7 * step];
                ci = x[i + 3 * step] + x[i + 7 * step];
                dr = x[i + 3 * step] - x[i + 7 * step];
                di = x[r + 7 * step] - x[r + 3 * step];
                double o0r = ar + cr;
                double o0i = ai + ci;
                double o1r = R8 * ((br + dr) + (bi + di));
                double o1i = R8 * ((bi + di) - (br + dr));
                double o2r = ai - ci;
                double o2i = cr - ar;
                double o3r = R8 * ((bi - di) - (br - dr));
                double o3i = -R8 * ((br - dr) + (bi - di));
                y[or] = e0r + o0r;
                y[oi] = e0i + o0i;
                put(y, or + s, oi + s, e1r + o1r, e1i + o1i, w, t);
                put(y, or + 2 * s, oi + 2 * s, e2r + o2r, e2i + o2i, w, t + 2);
                put(y, or + 3 * s, oi + 3 * s, e3r + o3r, e3i + o3i, w, t + 4);
                put(y, or + 4 * s, oi + 4 * s, e0r - o0r, e0i - o0i, w, t + 6);
                put(y, or + 5 * s, oi + 5 * s, e1r - o1r, e1i - o1i, w, t + 8);
                put(y, or + 6 * s, oi + 6 * s, e2r - o2r, e2i - o2i, w, t + 10);
                put(y, or + 7 * s, oi + 7 * s, e3r - o3r, e3i - o3i, w, t + 12);
            }
        }
    }

    /**
     * A pass of any odd radix, in a number of operations that grows with its square. For each pair of rows k and
     * {@code r - k} of a result the sums with cosines and those with sines are shared.
     *
     * @param r the radix
     * @param roots the r-th roots of unity, interleaved
     * @param x the source
     * @param xr the real parts of its first row
     * @param xi the imaginary parts of its first row
     * @param ld from a row of the source to the next
     * @param y the target
     * @param yr the real parts of its first row
     * @param yi the imaginary parts of its first row
     * @param m the rows of the target divided by the radix
     * @param s the lanes
     * @param w the factors, interleaved
     */
    protected void passOdd(
            int r,
            double[] roots,
            double[] x,
            int xr,
            int xi,
            int ld,
            double[] y,
            int yr,
            int yi,
            int m,
            int s,
            double[] w) {
        int step = m * ld;
        for (int p = 0; p < m; p++) {
            for (int q = 0; q < s; q++) {
                int a = xr + p * ld + q;
                int b = xi + p * ld + q;
                int or = yr + r * p * s + q;
                int oi = yi + r * p * s + q;
                double sumR = x[a];
                double sumI = x[b];
                for (int j = 1; j < r; j++) {
                    sumR += x[a + j * step];
                    sumI += x[b + j * step];
                }
                y[or] = sumR;
                y[oi] = sumI;
                for (int k = 1; k <= r / 2; k++) {
                    double mr = x[a];
                    double mi = x[b];
                    double nr = 0;
                    double ni = 0;
                    for (int j = 1, e = k; j <= r / 2; j++) {
                        double c = roots[2 * e];
                        double d = -roots[2 * e + 1];
                        int f = j * step;
                        int g = (r - j) * step;
                        mr += c * (x[a + f] + x[a + g]);
                        mi += c * (x[b + f] + x[b + g]);
                        nr += d * (x[a + f] - x[a + g]);
                        ni += d * (x[b + f] - x[b + g]);
                        e += k;
                        e -= e >= r ? r : 0;
                    }
                    int t = 2 * ((r - 1) * p + k - 1);
                    put(y, or + k * s, oi + k * s, mr + ni, mi - nr, w, t);
                    int u = 2 * ((r - 1) * p + r - k - 1);
                    put(y, or + (r - k) * s, oi + (r - k) * s, mr - ni, mi + nr, w, u);
                }
            }
        }
    }
}
