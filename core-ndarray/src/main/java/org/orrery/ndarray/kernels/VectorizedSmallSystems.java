package org.orrery.ndarray.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link SmallSystems}: the same operations, so the same bits. */
public final class VectorizedSmallSystems extends SmallSystems {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    /** Called by reflection when the Vector API is there. */
    public VectorizedSmallSystems() {}

    private static DoubleVector at(double[] x, int l) {
        return DoubleVector.fromArray(SPECIES, x, l);
    }

    @Override
    protected int width(int lanes) {
        return (lanes + WIDTH - 1) / WIDTH * WIDTH;
    }

    @Override
    protected void subtractProduct(double[] z, double[] x, double[] y) {
        for (int l = 0; l < z.length; l += WIDTH) {
            at(z, l).sub(at(x, l).mul(at(y, l))).intoArray(z, l);
        }
    }

    @Override
    protected void divide(double[] z, double[] x) {
        for (int l = 0; l < x.length; l += WIDTH) {
            at(z, l).div(at(x, l)).intoArray(z, l);
        }
    }

    @Override
    protected void root(double[] x) {
        for (int l = 0; l < x.length; l += WIDTH) {
            at(x, l).sqrt().intoArray(x, l);
        }
    }

    @Override
    protected void angle(double[] p, double[] q, double[] beside, double[] limit, double[] c, double[] s) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int l = 0; l < p.length; l += WIDTH) {
            DoubleVector e = at(beside, l);
            VectorMask<Double> nothing = e.mul(e).compare(VectorOperators.LE, at(limit, l));
            DoubleVector d = at(q, l).sub(at(p, l));
            DoubleVector b = e.add(e);
            DoubleVector r = d.mul(d).add(b.mul(b)).sqrt();
            DoubleVector t = b.div(d.add(r.blend(r.neg(), d.lt(0)))).blend(0, nothing);
            DoubleVector move = t.mul(e);
            DoubleVector cosine = one.div(t.mul(t).add(1).sqrt());
            cosine.intoArray(c, l);
            t.mul(cosine).intoArray(s, l);
            at(p, l).sub(move).intoArray(p, l);
            at(q, l).add(move).intoArray(q, l);
            DoubleVector.zero(SPECIES).blend(e, nothing).intoArray(beside, l);
        }
    }

    @Override
    protected void turn(double[] x, double[] y, double[] c, double[] s) {
        for (int l = 0; l < x.length; l += WIDTH) {
            DoubleVector p = at(x, l);
            DoubleVector q = at(y, l);
            DoubleVector f = at(c, l);
            DoubleVector g = at(s, l);
            f.mul(p).sub(g.mul(q)).intoArray(x, l);
            g.mul(p).add(f.mul(q)).intoArray(y, l);
        }
    }
}
