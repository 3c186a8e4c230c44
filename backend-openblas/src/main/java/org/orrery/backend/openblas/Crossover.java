package org.orrery.backend.openblas;

/**
 * From which size on, the smallest dimension of an operation's matrices, the library does it. Measured with the copies, one
 * thread, sizes 16 to 768, on a processor with AVX-512: with the Vector API, Java's real products took 0.6 to 1.1 times the
 * library's time at all sizes, without it 2 to 10 times. Complex products, QR, eigenvalues and singular values of 16 rows
 * took Java 1.2 to 2 times as long, and more with the size; LU, its solutions and Cholesky 1.1 to 3 times with 32 rows.
 * Matrices of up to 16 rows come here only one by one; stacks of them have a kernel of their own in Java.
 */
record Crossover(int product, int complexProduct, int triangular, int orthogonal) {

    /** Who names the library gets it wherever it is not plainly slower. */
    static final Crossover NAMED = new Crossover(64, 16, 32, 16);

    /** Everything by the library, for tests. */
    static final Crossover NONE = new Crossover(1, 1, 1, 1);

    /** The faster of both, by the measurements above. */
    static Crossover automatic(boolean vectors) {
        return new Crossover(vectors ? Integer.MAX_VALUE : 16, 16, 32, 16);
    }

    boolean product(int m, int n, int k) {
        return Math.min(Math.min(m, n), k) >= product;
    }

    boolean complexProduct(int m, int n, int k) {
        return Math.min(Math.min(m, n), k) >= complexProduct;
    }

    boolean lu(int m, int n) {
        return Math.min(m, n) >= triangular;
    }

    boolean solve(int n, int columns) {
        return Math.min(n, columns) >= triangular;
    }

    boolean cholesky(int n) {
        return n >= triangular;
    }

    boolean qr(int m, int n) {
        return Math.min(m, n) >= orthogonal;
    }

    boolean eigSymmetric(int n) {
        return n >= orthogonal;
    }

    boolean eig(int n) {
        return n >= orthogonal;
    }

    boolean svd(int m, int n) {
        return Math.min(m, n) >= orthogonal;
    }
}
