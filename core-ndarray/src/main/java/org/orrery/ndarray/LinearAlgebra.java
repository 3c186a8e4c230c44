package org.orrery.ndarray;

import java.util.Arrays;

/**
 * The linear algebra functions of the Array API standard, its extension {@code linalg} among them, and some beyond it:
 * {@link #lstsq}, {@link #lu}, {@link #eig}, {@link #kron}, {@link #multiDot}, {@link #expm}.
 *
 * <p>Matrices are the last two axes of an array, and the axes before them make a stack, every matrix of which is worked on.
 * Factorisations take real and complex floating types (integers become float64) and return the input's type; they compute
 * in double precision. Products keep integers, which wrap. {@link Backends#linearAlgebra()} computes; same bits for any
 * number of threads. Sparse arrays have products, and what is made of them, of sums and of element-wise functions; the
 * other functions throw {@link DensificationException} for them.
 */
public final class LinearAlgebra {
    private LinearAlgebra() {}

    // Products.

    /**
     * The product of matrices, or of stacks of them. A first operand of one dimension is a row, a second one a column, and
     * that dimension is not in the result.
     *
     * @param a an array {@code (..., m, k)} or {@code (k,)}
     * @param b an array {@code (..., k, n)} or {@code (k,)}, whose leading dimensions broadcast with the other's
     * @return their product, {@code (..., m, n)} without the dimensions that an operand lacked, of the promoted type
     * @throws ShapeException if the inner dimensions differ, an operand has no dimensions, or the stacks do not broadcast
     * @throws DTypeException if an operand is boolean
     */
    public static NdArray matmul(NdArray a, NdArray b) {
        for (NdArray x : new NdArray[] {a, b}) {
            if (x.ndim() < 1) {
                throw new ShapeException("matmul: operand of shape " + x.shape() + ": expected one dimension or more");
            }
        }
        long p = a.shape().get(-1);
        long q = b.shape().get(b.ndim() == 1 ? 0 : -2);
        if (p != q) {
            throw new ShapeException("matmul: shape " + a.shape() + " has " + p + " columns, shape " + b.shape()
                    + " has " + q + " rows: expected as many");
        }
        DType type = numeric("matmul", a, b);
        if (a.ndim() <= 2 && b.ndim() <= 2) {
            return tensordot(a, b, new int[] {-1}, new int[] {0});
        }
        NdArray x = a.ndim() == 1 ? a.reshape(1, p) : a;
        NdArray y = b.ndim() == 1 ? b.reshape(q, 1) : b;
        NdArray product = x instanceof DenseArray d && y instanceof DenseArray e
                ? DenseProducts.matmul(d, e, type)
                : stackOfProducts(x, y);
        if (a.ndim() == 1) {
            product = Manipulation.squeeze(product, -2);
        }
        return b.ndim() == 1 ? Manipulation.squeeze(product, -1) : product;
    }

    /** The products of matrices of any type, one by one. */
    private static NdArray stackOfProducts(NdArray x, NdArray y) {
        if (y.ndim() == 2) {
            return tensordot(x, y, new int[] {-1}, new int[] {0});
        }
        Shape batch = MatrixStack.leading(x.shape(), 2).broadcast(MatrixStack.leading(y.shape(), 2));
        long m = x.shape().get(-2);
        long n = y.shape().get(-1);
        long[] dims = DenseProducts.append(batch, m, n).dims();
        if (batch.size() == 0) {
            return Creation.zeros(Shape.of(dims), DType.promote(x.dtype(), y.dtype()));
        }
        NdArray a = stack(x, batch);
        NdArray b = stack(y, batch);
        NdArray[] products = new NdArray[(int) batch.size()];
        for (int i = 0; i < products.length; i++) {
            products[i] = matmul(a.index(Index.at(i)), b.index(Index.at(i)));
        }
        return Manipulation.stack(0, products).reshape(dims);
    }

    /** A stack with one leading axis. */
    private static NdArray stack(NdArray x, Shape batch) {
        long m = x.shape().get(-2);
        long n = x.shape().get(-1);
        return x.broadcastTo(DenseProducts.append(batch, m, n)).reshape(batch.size(), m, n);
    }

    private static DType numeric(String name, NdArray... in) {
        DType type = in[0].dtype();
        for (NdArray x : in) {
            if (x.dtype().isBoolean()) {
                throw new DTypeException(name + " does not take booleans: convert them to integers first");
            }
            type = DType.promote(type, x.dtype());
        }
        return type;
    }

    /**
     * Sums products over the last two axes of the first operand and the first two of the second.
     *
     * @param a the first operand
     * @param b the second operand
     * @return the other axes of the first, then those of the second
     * @throws ShapeException if paired axes differ in size or an operand has less than two
     * @throws DTypeException if an operand is boolean
     */
    public static NdArray tensordot(NdArray a, NdArray b) {
        return tensordot(a, b, 2);
    }

    /**
     * Sums products over the last axes of the first operand and the first of the second.
     *
     * @param a the first operand
     * @param b the second operand
     * @param axes how many axes are summed over; 0 gives all products
     * @return the other axes of the first, then those of the second
     * @throws ShapeException if paired axes differ in size, or an operand has fewer
     * @throws DTypeException if an operand is boolean
     */
    public static NdArray tensordot(NdArray a, NdArray b, int axes) {
        if (axes < 0 || axes > Math.min(a.ndim(), b.ndim())) {
            throw new ShapeException("tensordot: axes = " + axes + " for shapes " + a.shape() + " and " + b.shape()
                    + ": expected 0 to " + Math.min(a.ndim(), b.ndim()));
        }
        int[] axesA = new int[axes];
        int[] axesB = new int[axes];
        for (int i = 0; i < axes; i++) {
            axesA[i] = a.ndim() - axes + i;
            axesB[i] = i;
        }
        return tensordot(a, b, axesA, axesB);
    }

    /**
     * Sums products over pairs of axes.
     *
     * @param a the first operand
     * @param b the second operand
     * @param axesA the axes of the first that are summed over
     * @param axesB the axes of the second that they pair with
     * @return the other axes of the first, then those of the second
     * @throws ShapeException if paired axes differ in size or number
     * @throws DTypeException if an operand is boolean
     */
    public static NdArray tensordot(NdArray a, NdArray b, int[] axesA, int[] axesB) {
        NdArray host = b.dispatchPriority() > a.dispatchPriority() ? b : a;
        return host.contract(a, b, axesA, axesB);
    }

    /**
     * The inner products of the vectors in the last axis.
     *
     * @param a the first operand, which is conjugated
     * @param b the second operand
     * @return the sums of {@code conj(a) b}, of the promoted type
     * @throws ShapeException if the vectors differ in length or the other axes do not broadcast
     * @throws DTypeException if an operand is boolean
     */
    public static NdArray vecdot(NdArray a, NdArray b) {
        return vecdot(a, b, -1);
    }

    /**
     * The inner products of the vectors in an axis.
     *
     * @param a the first operand, which is conjugated
     * @param b the second operand
     * @param axis the axis of the vectors, the same one for both counted from the end
     * @return the sums of {@code conj(a) b}, of the promoted type
     * @throws ShapeException if the vectors differ in length, the other axes do not broadcast, or the axis is outside a rank
     * @throws DTypeException if an operand is boolean
     */
    public static NdArray vecdot(NdArray a, NdArray b, int axis) {
        DType type = numeric("vecdot", a, b);
        int fromEnd = axis("vecdot", a, b, axis);
        if (a.ndim() == 1 && b.ndim() == 1) {
            return tensordot(Elementwise.conj(a), b, 1);
        }
        return Statistics.sum(Elementwise.conj(a).mul(b), Axes.of(fromEnd), type);
    }

    /** An axis of both operands of the same size, counted from the end. */
    private static int axis(String name, NdArray a, NdArray b, int axis) {
        int p = Shape.checkAxis(axis, a.ndim()) - a.ndim();
        int q = Shape.checkAxis(axis, b.ndim()) - b.ndim();
        if (p != q) {
            throw new ShapeException(name + ": axis " + axis + " of shapes " + a.shape() + " and " + b.shape()
                    + " is not the same: count it from the end");
        }
        if (a.shape().get(p) != b.shape().get(q)) {
            throw new ShapeException(name + ": axis " + axis + " of shape " + a.shape() + " has "
                    + a.shape().get(p) + ", of shape " + b.shape() + " "
                    + b.shape().get(q)
                    + ": expected the same size");
        }
        return p;
    }

    /**
     * The products of all elements of one vector with all of another.
     *
     * @param a a vector {@code (m,)}
     * @param b a vector {@code (n,)}
     * @return a matrix {@code (m, n)} of the promoted type
     * @throws ShapeException if an operand has another number of dimensions
     * @throws DTypeException if an operand is boolean
     */
    public static NdArray outer(NdArray a, NdArray b) {
        for (NdArray x : new NdArray[] {a, b}) {
            if (x.ndim() != 1) {
                throw new ShapeException("outer: operand of shape " + x.shape() + ": expected one dimension");
            }
        }
        numeric("outer", a, b);
        return a.reshape(a.size(), 1).mul(b);
    }

    /**
     * The cross products of the vectors of three elements in the last axis.
     *
     * @param a the first operand
     * @param b the second operand
     * @return {@code a x b}, of the broadcast shape and promoted type
     * @throws ShapeException if the vectors do not have three elements or the other axes do not broadcast
     * @throws DTypeException if an operand is boolean
     */
    public static NdArray cross(NdArray a, NdArray b) {
        return cross(a, b, -1);
    }

    /**
     * The cross products of the vectors of three elements in an axis.
     *
     * @param a the first operand
     * @param b the second operand
     * @param axis the axis of the vectors, the same one for both counted from the end
     * @return {@code a x b}, of the broadcast shape and promoted type
     * @throws ShapeException if the vectors do not have three elements, the other axes do not broadcast, or the axis is
     *     outside a rank
     * @throws DTypeException if an operand is boolean
     */
    public static NdArray cross(NdArray a, NdArray b, int axis) {
        numeric("cross", a, b);
        int fromEnd = axis("cross", a, b, axis);
        if (a.shape().get(fromEnd) != 3) {
            throw new ShapeException("cross: axis " + axis + " of shape " + a.shape() + " has "
                    + a.shape().get(fromEnd) + ": expected 3");
        }
        NdArray[] x = Manipulation.unstack(a, fromEnd);
        NdArray[] y = Manipulation.unstack(b, fromEnd);
        NdArray[] c = new NdArray[3];
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            c[i] = x[j].mul(y[k]).sub(x[k].mul(y[j]));
        }
        return Manipulation.stack(fromEnd, c);
    }

    /**
     * The Kronecker product: every element of the first times the whole of the second.
     *
     * @param a the first operand
     * @param b the second operand
     * @return an array whose axes are those of both, aligned at the end, multiplied in size
     * @throws DTypeException if an operand is boolean
     */
    public static NdArray kron(NdArray a, NdArray b) {
        numeric("kron", a, b);
        int n = Math.max(a.ndim(), b.ndim());
        long[] left = new long[2 * n];
        long[] right = new long[2 * n];
        long[] dims = new long[n];
        for (int i = 0; i < n; i++) {
            int p = i - n + a.ndim();
            int q = i - n + b.ndim();
            left[2 * i] = p < 0 ? 1 : a.shape().get(p);
            left[2 * i + 1] = 1;
            right[2 * i] = 1;
            right[2 * i + 1] = q < 0 ? 1 : b.shape().get(q);
            dims[i] = Math.multiplyExact(left[2 * i], right[2 * i + 1]);
        }
        return a.reshape(left).mul(b.reshape(right)).reshape(dims);
    }

    /**
     * The product of several matrices, in the order of the fewest multiplications.
     *
     * @param arrays two matrices or more, of which the first and the last may be vectors
     * @return their product
     * @throws ShapeException if there are fewer than two, their inner dimensions differ, or one has another rank
     * @throws DTypeException if one is boolean
     */
    public static NdArray multiDot(NdArray... arrays) {
        int n = arrays.length;
        if (n < 2) {
            throw new ShapeException("multiDot of " + n + " arrays: expected two or more");
        }
        NdArray[] x = arrays.clone();
        for (int i = 0; i < n; i++) {
            boolean end = i == 0 || i == n - 1;
            if (x[i].ndim() != 2 && !(end && x[i].ndim() == 1)) {
                throw new ShapeException("multiDot: array " + i + " has shape " + x[i].shape()
                        + ": expected two dimensions" + (end ? " or one" : ""));
            }
        }
        if (x[0].ndim() == 1) {
            x[0] = x[0].reshape(1, x[0].size());
        }
        if (x[n - 1].ndim() == 1) {
            x[n - 1] = x[n - 1].reshape(x[n - 1].size(), 1);
        }
        for (int i = 1; i < n; i++) {
            if (x[i - 1].shape().get(1) != x[i].shape().get(0)) {
                throw new ShapeException("multiDot: array " + (i - 1) + " has shape " + arrays[i - 1].shape()
                        + ", array " + i + " " + arrays[i].shape() + ": expected as many columns as rows");
            }
        }
        NdArray product = chain(x, cuts(x), 0, n - 1);
        if (arrays[0].ndim() == 1) {
            product = Manipulation.squeeze(product, 0);
        }
        return arrays[n - 1].ndim() == 1 ? Manipulation.squeeze(product, -1) : product;
    }

    /** Where the best product of each run of matrices is cut (Cormen et al., "Introduction to Algorithms", chapter 15). */
    private static int[][] cuts(NdArray... x) {
        int n = x.length;
        double[] dims = new double[n + 1];
        for (int i = 0; i < n; i++) {
            dims[i] = x[i].shape().get(0);
            dims[i + 1] = x[i].shape().get(1);
        }
        double[][] cost = new double[n][n];
        int[][] cuts = new int[n][n];
        for (int length = 1; length < n; length++) {
            for (int i = 0; i + length < n; i++) {
                int j = i + length;
                cost[i][j] = Double.POSITIVE_INFINITY;
                for (int k = i; k < j; k++) {
                    double c = cost[i][k] + cost[k + 1][j] + dims[i] * dims[k + 1] * dims[j + 1];
                    if (c < cost[i][j]) {
                        cost[i][j] = c;
                        cuts[i][j] = k;
                    }
                }
            }
        }
        return cuts;
    }

    private static NdArray chain(NdArray[] x, int[][] cuts, int i, int j) {
        return i == j ? x[i] : matmul(chain(x, cuts, i, cuts[i][j]), chain(x, cuts, cuts[i][j] + 1, j));
    }

    /**
     * Matrices multiplied with themselves.
     *
     * @param x square matrices {@code (..., m, m)}
     * @param n the exponent; 0 gives identities, a negative one powers of the inverses
     * @return the powers, of the same shape
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException if they are boolean
     * @throws SingularMatrixException if the exponent is negative and a matrix is singular
     */
    public static NdArray matrixPower(NdArray x, long n) {
        MatrixStack.checkSquare("matrixPower", x);
        numeric("matrixPower", x);
        if (n == 0) {
            long m = x.shape().get(-1);
            return Creation.eye(m, m, 0, x.dtype()).broadcastTo(x.shape()).copy();
        }
        NdArray power = n < 0 ? inv(x) : x;
        NdArray product = null;
        for (long rest = n < 0 ? -n : n; rest != 0; rest >>>= 1) {
            if ((rest & 1) == 1) {
                product = product == null ? power : matmul(product, power);
            }
            if (rest != 1) {
                power = matmul(power, power);
            }
        }
        return product == null ? power : product;
    }

    // Parts of matrices.

    /**
     * The array with its last two axes exchanged.
     *
     * @param x an array of two dimensions or more
     * @return a view of a dense array
     * @throws ShapeException if there are fewer than two dimensions
     */
    public static NdArray matrixTranspose(NdArray x) {
        if (x.ndim() < 2) {
            throw new ShapeException("matrixTranspose of shape " + x.shape() + ": expected two dimensions or more");
        }
        int[] axes = new int[x.ndim()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i;
        }
        axes[axes.length - 1] = axes.length - 2;
        axes[axes.length - 2] = axes.length - 1;
        return x.permute(axes);
    }

    /**
     * The main diagonals of matrices.
     *
     * @param x a dense array {@code (..., m, n)}
     * @return a view {@code (..., min(m, n))}
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DensificationException if the array is not dense
     */
    public static NdArray diagonal(NdArray x) {
        return diagonal(x, 0);
    }

    /**
     * Diagonals of matrices.
     *
     * @param x a dense array {@code (..., m, n)}
     * @param offset how far the diagonal is above the main one; negative for one below it
     * @return a view {@code (..., k)}, of no elements if the diagonal is outside the matrix
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DensificationException if the array is not dense
     */
    public static NdArray diagonal(NdArray x, long offset) {
        MatrixStack.checkRank("diagonal", x);
        DenseArray d = DenseLoops.dense("diagonal", x)[0];
        long m = d.shape().get(-2);
        long n = d.shape().get(-1);
        long within = Math.max(-m, Math.min(n, offset));
        long down = Math.max(-within, 0);
        long right = Math.max(within, 0);
        long length = Math.max(0, Math.min(m - down, n - right));
        int[] strides = Arrays.copyOf(d.stridesInternal(), d.ndim() - 1);
        strides[strides.length - 1] = d.stride(-2) + d.stride(-1);
        int start = length == 0 ? 0 : (int) (down * d.stride(-2) + right * d.stride(-1));
        return d.view(DenseProducts.append(MatrixStack.leading(d.shape(), 2), length), d.offset() + start, strides);
    }

    /**
     * The sums of the main diagonals of matrices.
     *
     * @param x a dense array {@code (..., m, n)}
     * @return the sums, {@code (...)}; small integers sum to 64 bits
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     */
    public static NdArray trace(NdArray x) {
        return trace(x, 0);
    }

    /**
     * The sums of diagonals of matrices.
     *
     * @param x a dense array {@code (..., m, n)}
     * @param offset how far the diagonal is above the main one; negative for one below it
     * @return the sums, {@code (...)}; small integers sum to 64 bits
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     */
    public static NdArray trace(NdArray x, long offset) {
        numeric("trace", x);
        return Statistics.sum(diagonal(x, offset), Axes.of(-1));
    }

    /**
     * The sums of diagonals of matrices, in a type.
     *
     * @param x a dense array {@code (..., m, n)}
     * @param offset how far the diagonal is above the main one; negative for one below it
     * @param dtype the type to sum in and to return
     * @return the sums, {@code (...)}
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean, or the type does not hold its elements' kind
     */
    public static NdArray trace(NdArray x, long offset, DType dtype) {
        numeric("trace", x);
        return Statistics.sum(diagonal(x, offset), Axes.of(-1), dtype);
    }

    // Norms.

    /**
     * The Euclidean norm of all elements.
     *
     * @param x an array
     * @return a zero-dimensional real array
     * @throws DTypeException if the array is boolean
     */
    public static NdArray vectorNorm(NdArray x) {
        return vectorNorm(x, Axes.all(), 2);
    }

    /**
     * The Euclidean norms of vectors.
     *
     * @param x an array
     * @param axes the axes that make up a vector
     * @return the norms, real, without those axes unless they are kept
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DTypeException if the array is boolean
     */
    public static NdArray vectorNorm(NdArray x, Axes axes) {
        return vectorNorm(x, axes, 2);
    }

    /**
     * Norms of vectors.
     *
     * @param x an array
     * @param axes the axes that make up a vector
     * @param ord the order: infinity and its negative for the largest and smallest modulus, 0 for the number of elements
     *     that are not zero, else p for the p-th root of the sum of the moduli to the power p
     * @return the norms, real, without those axes unless they are kept
     * @throws ShapeException if an axis is outside the rank or named twice, or a vector has no elements and the order is
     *     infinite
     * @throws DTypeException if the array is boolean
     */
    public static NdArray vectorNorm(NdArray x, Axes axes, double ord) {
        DType type = MatrixStack.floating("vectorNorm", x.dtype()).realType();
        NdArray size = Elementwise.abs(x.dtype().isInteger() ? x.convert(type) : x);
        if (ord == Double.POSITIVE_INFINITY) {
            return Statistics.max(size, axes);
        } else if (ord == Double.NEGATIVE_INFINITY) {
            return Statistics.min(size, axes);
        } else if (ord == 0) {
            return Searching.countNonzero(size, axes).convert(type);
        } else if (ord == 1) {
            return Statistics.sum(size, axes, type);
        } else if (ord == 2) {
            return Elementwise.sqrt(Statistics.sum(Elementwise.square(size), axes, type));
        }
        return Statistics.sum(size.pow(ord), axes, type).pow(1 / ord);
    }

    /**
     * The Frobenius norms of matrices.
     *
     * @param x an array {@code (..., m, n)}
     * @return the norms, real, {@code (...)}
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     */
    public static NdArray matrixNorm(NdArray x) {
        return matrixNorm(x, MatrixNorm.FROBENIUS, false);
    }

    /**
     * Norms of matrices.
     *
     * @param x an array {@code (..., m, n)}
     * @param ord which norm
     * @return the norms, real, {@code (...)}; zero for matrices without elements
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     */
    public static NdArray matrixNorm(NdArray x, MatrixNorm ord) {
        return matrixNorm(x, ord, false);
    }

    /**
     * Norms of matrices.
     *
     * @param x an array {@code (..., m, n)}
     * @param ord which norm
     * @param keepDims whether the last two axes stay, with size one
     * @return the norms, real, {@code (...)} or {@code (..., 1, 1)}; zero for matrices without elements
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     */
    public static NdArray matrixNorm(NdArray x, MatrixNorm ord, boolean keepDims) {
        MatrixStack.checkRank("matrixNorm", x);
        DType type = MatrixStack.floating("matrixNorm", x.dtype()).realType();
        Shape batch = MatrixStack.leading(x.shape(), 2);
        NdArray norm;
        if (x.shape().get(-1) == 0 || x.shape().get(-2) == 0) {
            norm = Creation.zeros(batch, type);
        } else {
            norm = switch (ord) {
                case FROBENIUS -> vectorNorm(x, Axes.of(-2, -1));
                case ONE -> Statistics.max(vectorNorm(x, Axes.of(-2), 1), Axes.of(-1));
                case MINUS_ONE -> Statistics.min(vectorNorm(x, Axes.of(-2), 1), Axes.of(-1));
                case INFINITY -> Statistics.max(vectorNorm(x, Axes.of(-1), 1), Axes.of(-1));
                case MINUS_INFINITY -> Statistics.min(vectorNorm(x, Axes.of(-1), 1), Axes.of(-1));
                case TWO -> Statistics.max(Factorisations.norms("matrixNorm", x), Axes.of(-1));
                case MINUS_TWO -> Statistics.min(Factorisations.norms("matrixNorm", x), Axes.of(-1));
                case NUCLEAR -> Statistics.sum(Factorisations.norms("matrixNorm", x), Axes.of(-1), type);
            };
        }
        return keepDims ? norm.reshape(DenseProducts.append(batch, 1, 1).dims()) : norm;
    }

    // Systems of equations.

    /**
     * The determinants of matrices.
     *
     * @param x square matrices {@code (..., m, m)}
     * @return the determinants, {@code (...)}
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException if they are boolean
     * @throws DensificationException if the array is not dense
     */
    public static NdArray det(NdArray x) {
        return Factorisations.det(x);
    }

    /**
     * The determinants of matrices as signs and logarithms, which neither overflow nor underflow.
     *
     * @param x square matrices {@code (..., m, m)}
     * @return the signs and logarithms
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException if they are boolean
     * @throws DensificationException if the array is not dense
     */
    public static SlogdetResult slogdet(NdArray x) {
        return Factorisations.slogdet(x);
    }

    /**
     * The inverses of matrices.
     *
     * @param x square matrices {@code (..., m, m)}
     * @return the inverses, of the same shape
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException if they are boolean
     * @throws SingularMatrixException if one has no inverse: a pivot is exactly zero
     * @throws DensificationException if the array is not dense
     */
    public static NdArray inv(NdArray x) {
        return Factorisations.inv(x);
    }

    /**
     * Solves {@code a x = b} by elimination with row pivoting.
     *
     * @param a square matrices {@code (..., m, m)}
     * @param b right-hand sides {@code (..., m, k)} whose leading dimensions broadcast with those of {@code a}, or one
     *     vector {@code (m,)}
     * @return the solutions, {@code (..., m, k)} or {@code (..., m)}, of the promoted type
     * @throws ShapeException if the shapes do not fit
     * @throws DTypeException if an operand is boolean
     * @throws SingularMatrixException if a matrix is singular: a pivot is exactly zero
     * @throws DensificationException if an array is not dense
     */
    public static NdArray solve(NdArray a, NdArray b) {
        return Factorisations.solve(a, b);
    }

    /**
     * Solves {@code a x = b} in the sense of least squares: the {@code x} of least norm among those of least
     * {@code |b - a x|}. Singular values up to {@code max(m, n) eps} times the largest count as zero.
     *
     * @param a matrices {@code (..., m, n)}
     * @param b right-hand sides {@code (..., m, k)}, or one vector {@code (m,)}
     * @return the solutions, and what belongs to them
     * @throws ShapeException if the shapes do not fit
     * @throws DTypeException if an operand is boolean
     * @throws ConvergenceException if {@code a} has an element that is not finite
     * @throws DensificationException if an array is not dense
     */
    public static LstsqResult lstsq(NdArray a, NdArray b) {
        return Factorisations.lstsq(a, b, null);
    }

    /**
     * Solves {@code a x = b} in the sense of least squares: the {@code x} of least norm among those of least
     * {@code |b - a x|}.
     *
     * @param a matrices {@code (..., m, n)}
     * @param b right-hand sides {@code (..., m, k)}, or one vector {@code (m,)}
     * @param rcond singular values up to this fraction of the largest count as zero
     * @return the solutions, and what belongs to them
     * @throws ShapeException if the shapes do not fit
     * @throws DTypeException if an operand is boolean
     * @throws ConvergenceException if {@code a} has an element that is not finite
     * @throws DensificationException if an array is not dense
     */
    public static LstsqResult lstsq(NdArray a, NdArray b, double rcond) {
        return Factorisations.lstsq(a, b, Creation.scalar(rcond));
    }

    /**
     * The pseudo-inverses of Moore and Penrose. Singular values up to {@code max(m, n) eps} times the largest count as zero.
     *
     * @param x matrices {@code (..., m, n)}
     * @return the pseudo-inverses, {@code (..., n, m)}
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     * @throws ConvergenceException if an element is not finite
     * @throws DensificationException if the array is not dense
     */
    public static NdArray pinv(NdArray x) {
        return Factorisations.pinv(x, null);
    }

    /**
     * The pseudo-inverses of Moore and Penrose.
     *
     * @param x matrices {@code (..., m, n)}
     * @param rtol singular values up to this fraction of the largest count as zero
     * @return the pseudo-inverses, {@code (..., n, m)}
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     * @throws ConvergenceException if an element is not finite
     * @throws DensificationException if the array is not dense
     */
    public static NdArray pinv(NdArray x, double rtol) {
        return Factorisations.pinv(x, Creation.scalar(rtol));
    }

    /**
     * The pseudo-inverses of Moore and Penrose, with a tolerance for each matrix.
     *
     * @param x matrices {@code (..., m, n)}
     * @param rtol singular values up to this fraction of the largest count as zero; broadcasts to {@code (...)}
     * @return the pseudo-inverses, {@code (..., n, m)}
     * @throws ShapeException if there are fewer than two dimensions, or the tolerances do not broadcast
     * @throws DTypeException if the array is boolean, or the tolerances are not real
     * @throws ConvergenceException if an element is not finite
     * @throws DensificationException if the array is not dense
     */
    public static NdArray pinv(NdArray x, NdArray rtol) {
        return Factorisations.pinv(x, rtol);
    }

    /**
     * The ranks of matrices: how many singular values exceed {@code max(m, n) eps} times the largest.
     *
     * @param x matrices {@code (..., m, n)}
     * @return the ranks, int64, {@code (...)}
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     * @throws ConvergenceException if an element is not finite
     * @throws DensificationException if the array is not dense
     */
    public static NdArray matrixRank(NdArray x) {
        return Factorisations.matrixRank(x, null);
    }

    /**
     * The ranks of matrices.
     *
     * @param x matrices {@code (..., m, n)}
     * @param rtol singular values up to this fraction of the largest count as zero
     * @return the ranks, int64, {@code (...)}
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     * @throws ConvergenceException if an element is not finite
     * @throws DensificationException if the array is not dense
     */
    public static NdArray matrixRank(NdArray x, double rtol) {
        return Factorisations.matrixRank(x, Creation.scalar(rtol));
    }

    /**
     * The ranks of matrices, with a tolerance for each.
     *
     * @param x matrices {@code (..., m, n)}
     * @param rtol singular values up to this fraction of the largest count as zero; broadcasts to {@code (...)}
     * @return the ranks, int64, {@code (...)}
     * @throws ShapeException if there are fewer than two dimensions, or the tolerances do not broadcast
     * @throws DTypeException if the array is boolean, or the tolerances are not real
     * @throws ConvergenceException if an element is not finite
     * @throws DensificationException if the array is not dense
     */
    public static NdArray matrixRank(NdArray x, NdArray rtol) {
        return Factorisations.matrixRank(x, rtol);
    }

    // Factorisations.

    /**
     * The lower triangular Cholesky factors L of {@code x = L L^H}.
     *
     * @param x Hermitian positive definite matrices {@code (..., m, m)}, of which the lower triangle is read
     * @return the factors, of the same shape
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException if they are boolean
     * @throws SingularMatrixException if one is not positive definite
     * @throws DensificationException if the array is not dense
     */
    public static NdArray cholesky(NdArray x) {
        return Factorisations.cholesky(x, false);
    }

    /**
     * The triangular Cholesky factors of {@code x = L L^H = U^H U}.
     *
     * @param x Hermitian positive definite matrices {@code (..., m, m)}, of which the lower triangle is read
     * @param upper whether U is returned, else L
     * @return the factors, of the same shape
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException if they are boolean
     * @throws SingularMatrixException if one is not positive definite
     * @throws DensificationException if the array is not dense
     */
    public static NdArray cholesky(NdArray x, boolean upper) {
        return Factorisations.cholesky(x, upper);
    }

    /**
     * The factorisation of matrices, their rows exchanged, into triangular ones, by elimination with row pivoting.
     *
     * @param x matrices {@code (..., m, n)}
     * @return the order of the rows and the factors; a singular matrix has zeros on the diagonal of the upper one
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     * @throws DensificationException if the array is not dense
     */
    public static LuResult lu(NdArray x) {
        return Factorisations.lu(x);
    }

    /**
     * The factorisation {@code x = Q R}, where Q has {@code min(m, n)} columns.
     *
     * @param x matrices {@code (..., m, n)}
     * @return the factors
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     * @throws DensificationException if the array is not dense
     */
    public static QrResult qr(NdArray x) {
        return Factorisations.qr(x, QrMode.REDUCED);
    }

    /**
     * The factorisation {@code x = Q R}.
     *
     * @param x matrices {@code (..., m, n)}
     * @param mode how much of Q is wanted
     * @return the factors
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     * @throws DensificationException if the array is not dense
     */
    public static QrResult qr(NdArray x, QrMode mode) {
        return Factorisations.qr(x, mode);
    }

    /**
     * The eigenvalues and eigenvectors of Hermitian matrices.
     *
     * @param x Hermitian matrices {@code (..., m, m)}, of which the lower triangle is read
     * @return the eigenvalues in ascending order, and orthonormal eigenvectors
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException if they are boolean
     * @throws ConvergenceException if an element is not finite, or the iteration does not end
     * @throws DensificationException if the array is not dense
     */
    public static EighResult eigh(NdArray x) {
        return Factorisations.eigh(x);
    }

    /**
     * The eigenvalues of Hermitian matrices.
     *
     * @param x Hermitian matrices {@code (..., m, m)}, of which the lower triangle is read
     * @return the eigenvalues in ascending order, real, {@code (..., m)}
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException if they are boolean
     * @throws ConvergenceException if an element is not finite, or the iteration does not end
     * @throws DensificationException if the array is not dense
     */
    public static NdArray eigvalsh(NdArray x) {
        return Factorisations.eigvalsh(x);
    }

    /**
     * The eigenvalues and right eigenvectors of general matrices.
     *
     * @param x square matrices {@code (..., m, m)}
     * @return the eigenvalues, in no order, and eigenvectors, all complex
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException if they are boolean
     * @throws ConvergenceException if an element is not finite, or the iteration does not end
     * @throws DensificationException if the array is not dense
     */
    public static EigResult eig(NdArray x) {
        return Factorisations.eig(x);
    }

    /**
     * The eigenvalues of general matrices.
     *
     * @param x square matrices {@code (..., m, m)}
     * @return the eigenvalues, in no order, complex, {@code (..., m)}
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException if they are boolean
     * @throws ConvergenceException if an element is not finite, or the iteration does not end
     * @throws DensificationException if the array is not dense
     */
    public static NdArray eigvals(NdArray x) {
        return Factorisations.eigvals(x);
    }

    /**
     * The singular value decomposition {@code x = U diag(s) V^H} with square U and V.
     *
     * @param x matrices {@code (..., m, n)}
     * @return the factors
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     * @throws ConvergenceException if an element is not finite, or the iteration does not end
     * @throws DensificationException if the array is not dense
     */
    public static SvdResult svd(NdArray x) {
        return Factorisations.svd(x, true);
    }

    /**
     * The singular value decomposition {@code x = U diag(s) V^H}.
     *
     * @param x matrices {@code (..., m, n)}
     * @param fullMatrices whether U and V are square, else they have {@code min(m, n)} columns
     * @return the factors
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     * @throws ConvergenceException if an element is not finite, or the iteration does not end
     * @throws DensificationException if the array is not dense
     */
    public static SvdResult svd(NdArray x, boolean fullMatrices) {
        return Factorisations.svd(x, fullMatrices);
    }

    /**
     * The singular values of matrices.
     *
     * @param x matrices {@code (..., m, n)}
     * @return the singular values in descending order, real, {@code (..., min(m, n))}
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the array is boolean
     * @throws ConvergenceException if an element is not finite, or the iteration does not end
     * @throws DensificationException if the array is not dense
     */
    public static NdArray svdvals(NdArray x) {
        return Factorisations.svdvals(x);
    }

    /**
     * The exponentials of matrices, by a Padé approximant of degree 13 with scaling and squaring (N. J. Higham, "The scaling
     * and squaring method for the matrix exponential revisited", SIAM J. Matrix Anal. Appl. 26, 2005).
     *
     * @param x square matrices {@code (..., m, m)}
     * @return the exponentials, of the same shape
     * @throws ShapeException if the matrices are not square
     * @throws DTypeException if they are boolean
     * @throws ConvergenceException if an element is not finite
     * @throws DensificationException if the array is not dense
     */
    public static NdArray expm(NdArray x) {
        return Exponential.of(x);
    }
}
