package org.orrery.ndarray.kernels;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector twin of {@link DoubleGemm}: tiles of six rows by two vectors, whose twelve sums stay in registers, by fused
 * multiply-adds in the order of the inner index.
 */
public final class VectorizedDoubleGemm extends DoubleGemm {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int HIGH = 6;
    private static final int WIDE = 2 * WIDTH;

    /** Called by reflection when the Vector API is there. */
    public VectorizedDoubleGemm() {}

    /** Panels as wide as a tile, their rows side by side, zeros in the last where it is too wide. */
    @Override
    protected double[][] pack(int depth, int width, double[] b, int bo, int rs, int cs) {
        double[][] panels = new double[(width - 1) / WIDE + 1][depth * WIDE];
        for (int j = 0; j < panels.length; j++) {
            double[] panel = panels[j];
            int from = bo + j * WIDE * cs;
            int w = Math.min(WIDE, width - j * WIDE);
            for (int p = 0; p < depth; p++) {
                for (int q = 0; q < w; q++) {
                    panel[p * WIDE + q] = b[from + p * rs + q * cs];
                }
            }
        }
        return panels;
    }

    @Override
    protected void block(
            int rows,
            int width,
            int depth,
            double alpha,
            double[] a,
            int ao,
            int rs,
            int cs,
            double[][] packed,
            double[] c,
            int co,
            int ldc) {
        int tiles = (rows - 1) / HIGH + 1;
        double[] left = new double[tiles * HIGH * depth];
        for (int i = 0; i < rows; i++) {
            int to = i / HIGH * HIGH * depth + i % HIGH;
            int from = ao + i * rs;
            for (int p = 0; p < depth; p++) {
                left[to + p * HIGH] = a[from + p * cs];
            }
        }
        double[] edge = new double[HIGH * WIDE];
        for (int j = 0; j < packed.length; j++) {
            int w = Math.min(WIDE, width - j * WIDE);
            for (int i = 0; i < tiles; i++) {
                int h = Math.min(HIGH, rows - i * HIGH);
                int at = co + i * HIGH * ldc + j * WIDE;
                if (h == HIGH && w == WIDE) {
                    tile(depth, alpha, left, i * HIGH * depth, packed[j], c, at, ldc);
                } else {
                    Arrays.fill(edge, 0);
                    tile(depth, alpha, left, i * HIGH * depth, packed[j], edge, 0, WIDE);
                    for (int r = 0; r < h; r++) {
                        for (int q = 0; q < w; q++) {
                            c[at + r * ldc + q] += edge[r * WIDE + q];
                        }
                    }
                }
            }
        }
    }

    private static void tile(
            int depth, double alpha, double[] left, int at, double[] panel, double[] c, int co, int ldc) {
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        DoubleVector s40 = DoubleVector.zero(SPECIES);
        DoubleVector s41 = DoubleVector.zero(SPECIES);
        DoubleVector s50 = DoubleVector.zero(SPECIES);
        DoubleVector s51 = DoubleVector.zero(SPECIES);
        int q = at;
        for (int p = 0; p < depth * WIDE; p += WIDE, q += HIGH) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, panel, p);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, panel, p + WIDTH);
            DoubleVector f = DoubleVector.broadcast(SPECIES, left[q]);
            s00 = f.fma(b0, s00);
            s01 = f.fma(b1, s01);
            f = DoubleVector.broadcast(SPECIES, left[q + 1]);
            s10 = f.fma(b0, s10);
            s11 = f.fma(b1, s11);
            f = DoubleVector.broadcast(SPECIES, left[q + 2]);
            s20 = f.fma(b0, s20);
            s21 = f.fma(b1, s21);
            f = DoubleVector.broadcast(SPECIES, left[q + 3]);
            s30 = f.fma(b0, s30);
            s31 = f.fma(b1, s31);
            f = DoubleVector.broadcast(SPECIES, left[q + 4]);
            s40 = f.fma(b0, s40);
            s41 = f.fma(b1, s41);
            f = DoubleVector.broadcast(SPECIES, left[q + 5]);
            s50 = f.fma(b0, s50);
            s51 = f.fma(b1, s51);
        }
        DoubleVector t = DoubleVector.broadcast(SPECIES, alpha);
        t.mul(s00).add(DoubleVector.fromArray(SPECIES, c, co)).intoArray(c, co);
        t.mul(s01).add(DoubleVector.fromArray(SPECIES, c, co + WIDTH)).intoArray(c, co + WIDTH);
        t.mul(s10).add(DoubleVector.fromArray(SPECIES, c, co + ldc)).intoArray(c, co + ldc);
        t.mul(s11).add(DoubleVector.fromArray(SPECIES, c, co + ldc + WIDTH)).intoArray(c, co + ldc + WIDTH);
        t.mul(s20).add(DoubleVector.fromArray(SPECIES, c, co + 2 * ldc)).intoArray(c, co + 2 * ldc);
        t.mul(s21).add(DoubleVector.fromArray(SPECIES, c, co + 2 * ldc + WIDTH)).intoArray(c, co + 2 * ldc + WIDTH);
        t.mul(s30).add(DoubleVector.fromArray(SPECIES, c, co + 3 * ldc)).intoArray(c, co + 3 * ldc);
        t.mul(s31).add(DoubleVector.fromArray(SPECIES, c, co + 3 * ldc + WIDTH)).intoArray(c, co + 3 * ldc + WIDTH);
        t.mul(s40).add(DoubleVector.fromArray(SPECIES, c, co + 4 * ldc)).intoArray(c, co + 4 * ldc);
        t.mul(s41).add(DoubleVector.fromArray(SPECIES, c, co + 4 * ldc + WIDTH)).intoArray(c, co + 4 * ldc + WIDTH);
        t.mul(s50).add(DoubleVector.fromArray(SPECIES, c, co + 5 * ldc)).intoArray(c, co + 5 * ldc);
        t.mul(s51).add(DoubleVector.fromArray(SPECIES, c, co + 5 * ldc + WIDTH)).intoArray(c, co + 5 * ldc + WIDTH);
    }
}
