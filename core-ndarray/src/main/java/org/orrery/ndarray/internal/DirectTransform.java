package org.orrery.ndarray.internal;

/** Short transforms: several of them are the lanes of one. */
final class DirectTransform extends FourierTransform {
    private final Stockham stockham;

    DirectTransform(int n) {
        super(n);
        stockham = new Stockham(n);
    }

    static double cost(int n) {
        return n * (Stockham.cost(n) + 2);
    }

    @Override
    public int workSize() {
        return 4 * Stockham.distance(n, batch());
    }

    @Override
    long tableSize() {
        return stockham.tableSize();
    }

    @Override
    public int batch() {
        return FourierPasses.INSTANCE.batch();
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
        transforms(in, at, step, im, 0, out, to, outStep, outIm, 0, 1, scale, work, base);
    }

    @Override
    public void transforms(
            double[] in,
            int at,
            int step,
            int im,
            int lane,
            double[] out,
            int to,
            int outStep,
            int outIm,
            int outLane,
            int count,
            double scale,
            double[] work,
            int base) {
        int s = batch();
        int size = Stockham.distance(n, s);
        FourierPasses passes = FourierPasses.INSTANCE;
        passes.load(in, at, lane, im, step, n, count, work, base, base + size, s);
        int r = stockham.run(work, base, base + size, s, work, base + 2 * size, base, s);
        passes.store(work, r, r + size, s, n, count, out, to, outLane, outIm, outStep, scale);
    }
}
