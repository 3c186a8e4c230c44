package org.orrery.ndarray.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.NdArray;

/**
 * A complex matrix in plain loops, which linear algebra is compared with.
 *
 * @param re the real parts, row by row
 * @param im the imaginary parts
 * @param rows how many rows there are
 * @param columns how many columns there are
 */
record PlainMatrix(double[] re, double[] im, int rows, int columns) {
    /** The matrices in the last two axes of an array, one element read at a time. */
    static List<PlainMatrix> of(NdArray stack) {
        int m = (int) stack.shape().get(-2);
        int n = (int) stack.shape().get(-1);
        long count = 1;
        for (int axis = 0; axis < stack.ndim() - 2; axis++) {
            count *= stack.shape().get(axis);
        }
        NdArray flat = stack.reshape(count, m, n);
        List<PlainMatrix> all = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            PlainMatrix x = zeros(m, n);
            for (int i = 0; i < m * n; i++) {
                Complex z = flat.getComplex(k, i / n, i % n);
                x.re[i] = z.re();
                x.im[i] = z.im();
            }
            all.add(x);
        }
        return all;
    }

    static PlainMatrix zeros(int m, int n) {
        return new PlainMatrix(new double[m * n], new double[m * n], m, n);
    }

    static PlainMatrix identity(int n) {
        PlainMatrix x = zeros(n, n);
        for (int i = 0; i < n; i++) {
            x.re[i * n + i] = 1;
        }
        return x;
    }

    /** The square matrix with given real numbers on its diagonal. */
    static PlainMatrix diagonal(NdArray values, int at, int n) {
        PlainMatrix x = zeros(n, n);
        NdArray flat = values.reshape(-1, Math.max(n, 1));
        for (int i = 0; i < n; i++) {
            x.re[i * n + i] = flat.getDouble(at, i);
        }
        return x;
    }

    Complex get(int i, int j) {
        return new Complex(re[i * columns + j], im[i * columns + j]);
    }

    private void add(int i, int j, Complex z) {
        re[i * columns + j] += z.re();
        im[i * columns + j] += z.im();
    }

    static Complex product(Complex a, Complex b) {
        return new Complex(a.re() * b.re() - a.im() * b.im(), a.re() * b.im() + a.im() * b.re());
    }

    PlainMatrix times(PlainMatrix other) {
        assertThat(other.rows).isEqualTo(columns);
        PlainMatrix x = zeros(rows, other.columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < other.columns; j++) {
                for (int k = 0; k < columns; k++) {
                    x.add(i, j, product(get(i, k), other.get(k, j)));
                }
            }
        }
        return x;
    }

    PlainMatrix adjoint() {
        PlainMatrix x = zeros(columns, rows);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                x.add(j, i, new Complex(get(i, j).re(), -get(i, j).im()));
            }
        }
        return x;
    }

    /** The Hermitian matrix that has this one's lower triangle. */
    PlainMatrix hermitian() {
        PlainMatrix x = zeros(rows, rows);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < i; j++) {
                x.add(i, j, get(i, j));
                x.add(j, i, new Complex(get(i, j).re(), -get(i, j).im()));
            }
            x.add(i, i, new Complex(get(i, i).re(), 0));
        }
        return x;
    }

    PlainMatrix without(int row, int column) {
        PlainMatrix x = zeros(rows - 1, columns - 1);
        for (int i = 0; i < rows - 1; i++) {
            for (int j = 0; j < columns - 1; j++) {
                x.add(i, j, get(i < row ? i : i + 1, j < column ? j : j + 1));
            }
        }
        return x;
    }

    /** The determinant by Laplace's expansion. */
    Complex determinant() {
        if (rows == 0) {
            return new Complex(1, 0);
        }
        double sumRe = 0;
        double sumIm = 0;
        for (int i = 0; i < rows; i++) {
            Complex t = product(get(i, 0), without(i, 0).determinant());
            sumRe += i % 2 == 0 ? t.re() : -t.re();
            sumIm += i % 2 == 0 ? t.im() : -t.im();
        }
        return new Complex(sumRe, sumIm);
    }

    /** What no determinant's modulus exceeds (Hadamard). */
    double hadamard() {
        double product = 1;
        for (int i = 0; i < rows; i++) {
            double squares = 0;
            for (int j = 0; j < columns; j++) {
                squares += Math.pow(get(i, j).abs(), 2);
            }
            product *= Math.sqrt(squares);
        }
        return product;
    }

    /** The largest modulus. */
    double size() {
        double largest = 0;
        for (int i = 0; i < re.length; i++) {
            largest = Math.max(largest, Math.hypot(re[i], im[i]));
        }
        return largest;
    }

    /** The number of pivots, by elimination with complete pivoting, that exceed a part of the largest. */
    int rank(double part) {
        PlainMatrix x = new PlainMatrix(re.clone(), im.clone(), rows, columns);
        boolean[] usedRow = new boolean[rows];
        boolean[] usedColumn = new boolean[columns];
        double first = size();
        for (int rank = 0; ; rank++) {
            int p = -1;
            int q = -1;
            double largest = part * first;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    if (!usedRow[i] && !usedColumn[j] && x.get(i, j).abs() > largest) {
                        largest = x.get(i, j).abs();
                        p = i;
                        q = j;
                    }
                }
            }
            if (p < 0) {
                return rank;
            }
            usedRow[p] = true;
            usedColumn[q] = true;
            Complex d = x.get(p, q);
            double square = d.re() * d.re() + d.im() * d.im();
            for (int i = 0; i < rows; i++) {
                if (usedRow[i]) {
                    continue;
                }
                Complex f = product(x.get(i, q), new Complex(-d.re() / square, d.im() / square));
                for (int j = 0; j < columns; j++) {
                    x.add(i, j, product(f, x.get(p, j)));
                }
            }
        }
    }

    /** Asserts that all elements are those of another within a bound. */
    void isNear(Object what, PlainMatrix other, double bound) {
        assertThat(rows + " x " + columns).as("%s", what).isEqualTo(other.rows + " x " + other.columns);
        for (int i = 0; i < re.length; i++) {
            assertThat(Math.hypot(re[i] - other.re[i], im[i] - other.im[i]))
                    .as("%s: element %s", what, i)
                    .isLessThanOrEqualTo(bound);
        }
    }
}
