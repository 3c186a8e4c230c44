package org.orrery.ndarray;

/** The iteration behind {@link Polynomials#polyroots}; all arrays hold interleaved complex numbers. */
final class Aberth {
    private Aberth() {}

    /**
     * Starting points on circles whose radii come from the upper convex hull of the logarithms of the coefficients:
     * between two corners of the hull lie as many roots as their distance, of about its slope.
     */
    static double[] start(double[] p, int n) {
        double[] log = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            log[k] = Math.log(Math.hypot(p[2 * k], p[2 * k + 1]));
        }
        double[] z = new double[2 * n];
        int corner = 0;
        while (corner < n) {
            int next = n;
            double steepest = Double.NEGATIVE_INFINITY;
            for (int k = corner + 1; k <= n; k++) {
                double slope = (log[k] - log[corner]) / (k - corner);
                if (slope >= steepest) {
                    steepest = slope;
                    next = k;
                }
            }
            double radius = Math.exp(-steepest);
            for (int k = corner; k < next; k++) {
                double angle = 2 * Math.PI * (k - corner) / (next - corner) + 2 * Math.PI * corner / n + 0.7;
                z[2 * k] = radius * Math.cos(angle);
                z[2 * k + 1] = radius * Math.sin(angle);
            }
            corner = next;
        }
        return z;
    }

    /** Improves all roots until the polynomial's value at each is within its rounding error. */
    static boolean run(double[] p, int n, double[] z, int rounds) {
        boolean[] done = new boolean[n];
        int left = n;
        for (int round = 0; round < rounds && left > 0; round++) {
            for (int i = 0; i < n; i++) {
                if (!done[i] && step(p, n, z, i)) {
                    done[i] = true;
                    left--;
                }
            }
        }
        return left == 0;
    }

    /** One correction of one root; whether it was the last. */
    private static boolean step(double[] p, int n, double[] z, int i) {
        double x = z[2 * i];
        double y = z[2 * i + 1];
        double modulus = Math.hypot(x, y);
        // Beyond the unit circle the reversed polynomial in 1 / z, which does not overflow.
        boolean far = modulus > 1;
        double square = x * x + y * y;
        double ur = far ? x / square : x;
        double ui = far ? -y / square : y;
        double radius = far ? 1 / modulus : modulus;
        double vr = 0;
        double vi = 0;
        double dr = 0;
        double di = 0;
        double bound = 0;
        for (int k = n; k >= 0; k--) {
            int at = far ? 2 * (n - k) : 2 * k;
            double t = dr * ur - di * ui + vr;
            di = dr * ui + di * ur + vi;
            dr = t;
            t = vr * ur - vi * ui + p[at];
            vi = vr * ui + vi * ur + p[at + 1];
            vr = t;
            bound = bound * radius + Math.hypot(p[at], p[at + 1]);
        }
        boolean last = Math.hypot(vr, vi) <= 4 * n * 0x1p-53 * bound;
        // The logarithmic derivative p' / p.
        double norm = vr * vr + vi * vi;
        if (norm == 0) {
            return true;
        }
        double qr = (dr * vr + di * vi) / norm;
        double qi = (di * vr - dr * vi) / norm;
        if (far) {
            // n / z - (r' / r) / z^2, where u = 1 / z.
            double sr = n - (qr * ur - qi * ui);
            double si = -(qr * ui + qi * ur);
            qr = sr * ur - si * ui;
            qi = sr * ui + si * ur;
        }
        for (int j = 0; j < n; j++) {
            if (j != i) {
                double a = x - z[2 * j];
                double b = y - z[2 * j + 1];
                double s = a * a + b * b;
                if (s != 0) {
                    qr -= a / s;
                    qi += b / s;
                }
            }
        }
        double s = qr * qr + qi * qi;
        if (s == 0) {
            return last;
        }
        double cr = qr / s;
        double ci = -qi / s;
        z[2 * i] = x - cr;
        z[2 * i + 1] = y - ci;
        return last || Math.hypot(cr, ci) <= 0x1p-53 * modulus;
    }
}
