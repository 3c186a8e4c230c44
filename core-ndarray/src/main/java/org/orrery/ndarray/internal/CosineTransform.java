package org.orrery.ndarray.internal;

import java.util.Arrays;

/**
 * Discrete cosine and sine transforms of types 1 to 4 of lines of real numbers, not normalised: a cosine transform of
 * type 2 is {@code 2 sum_j x[j] cos(pi k (2 j + 1) / 2 n)}, and so on. Each is a Fourier transform of n to 2 n numbers.
 * Immutable; each thread brings a room of its own to work in.
 *
 * <p>Source: J. Makhoul, "A fast cosine transform in one and two dimensions", IEEE Trans. ASSP 28 (1980), for types 2
 * and 3; the others by extension to whole periods.
 */
public final class CosineTransform {
    private final int type;
    private final boolean sine;
    private final int n;
    private final int length;

    /** cos and sin of pi k / 2 n (types 2 to 4), interleaved. */
    private final double[] roots;

    /** cos and sin of pi (2 k + 1) / 4 n (type 4), interleaved. */
    private final double[] between;

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
        roots = new double[type == 1 ? 0 : 2 * n];
        for (int k = 0; k < roots.length / 2; k++) {
            Roots.write(k, 4L * n, roots, 2 * k, 2 * k + 1);
        }
        between = new double[type == 4 ? 2 * n : 0];
        for (int k = 0; k < between.length / 2; k++) {
            Roots.write(2L * k + 1, 8L * n, between, 2 * k, 2 * k + 1);
        }
    }

    /** What a transform works in; its contents mean nothing between transforms. */
    public static final class Room {
        private final double[] line;
        private final double[] spectrum;
        private final double[] work;

        private Room(int line, int spectrum, int work) {
            this.line = new double[line];
            this.spectrum = new double[spectrum];
            this.work = new double[work];
        }
    }

    /**
     * Makes a room to work in.
     *
     * @return a new room
     */
    public Room room() {
        int work = Math.max(real.workSize(), complex.workSize());
        return type == 4 ? new Room(2 * length, 2 * length, work) : new Room(length, 2 * (length / 2 + 1), work);
    }

    /**
     * Transforms a line.
     *
     * @param x n numbers
     * @param at where they begin
     * @param out where n numbers go
     * @param to where they begin
     * @param room where to work, a room of this transform
     */
    public void run(double[] x, int at, double[] out, int to, Room room) {
        switch (type) {
            case 1 -> first(x, at, out, to, room);
            case 2 -> second(x, at, out, to, room);
            case 3 -> third(x, at, out, to, room);
            default -> fourth(x, at, out, to, room);
        }
    }

    private void forward(Room room) {
        real.forward(room.line, 0, 1, 0, room.spectrum, 0, 2, 0, 1, 1, room.work, 0);
    }

    private void first(double[] x, int at, double[] out, int to, Room room) {
        if (sine) {
            room.line[0] = 0;
            room.line[n + 1] = 0;
            for (int j = 0; j < n; j++) {
                room.line[j + 1] = x[at + j];
                room.line[length - 1 - j] = -x[at + j];
            }
        } else {
            System.arraycopy(x, at, room.line, 0, n);
            for (int j = 1; j < n - 1; j++) {
                room.line[length - j] = x[at + j];
            }
        }
        forward(room);
        for (int k = 0; k < n; k++) {
            out[to + k] = sine ? -room.spectrum[2 * k + 3] : room.spectrum[2 * k];
        }
    }

    private void second(double[] x, int at, double[] out, int to, Room room) {
        for (int j = 0; j < n; j++) {
            double value = sine && j % 2 == 1 ? -x[at + j] : x[at + j];
            room.line[j % 2 == 0 ? j / 2 : n - 1 - j / 2] = value;
        }
        forward(room);
        for (int k = 0; k <= n / 2; k++) {
            double c = roots[2 * k];
            double s = roots[2 * k + 1];
            double re = 2 * (room.spectrum[2 * k] * c - room.spectrum[2 * k + 1] * s);
            double im = 2 * (room.spectrum[2 * k] * s + room.spectrum[2 * k + 1] * c);
            out[to + (sine ? n - 1 - k : k)] = re;
            if (k > 0 && 2 * k != n) {
                out[to + (sine ? k - 1 : n - k)] = -im;
            }
        }
    }

    private void third(double[] x, int at, double[] out, int to, Room room) {
        for (int k = 0; k <= n / 2; k++) {
            double a = x[at + (sine ? n - 1 - k : k)];
            double b = k == 0 ? 0 : x[at + (sine ? k - 1 : n - k)];
            double c = roots[2 * k];
            double s = roots[2 * k + 1];
            // (a - i b) times the conjugate root.
            room.spectrum[2 * k] = a * c - b * s;
            room.spectrum[2 * k + 1] = -a * s - b * c;
        }
        real.inverse(room.spectrum, 0, 2, 0, room.line, 0, 1, 0, 1, 1, room.work, 0);
        for (int j = 0; j < n; j++) {
            double value = room.line[j % 2 == 0 ? j / 2 : n - 1 - j / 2];
            out[to + j] = sine && j % 2 == 1 ? -value : value;
        }
    }

    private void fourth(double[] x, int at, double[] out, int to, Room room) {
        Arrays.fill(room.line, 2 * n, 2 * length, 0);
        for (int j = 0; j < n; j++) {
            double value = x[at + (sine ? n - 1 - j : j)];
            room.line[2 * j] = value * roots[2 * j];
            room.line[2 * j + 1] = value * roots[2 * j + 1];
        }
        complex.transform(room.line, 0, 2, 1, room.spectrum, 0, 2, 1, 1, room.work, 0);
        for (int k = 0; k < n; k++) {
            double value = 2 * (room.spectrum[2 * k] * between[2 * k] - room.spectrum[2 * k + 1] * between[2 * k + 1]);
            out[to + k] = sine && k % 2 == 1 ? -value : value;
        }
    }
}
