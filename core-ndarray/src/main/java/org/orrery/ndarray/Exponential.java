package org.orrery.ndarray;

/** The exponential of matrices, after Higham (2005). */
final class Exponential {
    /** The largest norm at which the approximant of degree 13 is exact to double precision. */
    private static final double LARGEST = 5.371920351148152;

    private static final double[] PADE = {
        64764752532480000.0,
        32382376266240000.0,
        7771770303897600.0,
        1187353796428800.0,
        129060195264000.0,
        10559470521600.0,
        670442572800.0,
        33522128640.0,
        1323241920.0,
        40840800.0,
        960960.0,
        16380.0,
        182.0,
        1.0
    };

    private Exponential() {}

    static NdArray of(NdArray x) {
        MatrixStack s = MatrixStack.square("expm", x);
        s.checkFinite("expm");
        int n = s.rows;
        if (s.isEmpty()) {
            return s.result(s.data, n, n);
        }
        DenseArray all = s.wide(s.data, n, n).reshape(s.count, n, n);
        NdArray[] results = new NdArray[s.count];
        for (int i = 0; i < s.count; i++) {
            results[i] = single(all.index(Index.at(i)), n);
        }
        return Manipulation.stack(0, results).reshape(x.shape().dims()).convert(s.type);
    }

    private static NdArray single(NdArray x, int n) {
        double norm = LinearAlgebra.matrixNorm(x, MatrixNorm.ONE).item();
        int squarings = norm > LARGEST ? Math.getExponent(norm / LARGEST) + 1 : 0;
        NdArray a = x.mul(Math.scalb(1.0, -squarings));
        NdArray one = Creation.eye(n, n, 0, x.dtype());
        NdArray a2 = LinearAlgebra.matmul(a, a);
        NdArray a4 = LinearAlgebra.matmul(a2, a2);
        NdArray a6 = LinearAlgebra.matmul(a4, a2);
        NdArray odd = LinearAlgebra.matmul(
                a,
                LinearAlgebra.matmul(a6, sum(a6, PADE[13], a4, PADE[11], a2, PADE[9]))
                        .add(sum(a6, PADE[7], a4, PADE[5], a2, PADE[3]))
                        .add(one.mul(PADE[1])));
        NdArray even = LinearAlgebra.matmul(a6, sum(a6, PADE[12], a4, PADE[10], a2, PADE[8]))
                .add(sum(a6, PADE[6], a4, PADE[4], a2, PADE[2]))
                .add(one.mul(PADE[0]));
        NdArray e = LinearAlgebra.solve(even.sub(odd), even.add(odd));
        for (int i = 0; i < squarings; i++) {
            e = LinearAlgebra.matmul(e, e);
        }
        return e;
    }

    private static NdArray sum(NdArray x, double f, NdArray y, double g, NdArray z, double h) {
        return x.mul(f).add(y.mul(g)).add(z.mul(h));
    }
}
