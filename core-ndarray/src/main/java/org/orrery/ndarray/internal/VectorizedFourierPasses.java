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
                DoubleVector a =
                        DoubleVector.fromArray(SPECIES, in, from + 2 * q).rearrange(EVEN_ODD);
                DoubleVector b = DoubleVector.fromArray(SPECIES, in, from + 2 * q + WIDTH)
                        .rearrange(ODD_EVEN);
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
                DoubleVector.fromArray(SPECIES, in, from + q).intoArray(y, yr + to + q);
                DoubleVector.fromArray(SPECIES, in, from + im + q).intoArray(y, yi + to + q);
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
        DoubleVector f = DoubleVector.broadcast(SPECIES, scale);
        for (int row = 0; row < rows; row++) {
            int from = row * s;
            if (pairs) {
                int even = (im == 1 ? xr : xi) + from;
                int odd = (im == 1 ? xi : xr) + from;
                int to = at + row * rowStep + Math.min(im, 0);
                for (int q = 0; q < whole; q += WIDTH) {
                    DoubleVector a =
                            DoubleVector.fromArray(SPECIES, x, even + q).mul(f);
                    DoubleVector b = DoubleVector.fromArray(SPECIES, x, odd + q).mul(f);
                    a.rearrange(LOW).blend(b.rearrange(LOW), ODD).intoArray(out, to + 2 * q);
                    a.rearrange(HIGH).blend(b.rearrange(HIGH), ODD).intoArray(out, to + 2 * q + WIDTH);
                }
            } else {
                int to = at + row * rowStep;
                for (int q = 0; q < whole; q += WIDTH) {
                    DoubleVector.fromArray(SPECIES, x, xr + from + q).mul(f).intoArray(out, to + q);
                    DoubleVector.fromArray(SPECIES, x, xi + from + q).mul(f).intoArray(out, to + im + q);
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
                        DoubleVector wr = DoubleVector.fromArray(SPECIES, fine, t + e);
                        DoubleVector wi = DoubleVector.fromArray(SPECIES, fine, t + GROUP + e);
                        DoubleVector re = DoubleVector.fromArray(SPECIES, x, xr + i + e);
                        DoubleVector im = DoubleVector.fromArray(SPECIES, x, xi + i + e);
                        re.mul(wr).sub(im.mul(wi)).intoArray(x, xr + i + e);
                        re.fma(wi, im.mul(wr)).intoArray(x, xi + i + e);
                    }
                }
            } else {
                int t = 0;
                int c = 2 * g * rows;
                for (int i = q, end = q + rows * s; i < end; i += s, t += 2 * GROUP, c += 2) {
                    DoubleVector cr = DoubleVector.broadcast(SPECIES, coarse[c]);
                    DoubleVector ci = DoubleVector.broadcast(SPECIES, coarse[c + 1]);
                    for (int e = 0; e < GROUP; e += WIDTH) {
                        DoubleVector fr = DoubleVector.fromArray(SPECIES, fine, t + e);
                        DoubleVector fi = DoubleVector.fromArray(SPECIES, fine, t + GROUP + e);
                        DoubleVector wr = fr.mul(cr).sub(fi.mul(ci));
                        DoubleVector wi = fr.fma(ci, fi.mul(cr));
                        DoubleVector re = DoubleVector.fromArray(SPECIES, x, xr + i + e);
                        DoubleVector im = DoubleVector.fromArray(SPECIES, x, xi + i + e);
                        re.mul(wr).sub(im.mul(wi)).intoArray(x, xr + i + e);
                        re.fma(wi, im.mul(wr)).intoArray(x, xi + i + e);
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
            DoubleVector a0 = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector a1 = DoubleVector.fromArray(SPECIES, x, i + s);
            DoubleVector a2 = DoubleVector.fromArray(SPECIES, x, i + 2 * s);
            DoubleVector a3 = DoubleVector.fromArray(SPECIES, x, i + 3 * s);
            DoubleVector a4 = DoubleVector.fromArray(SPECIES, x, i + 4 * s);
            DoubleVector a5 = DoubleVector.fromArray(SPECIES, x, i + 5 * s);
            DoubleVector a6 = DoubleVector.fromArray(SPECIES, x, i + 6 * s);
            DoubleVector a7 = DoubleVector.fromArray(SPECIES, x, i + 7 * s);
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
                DoubleVector ar = DoubleVector.fromArray(SPECIES, x, r);
                DoubleVector ai = DoubleVector.fromArray(SPECIES, x, i);
                DoubleVector br = DoubleVector.fromArray(SPECIES, x, r + step);
                DoubleVector bi = DoubleVector.fromArray(SPECIES, x, i + step);
                ar.add(br).intoArray(y, or);
                ai.add(bi).intoArray(y, oi);
                DoubleVector p1r = ar.sub(br);
                DoubleVector p1i = ai.sub(bi);
                DoubleVector w1r = DoubleVector.broadcast(SPECIES, w[t]);
                DoubleVector w1i = DoubleVector.broadcast(SPECIES, w[t + 1]);
                p1r.mul(w1r).sub(p1i.mul(w1i)).intoArray(y, or + s);
                p1r.fma(w1i, p1i.mul(w1r)).intoArray(y, oi + s);
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
                DoubleVector ar = DoubleVector.fromArray(SPECIES, x, r);
                DoubleVector ai = DoubleVector.fromArray(SPECIES, x, i);
                DoubleVector br = DoubleVector.fromArray(SPECIES, x, r + step);
                DoubleVector bi = DoubleVector.fromArray(SPECIES, x, i + step);
                DoubleVector cr = DoubleVector.fromArray(SPECIES, x, r + 2 * step);
                DoubleVector ci = DoubleVector.fromArray(SPECIES, x, i + 2 * step);
                DoubleVector tr = br.add(cr);
                DoubleVector ti = bi.add(ci);
                DoubleVector ur = br.sub(cr).mul(S3);
                DoubleVector ui = bi.sub(ci).mul(S3);
                DoubleVector hr = tr.fma(DoubleVector.broadcast(SPECIES, -0.5), ar);
                DoubleVector hi = ti.fma(DoubleVector.broadcast(SPECIES, -0.5), ai);
                ar.add(tr).intoArray(y, or);
                ai.add(ti).intoArray(y, oi);
                DoubleVector p1r = hr.add(ui);
                DoubleVector p1i = hi.sub(ur);
                DoubleVector w1r = DoubleVector.broadcast(SPECIES, w[t]);
                DoubleVector w1i = DoubleVector.broadcast(SPECIES, w[t + 1]);
                p1r.mul(w1r).sub(p1i.mul(w1i)).intoArray(y, or + s);
                p1r.fma(w1i, p1i.mul(w1r)).intoArray(y, oi + s);
                DoubleVector p2r = hr.sub(ui);
                DoubleVector p2i = hi.add(ur);
                DoubleVector w2r = DoubleVector.broadcast(SPECIES, w[t + 2]);
                DoubleVector w2i = DoubleVector.broadcast(SPECIES, w[t + 3]);
                p2r.mul(w2r).sub(p2i.mul(w2i)).intoArray(y, or + 2 * s);
                p2r.fma(w2i, p2i.mul(w2r)).intoArray(y, oi + 2 * s);
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
                DoubleVector ar = DoubleVector.fromArray(SPECIES, x, r);
                DoubleVector ai = DoubleVector.fromArray(SPECIES, x, i);
                DoubleVector br = DoubleVector.fromArray(SPECIES, x, r + step);
                DoubleVector bi = DoubleVector.fromArray(SPECIES, x, i + step);
                DoubleVector cr = DoubleVector.fromArray(SPECIES, x, r + 2 * step);
                DoubleVector ci = DoubleVector.fromArray(SPECIES, x, i + 2 * step);
                DoubleVector dr = DoubleVector.fromArray(SPECIES, x, r + 3 * step);
                DoubleVector di = DoubleVector.fromArray(SPECIES, x, i + 3 * step);
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
                DoubleVector p1r = tr.add(vr);
                DoubleVector p1i = ti.add(vi);
                DoubleVector w1r = DoubleVector.broadcast(SPECIES, w[t]);
                DoubleVector w1i = DoubleVector.broadcast(SPECIES, w[t + 1]);
                p1r.mul(w1r).sub(p1i.mul(w1i)).intoArray(y, or + s);
                p1r.fma(w1i, p1i.mul(w1r)).intoArray(y, oi + s);
                DoubleVector p2r = er.sub(ur);
                DoubleVector p2i = ei.sub(ui);
                DoubleVector w2r = DoubleVector.broadcast(SPECIES, w[t + 2]);
                DoubleVector w2i = DoubleVector.broadcast(SPECIES, w[t + 3]);
                p2r.mul(w2r).sub(p2i.mul(w2i)).intoArray(y, or + 2 * s);
                p2r.fma(w2i, p2i.mul(w2r)).intoArray(y, oi + 2 * s);
                DoubleVector p3r = tr.sub(vr);
                DoubleVector p3i = ti.sub(vi);
                DoubleVector w3r = DoubleVector.broadcast(SPECIES, w[t + 4]);
                DoubleVector w3i = DoubleVector.broadcast(SPECIES, w[t + 5]);
                p3r.mul(w3r).sub(p3i.mul(w3i)).intoArray(y, or + 3 * s);
                p3r.fma(w3i, p3i.mul(w3r)).intoArray(y, oi + 3 * s);
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
                DoubleVector ar = DoubleVector.fromArray(SPECIES, x, r);
                DoubleVector ai = DoubleVector.fromArray(SPECIES, x, i);
                DoubleVector br = DoubleVector.fromArray(SPECIES, x, r + step);
                DoubleVector bi = DoubleVector.fromArray(SPECIES, x, i + step);
                DoubleVector cr = DoubleVector.fromArray(SPECIES, x, r + 2 * step);
                DoubleVector ci = DoubleVector.fromArray(SPECIES, x, i + 2 * step);
                DoubleVector dr = DoubleVector.fromArray(SPECIES, x, r + 3 * step);
                DoubleVector di = DoubleVector.fromArray(SPECIES, x, i + 3 * step);
                DoubleVector er = DoubleVector.fromArray(SPECIES, x, r + 4 * step);
                DoubleVector ei = DoubleVector.fromArray(SPECIES, x, i + 4 * step);
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
                DoubleVector mr =
                        fr.fma(DoubleVector.broadcast(SPECIES, C51), gr.fma(DoubleVector.broadcast(SPECIES, C52), ar));
                DoubleVector mi =
                        fi.fma(DoubleVector.broadcast(SPECIES, C51), gi.fma(DoubleVector.broadcast(SPECIES, C52), ai));
                DoubleVector nr = hr.fma(DoubleVector.broadcast(SPECIES, S51), kr.mul(S52));
                DoubleVector ni = hi.fma(DoubleVector.broadcast(SPECIES, S51), ki.mul(S52));
                DoubleVector p1r = mr.add(ni);
                DoubleVector p1i = mi.sub(nr);
                DoubleVector w1r = DoubleVector.broadcast(SPECIES, w[t]);
                DoubleVector w1i = DoubleVector.broadcast(SPECIES, w[t + 1]);
                p1r.mul(w1r).sub(p1i.mul(w1i)).intoArray(y, or + s);
                p1r.fma(w1i, p1i.mul(w1r)).intoArray(y, oi + s);
                DoubleVector p4r = mr.sub(ni);
                DoubleVector p4i = mi.add(nr);
                DoubleVector w4r = DoubleVector.broadcast(SPECIES, w[t + 6]);
                DoubleVector w4i = DoubleVector.broadcast(SPECIES, w[t + 7]);
                p4r.mul(w4r).sub(p4i.mul(w4i)).intoArray(y, or + 4 * s);
                p4r.fma(w4i, p4i.mul(w4r)).intoArray(y, oi + 4 * s);
                DoubleVector ur =
                        fr.fma(DoubleVector.broadcast(SPECIES, C52), gr.fma(DoubleVector.broadcast(SPECIES, C51), ar));
                DoubleVector ui =
                        fi.fma(DoubleVector.broadcast(SPECIES, C52), gi.fma(DoubleVector.broadcast(SPECIES, C51), ai));
                DoubleVector vr = hr.fma(DoubleVector.broadcast(SPECIES, S52), kr.mul(-S51));
                DoubleVector vi = hi.fma(DoubleVector.broadcast(SPECIES, S52), ki.mul(-S51));
                DoubleVector p2r = ur.add(vi);
                DoubleVector p2i = ui.sub(vr);
                DoubleVector w2r = DoubleVector.broadcast(SPECIES, w[t + 2]);
                DoubleVector w2i = DoubleVector.broadcast(SPECIES, w[t + 3]);
                p2r.mul(w2r).sub(p2i.mul(w2i)).intoArray(y, or + 2 * s);
                p2r.fma(w2i, p2i.mul(w2r)).intoArray(y, oi + 2 * s);
                DoubleVector p3r = ur.sub(vi);
                DoubleVector p3i = ui.add(vr);
                DoubleVector w3r = DoubleVector.broadcast(SPECIES, w[t + 4]);
                DoubleVector w3i = DoubleVector.broadcast(SPECIES, w[t + 5]);
                p3r.mul(w3r).sub(p3i.mul(w3i)).intoArray(y, or + 3 * s);
                p3r.fma(w3i, p3i.mul(w3r)).intoArray(y, oi + 3 * s);
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
                DoubleVector ar = DoubleVector.fromArray(SPECIES, x, r);
                DoubleVector ai = DoubleVector.fromArray(SPECIES, x, i);
                DoubleVector br = DoubleVector.fromArray(SPECIES, x, r + step);
                DoubleVector bi = DoubleVector.fromArray(SPECIES, x, i + step);
                DoubleVector cr = DoubleVector.fromArray(SPECIES, x, r + 2 * step);
                DoubleVector ci = DoubleVector.fromArray(SPECIES, x, i + 2 * step);
                DoubleVector dr = DoubleVector.fromArray(SPECIES, x, r + 3 * step);
                DoubleVector di = DoubleVector.fromArray(SPECIES, x, i + 3 * step);
                DoubleVector er = DoubleVector.fromArray(SPECIES, x, r + 4 * step);
                DoubleVector ei = DoubleVector.fromArray(SPECIES, x, i + 4 * step);
                DoubleVector fr = DoubleVector.fromArray(SPECIES, x, r + 5 * step);
                DoubleVector fi = DoubleVector.fromArray(SPECIES, x, i + 5 * step);
                DoubleVector gr = DoubleVector.fromArray(SPECIES, x, r + 6 * step);
                DoubleVector gi = DoubleVector.fromArray(SPECIES, x, i + 6 * step);
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
                DoubleVector m1r = tr.fma(
                        DoubleVector.broadcast(SPECIES, C71),
                        ur.fma(DoubleVector.broadcast(SPECIES, C72), vr.fma(DoubleVector.broadcast(SPECIES, C73), ar)));
                DoubleVector m1i = ti.fma(
                        DoubleVector.broadcast(SPECIES, C71),
                        ui.fma(DoubleVector.broadcast(SPECIES, C72), vi.fma(DoubleVector.broadcast(SPECIES, C73), ai)));
                DoubleVector n1r = hr.fma(
                        DoubleVector.broadcast(SPECIES, S71),
                        kr.fma(DoubleVector.broadcast(SPECIES, S72), lr.mul(S73)));
                DoubleVector n1i = hi.fma(
                        DoubleVector.broadcast(SPECIES, S71),
                        ki.fma(DoubleVector.broadcast(SPECIES, S72), li.mul(S73)));
                DoubleVector p1r = m1r.add(n1i);
                DoubleVector p1i = m1i.sub(n1r);
                DoubleVector w1r = DoubleVector.broadcast(SPECIES, w[t]);
                DoubleVector w1i = DoubleVector.broadcast(SPECIES, w[t + 1]);
                p1r.mul(w1r).sub(p1i.mul(w1i)).intoArray(y, or + s);
                p1r.fma(w1i, p1i.mul(w1r)).intoArray(y, oi + s);
                DoubleVector p6r = m1r.sub(n1i);
                DoubleVector p6i = m1i.add(n1r);
                DoubleVector w6r = DoubleVector.broadcast(SPECIES, w[t + 10]);
                DoubleVector w6i = DoubleVector.broadcast(SPECIES, w[t + 11]);
                p6r.mul(w6r).sub(p6i.mul(w6i)).intoArray(y, or + 6 * s);
                p6r.fma(w6i, p6i.mul(w6r)).intoArray(y, oi + 6 * s);
                DoubleVector m2r = tr.fma(
                        DoubleVector.broadcast(SPECIES, C72),
                        ur.fma(DoubleVector.broadcast(SPECIES, C73), vr.fma(DoubleVector.broadcast(SPECIES, C71), ar)));
                DoubleVector m2i = ti.fma(
                        DoubleVector.broadcast(SPECIES, C72),
                        ui.fma(DoubleVector.broadcast(SPECIES, C73), vi.fma(DoubleVector.broadcast(SPECIES, C71), ai)));
                DoubleVector n2r = hr.fma(
                        DoubleVector.broadcast(SPECIES, S72),
                        kr.fma(DoubleVector.broadcast(SPECIES, -S73), lr.mul(-S71)));
                DoubleVector n2i = hi.fma(
                        DoubleVector.broadcast(SPECIES, S72),
                        ki.fma(DoubleVector.broadcast(SPECIES, -S73), li.mul(-S71)));
                DoubleVector p2r = m2r.add(n2i);
                DoubleVector p2i = m2i.sub(n2r);
                DoubleVector w2r = DoubleVector.broadcast(SPECIES, w[t + 2]);
                DoubleVector w2i = DoubleVector.broadcast(SPECIES, w[t + 3]);
                p2r.mul(w2r).sub(p2i.mul(w2i)).intoArray(y, or + 2 * s);
                p2r.fma(w2i, p2i.mul(w2r)).intoArray(y, oi + 2 * s);
                DoubleVector p5r = m2r.sub(n2i);
                DoubleVector p5i = m2i.add(n2r);
                DoubleVector w5r = DoubleVector.broadcast(SPECIES, w[t + 8]);
                DoubleVector w5i = DoubleVector.broadcast(SPECIES, w[t + 9]);
                p5r.mul(w5r).sub(p5i.mul(w5i)).intoArray(y, or + 5 * s);
                p5r.fma(w5i, p5i.mul(w5r)).intoArray(y, oi + 5 * s);
                DoubleVector m3r = tr.fma(
                        DoubleVector.broadcast(SPECIES, C73),
                        ur.fma(DoubleVector.broadcast(SPECIES, C71), vr.fma(DoubleVector.broadcast(SPECIES, C72), ar)));
                DoubleVector m3i = ti.fma(
                        DoubleVector.broadcast(SPECIES, C73),
                        ui.fma(DoubleVector.broadcast(SPECIES, C71), vi.fma(DoubleVector.broadcast(SPECIES, C72), ai)));
                DoubleVector n3r = hr.fma(
                        DoubleVector.broadcast(SPECIES, S73),
                        kr.fma(DoubleVector.broadcast(SPECIES, -S71), lr.mul(S72)));
                DoubleVector n3i = hi.fma(
                        DoubleVector.broadcast(SPECIES, S73),
                        ki.fma(DoubleVector.broadcast(SPECIES, -S71), li.mul(S72)));
                DoubleVector p3r = m3r.add(n3i);
                DoubleVector p3i = m3i.sub(n3r);
                DoubleVector w3r = DoubleVector.broadcast(SPECIES, w[t + 4]);
                DoubleVector w3i = DoubleVector.broadcast(SPECIES, w[t + 5]);
                p3r.mul(w3r).sub(p3i.mul(w3i)).intoArray(y, or + 3 * s);
                p3r.fma(w3i, p3i.mul(w3r)).intoArray(y, oi + 3 * s);
                DoubleVector p4r = m3r.sub(n3i);
                DoubleVector p4i = m3i.add(n3r);
                DoubleVector w4r = DoubleVector.broadcast(SPECIES, w[t + 6]);
                DoubleVector w4i = DoubleVector.broadcast(SPECIES, w[t + 7]);
                p4r.mul(w4r).sub(p4i.mul(w4i)).intoArray(y, or + 4 * s);
                p4r.fma(w4i, p4i.mul(w4r)).intoArray(y, oi + 4 * s);
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
                DoubleVector ar = DoubleVector.fromArray(SPECIES, x, r);
                DoubleVector ai = DoubleVector.fromArray(SPECIES, x, i);
                DoubleVector br = DoubleVector.fromArray(SPECIES, x, r + 4 * step);
                DoubleVector bi = DoubleVector.fromArray(SPECIES, x, i + 4 * step);
                DoubleVector cr = DoubleVector.fromArray(SPECIES, x, r + 2 * step);
                DoubleVector ci = DoubleVector.fromArray(SPECIES, x, i + 2 * step);
                DoubleVector dr = DoubleVector.fromArray(SPECIES, x, r + 6 * step);
                DoubleVector di = DoubleVector.fromArray(SPECIES, x, i + 6 * step);
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
                ar = DoubleVector.fromArray(SPECIES, x, r + step);
                ai = DoubleVector.fromArray(SPECIES, x, i + step);
                br = DoubleVector.fromArray(SPECIES, x, r + 5 * step);
                bi = DoubleVector.fromArray(SPECIES, x, i + 5 * step);
                cr = DoubleVector.fromArray(SPECIES, x, r + 3 * step);
                ci = DoubleVector.fromArray(SPECIES, x, i + 3 * step);
                dr = DoubleVector.fromArray(SPECIES, x, r + 7 * step);
                di = DoubleVector.fromArray(SPECIES, x, i + 7 * step);
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
                DoubleVector p1r = e1r.add(o1r);
                DoubleVector p1i = e1i.add(o1i);
                DoubleVector w1r = DoubleVector.broadcast(SPECIES, w[t]);
                DoubleVector w1i = DoubleVector.broadcast(SPECIES, w[t + 1]);
                p1r.mul(w1r).sub(p1i.mul(w1i)).intoArray(y, or + s);
                p1r.fma(w1i, p1i.mul(w1r)).intoArray(y, oi + s);
                DoubleVector p2r = e2r.add(o2r);
                DoubleVector p2i = e2i.add(o2i);
                DoubleVector w2r = DoubleVector.broadcast(SPECIES, w[t + 2]);
                DoubleVector w2i = DoubleVector.broadcast(SPECIES, w[t + 3]);
                p2r.mul(w2r).sub(p2i.mul(w2i)).intoArray(y, or + 2 * s);
                p2r.fma(w2i, p2i.mul(w2r)).intoArray(y, oi + 2 * s);
                DoubleVector p3r = e3r.add(o3r);
                DoubleVector p3i = e3i.add(o3i);
                DoubleVector w3r = DoubleVector.broadcast(SPECIES, w[t + 4]);
                DoubleVector w3i = DoubleVector.broadcast(SPECIES, w[t + 5]);
                p3r.mul(w3r).sub(p3i.mul(w3i)).intoArray(y, or + 3 * s);
                p3r.fma(w3i, p3i.mul(w3r)).intoArray(y, oi + 3 * s);
                DoubleVector p4r = e0r.sub(o0r);
                DoubleVector p4i = e0i.sub(o0i);
                DoubleVector w4r = DoubleVector.broadcast(SPECIES, w[t + 6]);
                DoubleVector w4i = DoubleVector.broadcast(SPECIES, w[t + 7]);
                p4r.mul(w4r).sub(p4i.mul(w4i)).intoArray(y, or + 4 * s);
                p4r.fma(w4i, p4i.mul(w4r)).intoArray(y, oi + 4 * s);
                DoubleVector p5r = e1r.sub(o1r);
                DoubleVector p5i = e1i.sub(o1i);
                DoubleVector w5r = DoubleVector.broadcast(SPECIES, w[t + 8]);
                DoubleVector w5i = DoubleVector.broadcast(SPECIES, w[t + 9]);
                p5r.mul(w5r).sub(p5i.mul(w5i)).intoArray(y, or + 5 * s);
                p5r.fma(w5i, p5i.mul(w5r)).intoArray(y, oi + 5 * s);
                DoubleVector p6r = e2r.sub(o2r);
                DoubleVector p6i = e2i.sub(o2i);
                DoubleVector w6r = DoubleVector.broadcast(SPECIES, w[t + 10]);
                DoubleVector w6i = DoubleVector.broadcast(SPECIES, w[t + 11]);
                p6r.mul(w6r).sub(p6i.mul(w6i)).intoArray(y, or + 6 * s);
                p6r.fma(w6i, p6i.mul(w6r)).intoArray(y, oi + 6 * s);
                DoubleVector p7r = e3r.sub(o3r);
                DoubleVector p7i = e3i.sub(o3i);
                DoubleVector w7r = DoubleVector.broadcast(SPECIES, w[t + 12]);
                DoubleVector w7i = DoubleVector.broadcast(SPECIES, w[t + 13]);
                p7r.mul(w7r).sub(p7i.mul(w7i)).intoArray(y, or + 7 * s);
                p7r.fma(w7i, p7i.mul(w7r)).intoArray(y, oi + 7 * s);
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
                DoubleVector sumR = DoubleVector.fromArray(SPECIES, x, a);
                DoubleVector sumI = DoubleVector.fromArray(SPECIES, x, b);
                for (int j = 1; j < r; j++) {
                    sumR = sumR.add(DoubleVector.fromArray(SPECIES, x, a + j * step));
                    sumI = sumI.add(DoubleVector.fromArray(SPECIES, x, b + j * step));
                }
                sumR.intoArray(y, or);
                sumI.intoArray(y, oi);
                for (int k = 1; k <= r / 2; k++) {
                    DoubleVector mr = DoubleVector.fromArray(SPECIES, x, a);
                    DoubleVector mi = DoubleVector.fromArray(SPECIES, x, b);
                    DoubleVector nr = DoubleVector.broadcast(SPECIES, 0);
                    DoubleVector ni = nr;
                    for (int j = 1, e = k; j <= r / 2; j++) {
                        DoubleVector c = DoubleVector.broadcast(SPECIES, roots[2 * e]);
                        DoubleVector d = DoubleVector.broadcast(SPECIES, -roots[2 * e + 1]);
                        int f = j * step;
                        int g = (r - j) * step;
                        mr = DoubleVector.fromArray(SPECIES, x, a + f)
                                .add(DoubleVector.fromArray(SPECIES, x, a + g))
                                .fma(c, mr);
                        mi = DoubleVector.fromArray(SPECIES, x, b + f)
                                .add(DoubleVector.fromArray(SPECIES, x, b + g))
                                .fma(c, mi);
                        nr = DoubleVector.fromArray(SPECIES, x, a + f)
                                .sub(DoubleVector.fromArray(SPECIES, x, a + g))
                                .fma(d, nr);
                        ni = DoubleVector.fromArray(SPECIES, x, b + f)
                                .sub(DoubleVector.fromArray(SPECIES, x, b + g))
                                .fma(d, ni);
                        e += k;
                        e -= e >= r ? r : 0;
                    }
                    int t = 2 * ((r - 1) * p + k - 1);
                    DoubleVector er = mr.add(ni);
                    DoubleVector ei = mi.sub(nr);
                    er.mul(w[t]).sub(ei.mul(w[t + 1])).intoArray(y, or + k * s);
                    er.mul(w[t + 1]).add(ei.mul(w[t])).intoArray(y, oi + k * s);
                    int u = 2 * ((r - 1) * p + r - k - 1);
                    er = mr.sub(ni);
                    ei = mi.add(nr);
                    er.mul(w[u]).sub(ei.mul(w[u + 1])).intoArray(y, or + (r - k) * s);
                    er.mul(w[u + 1]).add(ei.mul(w[u])).intoArray(y, oi + (r - k) * s);
                }
            }
        }
    }
}
