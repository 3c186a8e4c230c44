package org.orrery.ndarray.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link FourierPasses}: the same steps, with products and sums fused where the machine can. */
public final class VectorizedFourierPasses extends FourierPasses {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    /** Lanes are a multiple of eight: wider vectors do not fit them. */
    private static final boolean FITS = WIDTH >= 2 && WIDTH <= GROUP;

    /** The even lanes, then the odd ones. */
    private static final VectorShuffle<Double> EVEN_ODD =
            VectorShuffle.fromOp(SPECIES, i -> i < WIDTH / 2 ? 2 * i : 2 * i - WIDTH + 1);

    /** The odd lanes, then the even ones. */
    private static final VectorShuffle<Double> ODD_EVEN =
            VectorShuffle.fromOp(SPECIES, i -> i < WIDTH / 2 ? 2 * i + 1 : 2 * i - WIDTH);

    /** The second half, then the first. */
    private static final VectorShuffle<Double> TURNED = VectorShuffle.fromOp(SPECIES, i -> (i + WIDTH / 2) % WIDTH);

    /** Each lane of the first half twice. */
    private static final VectorShuffle<Double> LOW = VectorShuffle.fromOp(SPECIES, i -> i / 2);

    /** Each lane of the second half twice. */
    private static final VectorShuffle<Double> HIGH = VectorShuffle.fromOp(SPECIES, i -> i / 2 + WIDTH / 2);

    private static final VectorMask<Double> SECOND_HALF =
            VectorMask.fromLong(SPECIES, ((1L << WIDTH) - 1) & -(1L << WIDTH / 2));

    private static final VectorMask<Double> ODD = VectorMask.fromLong(SPECIES, ((1L << WIDTH) - 1) & 0xaaaa_aaaaL);

    /** Exchange neighbours, pairs, and quadruples of lanes. */
    private static final VectorShuffle<Double> EXCHANGE_1 = VectorShuffle.fromOp(SPECIES, i -> (i ^ 1) % WIDTH);

    private static final VectorShuffle<Double> EXCHANGE_2 = VectorShuffle.fromOp(SPECIES, i -> (i ^ 2) % WIDTH);
    private static final VectorShuffle<Double> EXCHANGE_4 = VectorShuffle.fromOp(SPECIES, i -> (i ^ 4) % WIDTH);
    private static final VectorMask<Double> MASK_1 = VectorMask.fromLong(SPECIES, ((1L << WIDTH) - 1) & 0xaa);
    private static final VectorMask<Double> MASK_2 = VectorMask.fromLong(SPECIES, ((1L << WIDTH) - 1) & 0xcc);
    private static final VectorMask<Double> MASK_4 = VectorMask.fromLong(SPECIES, ((1L << WIDTH) - 1) & 0xf0);

    /** Called by reflection when the Vector API is there. */
    public VectorizedFourierPasses() {}

    @Override
    protected int batch() {
        return FITS ? GROUP : super.batch();
    }

    @Override
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
        boolean pairs = step == 2 && (im == 1 || im == -1);
        boolean apart = step == 1 && im != 0;
        if (!FITS || count < WIDTH || !(pairs || apart)) {
            super.load(in, at, step, im, rowStep, rows, count, y, yr, yi, s);
            return;
        }
        int whole = count / WIDTH * WIDTH;
        if (pairs) {
            int even = im == 1 ? yr : yi;
            int odd = im == 1 ? yi : yr;
            pairs(in, at + Math.min(im, 0), rowStep, rows, whole, y, even, odd, s);
        } else {
            apart(in, at, im, rowStep, rows, whole, y, yr, yi, s);
        }
        if (whole < s) {
            rest(
                    in,
                    at + whole * step,
                    step,
                    im,
                    rowStep,
                    rows,
                    count - whole,
                    y,
                    yr + whole,
                    yi + whole,
                    s,
                    s - whole);
        }
    }

    private static void pairs(
            double[] in, int at, int rowStep, int rows, int whole, double[] y, int even, int odd, int s) {
        for (int row = 0; row < rows; row++) {
            int from = at + row * rowStep;
            int to = row * s;
            for (int q = 0; q < whole; q += WIDTH) {
                DoubleVector a = at(in, from + 2 * q).rearrange(EVEN_ODD);
                DoubleVector b = at(in, from + 2 * q + WIDTH).rearrange(ODD_EVEN);
                a.blend(b, SECOND_HALF).intoArray(y, even + to + q);
                b.blend(a, SECOND_HALF).rearrange(TURNED).intoArray(y, odd + to + q);
            }
        }
    }

    private static void apart(
            double[] in, int at, int im, int rowStep, int rows, int whole, double[] y, int yr, int yi, int s) {
        for (int row = 0; row < rows; row++) {
            int from = at + row * rowStep;
            int to = row * s;
            for (int q = 0; q < whole; q += WIDTH) {
                at(in, from + q).intoArray(y, yr + to + q);
                at(in, from + im + q).intoArray(y, yi + to + q);
            }
        }
    }

    /** The lanes behind those in whole vectors, up to {@code padded}. */
    private static void rest(
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
            int s,
            int padded) {
        for (int row = 0; row < rows; row++) {
            int from = at + row * rowStep;
            int to = row * s;
            for (int q = 0; q < padded; q++) {
                y[yr + to + q] = q < count ? in[from + q * step] : 0;
                y[yi + to + q] = q < count ? in[from + q * step + im] : 0;
            }
        }
    }

    @Override
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
        boolean pairs = step == 2 && (im == 1 || im == -1);
        boolean apart = step == 1 && im != 0;
        if (!FITS || count < WIDTH || !(pairs || apart)) {
            super.store(x, xr, xi, s, rows, count, out, at, step, im, rowStep, scale);
            return;
        }
        int whole = count / WIDTH * WIDTH;
        DoubleVector f = all(scale);
        for (int row = 0; row < rows; row++) {
            int from = row * s;
            if (pairs) {
                int even = (im == 1 ? xr : xi) + from;
                int odd = (im == 1 ? xi : xr) + from;
                int to = at + row * rowStep + Math.min(im, 0);
                for (int q = 0; q < whole; q += WIDTH) {
                    DoubleVector a = at(x, even + q).mul(f);
                    DoubleVector b = at(x, odd + q).mul(f);
                    a.rearrange(LOW).blend(b.rearrange(LOW), ODD).intoArray(out, to + 2 * q);
                    a.rearrange(HIGH).blend(b.rearrange(HIGH), ODD).intoArray(out, to + 2 * q + WIDTH);
                }
            } else {
                int to = at + row * rowStep;
                for (int q = 0; q < whole; q += WIDTH) {
                    at(x, xr + from + q).mul(f).intoArray(out, to + q);
                    at(x, xi + from + q).mul(f).intoArray(out, to + im + q);
                }
            }
        }
        if (whole < count) {
            super.store(
                    x,
                    xr + whole,
                    xi + whole,
                    s,
                    rows,
                    count - whole,
                    out,
                    at + whole * step,
                    step,
                    im,
                    rowStep,
                    scale);
        }
    }

    @Override
    protected void twiddle(double[] x, int xr, int xi, int s, int rows, int group, double[] fine, double[] coarse) {
        if (!FITS) {
            super.twiddle(x, xr, xi, s, rows, group, fine, coarse);
            return;
        }
        for (int q = 0; q < s; q += GROUP) {
            int g = group + q / GROUP;
            if (coarse.length == 0) {
                int t = 2 * GROUP * g * rows;
                for (int i = q, end = q + rows * s; i < end; i += s, t += 2 * GROUP) {
                    for (int e = 0; e < GROUP; e += WIDTH) {
                        DoubleVector wr = at(fine, t + e);
                        DoubleVector wi = at(fine, t + GROUP + e);
                        DoubleVector re = at(x, xr + i + e);
                        DoubleVector im = at(x, xi + i + e);
                        turned(re, im, wr, wi, x, xr + i + e, xi + i + e);
                    }
                }
            } else {
                int t = 0;
                int c = 2 * g * rows;
                for (int i = q, end = q + rows * s; i < end; i += s, t += 2 * GROUP, c += 2) {
                    DoubleVector cr = all(coarse[c]);
                    DoubleVector ci = all(coarse[c + 1]);
                    for (int e = 0; e < GROUP; e += WIDTH) {
                        DoubleVector fr = at(fine, t + e);
                        DoubleVector fi = at(fine, t + GROUP + e);
                        DoubleVector wr = fr.mul(cr).sub(fi.mul(ci));
                        DoubleVector wi = fr.fma(ci, fi.mul(cr));
                        DoubleVector re = at(x, xr + i + e);
                        DoubleVector im = at(x, xi + i + e);
                        turned(re, im, wr, wi, x, xr + i + e, xi + i + e);
                    }
                }
            }
        }
    }

    @Override
    protected void transpose(double[] x, int from, int s, int rows, int count, double[] y, int to, int ld) {
        if (WIDTH != GROUP || s % GROUP != 0 || ld % GROUP != 0) {
            super.transpose(x, from, s, rows, count, y, to, ld);
            return;
        }
        int whole = rows / GROUP * GROUP;
        int lanes = count / GROUP * GROUP;
        for (int q = 0; q < lanes; q += GROUP) {
            squares(x, from + q, s, whole, y, to + q * ld, ld);
        }
        if (whole < rows) {
            rest(x, from + whole * s, s, rows - whole, lanes, y, to + whole, ld, ld - whole);
        }
        if (lanes < count) {
            super.transpose(x, from + lanes, s, rows, count - lanes, y, to + lanes * ld, ld);
        }
    }

    private static void rest(double[] x, int from, int s, int rows, int count, double[] y, int to, int ld, int padded) {
        for (int q = 0; q < count; q++) {
            for (int k = 0; k < padded; k++) {
                y[to + q * ld + k] = k < rows ? x[from + k * s + q] : 0;
            }
        }
    }

    /**
     * Squares of eight rows and lanes: exchange the quarters of a square across its diagonal, then those of its
     * quarters, then those of theirs.
     */
    private static void squares(double[] x, int from, int s, int rows, double[] y, int to, int ld) {
        for (int row = 0; row < rows; row += GROUP) {
            int i = from + row * s;
            int o = to + row;
            DoubleVector a0 = at(x, i);
            DoubleVector a1 = at(x, i + s);
            DoubleVector a2 = at(x, i + 2 * s);
            DoubleVector a3 = at(x, i + 3 * s);
            DoubleVector a4 = at(x, i + 4 * s);
            DoubleVector a5 = at(x, i + 5 * s);
            DoubleVector a6 = at(x, i + 6 * s);
            DoubleVector a7 = at(x, i + 7 * s);
            DoubleVector b0 = a0.blend(a4.rearrange(EXCHANGE_4), MASK_4);
            DoubleVector b1 = a1.blend(a5.rearrange(EXCHANGE_4), MASK_4);
            DoubleVector b2 = a2.blend(a6.rearrange(EXCHANGE_4), MASK_4);
            DoubleVector b3 = a3.blend(a7.rearrange(EXCHANGE_4), MASK_4);
            DoubleVector b4 = a0.rearrange(EXCHANGE_4).blend(a4, MASK_4);
            DoubleVector b5 = a1.rearrange(EXCHANGE_4).blend(a5, MASK_4);
            DoubleVector b6 = a2.rearrange(EXCHANGE_4).blend(a6, MASK_4);
            DoubleVector b7 = a3.rearrange(EXCHANGE_4).blend(a7, MASK_4);
            DoubleVector c0 = b0.blend(b2.rearrange(EXCHANGE_2), MASK_2);
            DoubleVector c1 = b1.blend(b3.rearrange(EXCHANGE_2), MASK_2);
            DoubleVector c2 = b0.rearrange(EXCHANGE_2).blend(b2, MASK_2);
            DoubleVector c3 = b1.rearrange(EXCHANGE_2).blend(b3, MASK_2);
            DoubleVector c4 = b4.blend(b6.rearrange(EXCHANGE_2), MASK_2);
            DoubleVector c5 = b5.blend(b7.rearrange(EXCHANGE_2), MASK_2);
            DoubleVector c6 = b4.rearrange(EXCHANGE_2).blend(b6, MASK_2);
            DoubleVector c7 = b5.rearrange(EXCHANGE_2).blend(b7, MASK_2);
            DoubleVector d0 = c0.blend(c1.rearrange(EXCHANGE_1), MASK_1);
            DoubleVector d1 = c0.rearrange(EXCHANGE_1).blend(c1, MASK_1);
            DoubleVector d2 = c2.blend(c3.rearrange(EXCHANGE_1), MASK_1);
            DoubleVector d3 = c2.rearrange(EXCHANGE_1).blend(c3, MASK_1);
            DoubleVector d4 = c4.blend(c5.rearrange(EXCHANGE_1), MASK_1);
            DoubleVector d5 = c4.rearrange(EXCHANGE_1).blend(c5, MASK_1);
            DoubleVector d6 = c6.blend(c7.rearrange(EXCHANGE_1), MASK_1);
            DoubleVector d7 = c6.rearrange(EXCHANGE_1).blend(c7, MASK_1);
            d0.intoArray(y, o);
            d1.intoArray(y, o + ld);
            d2.intoArray(y, o + 2 * ld);
            d3.intoArray(y, o + 3 * ld);
            d4.intoArray(y, o + 4 * ld);
            d5.intoArray(y, o + 5 * ld);
            d6.intoArray(y, o + 6 * ld);
            d7.intoArray(y, o + 7 * ld);
        }
    }

    private static DoubleVector at(double[] x, int i) {
        return DoubleVector.fromArray(SPECIES, x, i);
    }

    private static DoubleVector all(double f) {
        return DoubleVector.broadcast(SPECIES, f);
    }

    /** Writes complex numbers times a complex number. */
    private static void turned(
            DoubleVector re, DoubleVector im, DoubleVector wr, DoubleVector wi, double[] y, int or, int oi) {
        re.mul(wr).sub(im.mul(wi)).intoArray(y, or);
        re.fma(wi, im.mul(wr)).intoArray(y, oi);
    }

    /** Writes complex numbers times the one at t. */
    private static void turned(DoubleVector re, DoubleVector im, double[] w, int t, double[] y, int or, int oi) {
        turned(re, im, all(w[t]), all(w[t + 1]), y, or, oi);
    }

    @Override
    protected void pass2(double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s, double[] w) {
        if (!FITS || s % GROUP != 0) {
            super.pass2(x, xr, xi, ld, y, yr, yi, m, s, w);
            return;
        }
        int step = m * ld;
        for (int p = 0, t = 0; p < m; p++, t += 2) {
            int r = xr + p * ld;
            int i = xi + p * ld;
            int or = yr + 2 * p * s;
            int oi = yi + 2 * p * s;
            for (int q = 0; q < s; q += WIDTH, r += WIDTH, i += WIDTH, or += WIDTH, oi += WIDTH) {
                DoubleVector ar = at(x, r);
                DoubleVector ai = at(x, i);
                DoubleVector br = at(x, r + step);
                DoubleVector bi = at(x, i + step);
                ar.add(br).intoArray(y, or);
                ai.add(bi).intoArray(y, oi);
                turned(ar.sub(br), ai.sub(bi), w, t, y, or + s, oi + s);
            }
        }
    }

    @Override
    protected void pass3(double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s, double[] w) {
        if (!FITS || s % GROUP != 0) {
            super.pass3(x, xr, xi, ld, y, yr, yi, m, s, w);
            return;
        }
        int step = m * ld;
        for (int p = 0, t = 0; p < m; p++, t += 4) {
            int r = xr + p * ld;
            int i = xi + p * ld;
            int or = yr + 3 * p * s;
            int oi = yi + 3 * p * s;
            for (int q = 0; q < s; q += WIDTH, r += WIDTH, i += WIDTH, or += WIDTH, oi += WIDTH) {
                DoubleVector ar = at(x, r);
                DoubleVector ai = at(x, i);
                DoubleVector br = at(x, r + step);
                DoubleVector bi = at(x, i + step);
                DoubleVector cr = at(x, r + 2 * step);
                DoubleVector ci = at(x, i + 2 * step);
                DoubleVector tr = br.add(cr);
                DoubleVector ti = bi.add(ci);
                DoubleVector ur = br.sub(cr).mul(S3);
                DoubleVector ui = bi.sub(ci).mul(S3);
                DoubleVector hr = tr.fma(all(-0.5), ar);
                DoubleVector hi = ti.fma(all(-0.5), ai);
                ar.add(tr).intoArray(y, or);
                ai.add(ti).intoArray(y, oi);
                turned(hr.add(ui), hi.sub(ur), w, t, y, or + s, oi + s);
                turned(hr.sub(ui), hi.add(ur), w, t + 2, y, or + 2 * s, oi + 2 * s);
            }
        }
    }

    @Override
    protected void pass4(double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s, double[] w) {
        if (!FITS || s % GROUP != 0) {
            super.pass4(x, xr, xi, ld, y, yr, yi, m, s, w);
            return;
        }
        int step = m * ld;
        for (int p = 0, t = 0; p < m; p++, t += 6) {
            int r = xr + p * ld;
            int i = xi + p * ld;
            int or = yr + 4 * p * s;
            int oi = yi + 4 * p * s;
            for (int q = 0; q < s; q += WIDTH, r += WIDTH, i += WIDTH, or += WIDTH, oi += WIDTH) {
                DoubleVector ar = at(x, r);
                DoubleVector ai = at(x, i);
                DoubleVector br = at(x, r + step);
                DoubleVector bi = at(x, i + step);
                DoubleVector cr = at(x, r + 2 * step);
                DoubleVector ci = at(x, i + 2 * step);
                DoubleVector dr = at(x, r + 3 * step);
                DoubleVector di = at(x, i + 3 * step);
                DoubleVector er = ar.add(cr);
                DoubleVector ei = ai.add(ci);
                DoubleVector tr = ar.sub(cr);
                DoubleVector ti = ai.sub(ci);
                DoubleVector ur = br.add(dr);
                DoubleVector ui = bi.add(di);
                DoubleVector vr = bi.sub(di);
                DoubleVector vi = dr.sub(br);
                er.add(ur).intoArray(y, or);
                ei.add(ui).intoArray(y, oi);
                turned(tr.add(vr), ti.add(vi), w, t, y, or + s, oi + s);
                turned(er.sub(ur), ei.sub(ui), w, t + 2, y, or + 2 * s, oi + 2 * s);
                turned(tr.sub(vr), ti.sub(vi), w, t + 4, y, or + 3 * s, oi + 3 * s);
            }
        }
    }

    @Override
    protected void pass5(double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s, double[] w) {
        if (!FITS || s % GROUP != 0) {
            super.pass5(x, xr, xi, ld, y, yr, yi, m, s, w);
            return;
        }
        int step = m * ld;
        for (int p = 0, t = 0; p < m; p++, t += 8) {
            int r = xr + p * ld;
            int i = xi + p * ld;
            int or = yr + 5 * p * s;
            int oi = yi + 5 * p * s;
            for (int q = 0; q < s; q += WIDTH, r += WIDTH, i += WIDTH, or += WIDTH, oi += WIDTH) {
                DoubleVector ar = at(x, r);
                DoubleVector ai = at(x, i);
                DoubleVector br = at(x, r + step);
                DoubleVector bi = at(x, i + step);
                DoubleVector cr = at(x, r + 2 * step);
                DoubleVector ci = at(x, i + 2 * step);
                DoubleVector dr = at(x, r + 3 * step);
                DoubleVector di = at(x, i + 3 * step);
                DoubleVector er = at(x, r + 4 * step);
                DoubleVector ei = at(x, i + 4 * step);
                DoubleVector fr = br.add(er);
                DoubleVector fi = bi.add(ei);
                DoubleVector gr = cr.add(dr);
                DoubleVector gi = ci.add(di);
                DoubleVector hr = br.sub(er);
                DoubleVector hi = bi.sub(ei);
                DoubleVector kr = cr.sub(dr);
                DoubleVector ki = ci.sub(di);
                ar.add(fr).add(gr).intoArray(y, or);
                ai.add(fi).add(gi).intoArray(y, oi);
                DoubleVector mr = fr.fma(all(C51), gr.fma(all(C52), ar));
                DoubleVector mi = fi.fma(all(C51), gi.fma(all(C52), ai));
                DoubleVector nr = hr.fma(all(S51), kr.mul(S52));
                DoubleVector ni = hi.fma(all(S51), ki.mul(S52));
                turned(mr.add(ni), mi.sub(nr), w, t, y, or + s, oi + s);
                turned(mr.sub(ni), mi.add(nr), w, t + 6, y, or + 4 * s, oi + 4 * s);
                DoubleVector ur = fr.fma(all(C52), gr.fma(all(C51), ar));
                DoubleVector ui = fi.fma(all(C52), gi.fma(all(C51), ai));
                DoubleVector vr = hr.fma(all(S52), kr.mul(-S51));
                DoubleVector vi = hi.fma(all(S52), ki.mul(-S51));
                turned(ur.add(vi), ui.sub(vr), w, t + 2, y, or + 2 * s, oi + 2 * s);
                turned(ur.sub(vi), ui.add(vr), w, t + 4, y, or + 3 * s, oi + 3 * s);
            }
        }
    }

    @Override
    protected void pass7(double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s, double[] w) {
        if (!FITS || s % GROUP != 0) {
            super.pass7(x, xr, xi, ld, y, yr, yi, m, s, w);
            return;
        }
        int step = m * ld;
        for (int p = 0, t = 0; p < m; p++, t += 12) {
            int r = xr + p * ld;
            int i = xi + p * ld;
            int or = yr + 7 * p * s;
            int oi = yi + 7 * p * s;
            for (int q = 0; q < s; q += WIDTH, r += WIDTH, i += WIDTH, or += WIDTH, oi += WIDTH) {
                DoubleVector ar = at(x, r);
                DoubleVector ai = at(x, i);
                DoubleVector br = at(x, r + step);
                DoubleVector bi = at(x, i + step);
                DoubleVector cr = at(x, r + 2 * step);
                DoubleVector ci = at(x, i + 2 * step);
                DoubleVector dr = at(x, r + 3 * step);
                DoubleVector di = at(x, i + 3 * step);
                DoubleVector er = at(x, r + 4 * step);
                DoubleVector ei = at(x, i + 4 * step);
                DoubleVector fr = at(x, r + 5 * step);
                DoubleVector fi = at(x, i + 5 * step);
                DoubleVector gr = at(x, r + 6 * step);
                DoubleVector gi = at(x, i + 6 * step);
                DoubleVector tr = br.add(gr);
                DoubleVector ti = bi.add(gi);
                DoubleVector ur = cr.add(fr);
                DoubleVector ui = ci.add(fi);
                DoubleVector vr = dr.add(er);
                DoubleVector vi = di.add(ei);
                DoubleVector hr = br.sub(gr);
                DoubleVector hi = bi.sub(gi);
                DoubleVector kr = cr.sub(fr);
                DoubleVector ki = ci.sub(fi);
                DoubleVector lr = dr.sub(er);
                DoubleVector li = di.sub(ei);
                ar.add(tr).add(ur).add(vr).intoArray(y, or);
                ai.add(ti).add(ui).add(vi).intoArray(y, oi);
                DoubleVector m1r = tr.fma(all(C71), ur.fma(all(C72), vr.fma(all(C73), ar)));
                DoubleVector m1i = ti.fma(all(C71), ui.fma(all(C72), vi.fma(all(C73), ai)));
                DoubleVector n1r = hr.fma(all(S71), kr.fma(all(S72), lr.mul(S73)));
                DoubleVector n1i = hi.fma(all(S71), ki.fma(all(S72), li.mul(S73)));
                turned(m1r.add(n1i), m1i.sub(n1r), w, t, y, or + s, oi + s);
                turned(m1r.sub(n1i), m1i.add(n1r), w, t + 10, y, or + 6 * s, oi + 6 * s);
                DoubleVector m2r = tr.fma(all(C72), ur.fma(all(C73), vr.fma(all(C71), ar)));
                DoubleVector m2i = ti.fma(all(C72), ui.fma(all(C73), vi.fma(all(C71), ai)));
                DoubleVector n2r = hr.fma(all(S72), kr.fma(all(-S73), lr.mul(-S71)));
                DoubleVector n2i = hi.fma(all(S72), ki.fma(all(-S73), li.mul(-S71)));
                turned(m2r.add(n2i), m2i.sub(n2r), w, t + 2, y, or + 2 * s, oi + 2 * s);
                turned(m2r.sub(n2i), m2i.add(n2r), w, t + 8, y, or + 5 * s, oi + 5 * s);
                DoubleVector m3r = tr.fma(all(C73), ur.fma(all(C71), vr.fma(all(C72), ar)));
                DoubleVector m3i = ti.fma(all(C73), ui.fma(all(C71), vi.fma(all(C72), ai)));
                DoubleVector n3r = hr.fma(all(S73), kr.fma(all(-S71), lr.mul(S72)));
                DoubleVector n3i = hi.fma(all(S73), ki.fma(all(-S71), li.mul(S72)));
                turned(m3r.add(n3i), m3i.sub(n3r), w, t + 4, y, or + 3 * s, oi + 3 * s);
                turned(m3r.sub(n3i), m3i.add(n3r), w, t + 6, y, or + 4 * s, oi + 4 * s);
            }
        }
    }

    @Override
    protected void pass8(double[] x, int xr, int xi, int ld, double[] y, int yr, int yi, int m, int s, double[] w) {
        if (!FITS || s % GROUP != 0) {
            super.pass8(x, xr, xi, ld, y, yr, yi, m, s, w);
            return;
        }
        int step = m * ld;
        for (int p = 0, t = 0; p < m; p++, t += 14) {
            int r = xr + p * ld;
            int i = xi + p * ld;
            int or = yr + 8 * p * s;
            int oi = yi + 8 * p * s;
            for (int q = 0; q < s; q += WIDTH, r += WIDTH, i += WIDTH, or += WIDTH, oi += WIDTH) {
                // The even rows.
                DoubleVector ar = at(x, r);
                DoubleVector ai = at(x, i);
                DoubleVector br = at(x, r + 4 * step);
                DoubleVector bi = at(x, i + 4 * step);
                DoubleVector cr = at(x, r + 2 * step);
                DoubleVector ci = at(x, i + 2 * step);
                DoubleVector dr = at(x, r + 6 * step);
                DoubleVector di = at(x, i + 6 * step);
                DoubleVector esr = ar.add(br);
                DoubleVector esi = ai.add(bi);
                DoubleVector etr = ar.sub(br);
                DoubleVector eti = ai.sub(bi);
                DoubleVector eur = cr.add(dr);
                DoubleVector eui = ci.add(di);
                DoubleVector evr = ci.sub(di);
                DoubleVector evi = dr.sub(cr);
                DoubleVector e0r = esr.add(eur);
                DoubleVector e0i = esi.add(eui);
                DoubleVector e1r = etr.add(evr);
                DoubleVector e1i = eti.add(evi);
                DoubleVector e2r = esr.sub(eur);
                DoubleVector e2i = esi.sub(eui);
                DoubleVector e3r = etr.sub(evr);
                DoubleVector e3i = eti.sub(evi);
                // The odd rows.
                ar = at(x, r + step);
                ai = at(x, i + step);
                br = at(x, r + 5 * step);
                bi = at(x, i + 5 * step);
                cr = at(x, r + 3 * step);
                ci = at(x, i + 3 * step);
                dr = at(x, r + 7 * step);
                di = at(x, i + 7 * step);
                DoubleVector osr = ar.add(br);
                DoubleVector osi = ai.add(bi);
                DoubleVector otr = ar.sub(br);
                DoubleVector oti = ai.sub(bi);
                DoubleVector our = cr.add(dr);
                DoubleVector oui = ci.add(di);
                DoubleVector ovr = ci.sub(di);
                DoubleVector ovi = dr.sub(cr);
                DoubleVector o0r = osr.add(our);
                DoubleVector o0i = osi.add(oui);
                DoubleVector gr = otr.add(ovr);
                DoubleVector gi = oti.add(ovi);
                DoubleVector hr = otr.sub(ovr);
                DoubleVector hi = oti.sub(ovi);
                DoubleVector o1r = gr.add(gi).mul(R8);
                DoubleVector o1i = gi.sub(gr).mul(R8);
                DoubleVector o2r = osi.sub(oui);
                DoubleVector o2i = our.sub(osr);
                DoubleVector o3r = hi.sub(hr).mul(R8);
                DoubleVector o3i = hr.add(hi).mul(-R8);
                e0r.add(o0r).intoArray(y, or);
                e0i.add(o0i).intoArray(y, oi);
                turned(e1r.add(o1r), e1i.add(o1i), w, t, y, or + s, oi + s);
                turned(e2r.add(o2r), e2i.add(o2i), w, t + 2, y, or + 2 * s, oi + 2 * s);
                turned(e3r.add(o3r), e3i.add(o3i), w, t + 4, y, or + 3 * s, oi + 3 * s);
                turned(e0r.sub(o0r), e0i.sub(o0i), w, t + 6, y, or + 4 * s, oi + 4 * s);
                turned(e1r.sub(o1r), e1i.sub(o1i), w, t + 8, y, or + 5 * s, oi + 5 * s);
                turned(e2r.sub(o2r), e2i.sub(o2i), w, t + 10, y, or + 6 * s, oi + 6 * s);
                turned(e3r.sub(o3r), e3i.sub(o3i), w, t + 12, y, or + 7 * s, oi + 7 * s);
            }
        }
    }

    @Override
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
        if (!FITS || s % GROUP != 0) {
            super.passOdd(r, roots, x, xr, xi, ld, y, yr, yi, m, s, w);
            return;
        }
        int step = m * ld;
        for (int p = 0; p < m; p++) {
            for (int q = 0; q < s; q += WIDTH) {
                int a = xr + p * ld + q;
                int b = xi + p * ld + q;
                int or = yr + r * p * s + q;
                int oi = yi + r * p * s + q;
                DoubleVector sumR = at(x, a);
                DoubleVector sumI = at(x, b);
                for (int j = 1; j < r; j++) {
                    sumR = sumR.add(at(x, a + j * step));
                    sumI = sumI.add(at(x, b + j * step));
                }
                sumR.intoArray(y, or);
                sumI.intoArray(y, oi);
                for (int k = 1; k <= r / 2; k++) {
                    DoubleVector mr = at(x, a);
                    DoubleVector mi = at(x, b);
                    DoubleVector nr = all(0);
                    DoubleVector ni = nr;
                    for (int j = 1, e = k; j <= r / 2; j++) {
                        DoubleVector c = all(roots[2 * e]);
                        DoubleVector d = all(-roots[2 * e + 1]);
                        int f = j * step;
                        int g = (r - j) * step;
                        mr = at(x, a + f).add(at(x, a + g)).fma(c, mr);
                        mi = at(x, b + f).add(at(x, b + g)).fma(c, mi);
                        nr = at(x, a + f).sub(at(x, a + g)).fma(d, nr);
                        ni = at(x, b + f).sub(at(x, b + g)).fma(d, ni);
                        e += k;
                        e -= e >= r ? r : 0;
                    }
                    int t = 2 * ((r - 1) * p + k - 1);
                    turned(mr.add(ni), mi.sub(nr), w, t, y, or + k * s, oi + k * s);
                    int u = 2 * ((r - 1) * p + r - k - 1);
                    turned(mr.sub(ni), mi.add(nr), w, u, y, or + (r - k) * s, oi + (r - k) * s);
                }
            }
        }
    }
}
