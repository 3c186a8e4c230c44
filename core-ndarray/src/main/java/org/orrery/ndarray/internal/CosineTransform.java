package org.orrery.ndarray.internal;

/**
 * Discrete cosine and sine transforms of types 1 to 4 of lines of real numbers, not normalised: a cosine transform of
 * type 2 is {@code 2 sum_j x[j] cos(pi k (2 j + 1) / 2 n)}, and so on. Each is a Fourier transform of n to 2 n numbers.
 * Not thread-safe.
 *
 * <p>Source: J. Makhoul, "A fast cosine transform in one and two dimensions", IEEE Trans. ASSP 28 (1980), for types 2
 * and 3; the others by extension to whole periods.
 */
public final class CosineTransform {
    private final int type;
    private final boolean sine;
    private final int n;
    private final int length;
    private final double[] line;
    private final double[] spectrum;
    private final double[] work;

    /** cos and sin of pi k / 2 n (types 2 to 4), interleaved. */
    private final double[] roots;

    private final RealTransform real;
    private final FourierTransform complex;

    /**
     * Prepares.
     *
     * @param type 1 to 4
     * @param sine whether it is a sine transform
     * @param n the length, at least 1, of a cosine transform of type 1 at least 2
     */
    public CosineTransform(int type, boolean sine, int n) {
        this.type = type;
        this.sine = sine;
        this.n = n;
        length = type == 1 ? 2 * (sine ? n + 1 : n - 1) : type == 4 ? 2 * n : n;
        real = RealTransform.of(type == 4 ? 1 : length);
        complex = FourierTransform.of(type == 4 ? length : 1);
        line = new double[type == 4 ? 2 * length : length];
        spectrum = new double[type == 4 ? 2 * length : 2 * (length / 2 + 1)];
        work = new double[Math.max(real.workSize(), complex.workSize())];
        roots = new double[type == 1 ? 0 : 2 * n];
        for (int k = 0; k < roots.length / 2; k++) {
            Roots.write(k, 4L * n, roots, 2 * k, 2 * k + 1);
        }
    }

    /**
     * Transforms a line.
     *
     * @param x n numbers
     * @param at where they begin
     * @param out where n numbers go
     * @param to where they begin
     */
    public void run(double[] x, int at, double[] out, int to) {
        switch (type) {
            case 1 -> first(x, at, out, to);
            case 2 -> second(x, at, out, to);
            case 3 -> third(x, at, out, to);
            default -> fourth(x, at, out, to);
        }
    }

    private void forward() {
        real.forward(line, 0, 1, 0, spectrum, 0, 2, 0, 1, 1, work, 0);
    }

    private void first(double[] x, int at, double[] out, int to) {
        if (sine) {
            line[0] = 0;
            line[n + 1] = 0;
            for (int j = 0; j < n; j++) {
                line[j + 1] = x[at + j];
                line[length - 1 - j] = -x[at + j];
            }
        } else {
            System.arraycopy(x, at, line, 0, n);
            for (int j = 1; j < n - 1; j++) {
                line[length - j] = x[at + j];
            }
        }
        forward();
        for (int k = 0; k < n; k++) {
            out[to + k] = sine ? -spectrum[2 * k + 3] : spectrum[2 * k];
        }
    }

    private void second(double[] x, int at, double[] out, int to) {
        for (int j = 0; j < n; j++) {
            double value = sine && j % 2 == 1 ? -x[at + j] : x[at + j];
            line[j % 2 == 0 ? j / 2 : n - 1 - j / 2] = value;
        }
        forward();
        for (int k = 0; k <= n / 2; k++) {
            double c = roots[2 * k];
            double s = roots[2 * k + 1];
            double re = 2 * (spectrum[2 * k] * c - spectrum[2 * k + 1] * s);
            double im = 2 * (spectrum[2 * k] * s + spectrum[2 * k + 1] * c);
            out[to + (sine ? n - 1 - k : k)] = re;
            if (k > 0 && 2 * k != n) {
                out[to + (sine ? k - 1 : n - k)] = -im;
            }
        }
    }

    private void third(double[] x, int at, double[] out, int to) {
        for (int k = 0; k <= n / 2; k++) {
            double a = x[at + (sine ? n - 1 - k : k)];
            double b = k == 0 ? 0 : x[at + (sine ? k - 1 : n - k)];
            double c = roots[2 * k];
            double s = roots[2 * k + 1];
            // (a - i b) times the conjugate root.
            spectrum[2 * k] = a * c - b * s;
            spectrum[2 * k + 1] = -a * s - b * c;
        }
        real.inverse(spectrum, 0, 2, 0, line, 0, 1, 0, 1, 1, work, 0);
        for (int j = 0; j < n; j++) {
            double value = line[j % 2 == 0 ? j / 2 : n - 1 - j / 2];
            out[to + j] = sine && j % 2 == 1 ? -value : value;
        }
    }

    private void fourth(double[] x, int at, double[] out, int to) {
        java.util.Arrays.fill(line, 2 * n, 2 * length, 0);
        for (int j = 0; j < n; j++) {
            double value = x[at + (sine ? n - 1 - j : j)];
            line[2 * j] = value * roots[2 * j];
            line[2 * j + 1] = value * roots[2 * j + 1];
        }
        complex.transform(line, 0, 2, 1, spectrum, 0, 2, 1, 1, work, 0);
        double[] root = new double[2];
        for (int k = 0; k < n; k++) {
            Roots.write(2L * k + 1, 8L * n, root, 0, 1);
            double value = 2 * (spectrum[2 * k] * root[0] - spectrum[2 * k + 1] * root[1]);
            out[to + k] = sine && k % 2 == 1 ? -value : value;
        }
    }
}
