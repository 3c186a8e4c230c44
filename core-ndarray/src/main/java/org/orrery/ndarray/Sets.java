package org.orrery.ndarray;

import java.util.Arrays;

/**
 * The set functions of the Array API standard. Values come in ascending order (complex ones by their real, then by their
 * imaginary part); each NaN is a value of its own, and the zeros of both signs are one, the first that occurs.
 *
 * <p>All take dense arrays; of another type they throw {@link DensificationException}.
 */
public final class Sets {
    /**
     * The values of an array and where they are.
     *
     * @param values the values, of shape {@code (n,)}
     * @param indices where each occurs first in the flattened array, of shape {@code (n,)} and type int64
     * @param inverseIndices which value each element is, of the array's shape and type int64
     * @param counts how often each occurs, of shape {@code (n,)} and type int64
     */
    public record UniqueAll(NdArray values, NdArray indices, NdArray inverseIndices, NdArray counts) {}

    /**
     * The values of an array and how often they occur.
     *
     * @param values the values, of shape {@code (n,)}
     * @param counts how often each occurs, of shape {@code (n,)} and type int64
     */
    public record UniqueCounts(NdArray values, NdArray counts) {}

    /**
     * The values of an array and which of them each element is.
     *
     * @param values the values, of shape {@code (n,)}
     * @param inverseIndices which value each element is, of the array's shape and type int64
     */
    public record UniqueInverse(NdArray values, NdArray inverseIndices) {}

    private Sets() {}

    /**
     * The values of an array, where they are and how often they occur.
     *
     * @param x the array
     * @return the values in ascending order, first positions, the value of each element, and counts
     * @throws DensificationException if the array is not dense
     */
    public static UniqueAll uniqueAll(NdArray x) {
        DenseArray flat = DenseLoops.dense("uniqueAll", x)[0].reshape(-1);
        int n = (int) flat.size();
        long[] order = order(flat).longs();
        DenseArray sorted = flat.index(Index.of(order));
        boolean[] differs = n < 2
                ? new boolean[0]
                : ((DenseArray) Ops.NOT_EQUAL.apply(sorted.index(Index.from(1)), sorted.index(Index.to(-1))))
                        .toBooleanArray();
        long[] first = new long[n];
        long[] counts = new long[n];
        long[] inverse = new long[n];
        int values = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || differs[i - 1]) {
                first[values++] = order[i];
            }
            counts[values - 1]++;
            inverse[(int) order[i]] = values - 1L;
        }
        DenseArray indices = DenseArray.wrap(Arrays.copyOf(first, values));
        return new UniqueAll(
                flat.index(Index.of(indices)).asReadOnly(),
                indices.asReadOnly(),
                DenseArray.wrap(inverse, x.shape()).asReadOnly(),
                DenseArray.wrap(Arrays.copyOf(counts, values)).asReadOnly());
    }

    /** The positions in ascending order of the elements. */
    private static DenseArray order(DenseArray flat) {
        if (!flat.dtype().isComplex()) {
            return flat.argsort(0, false);
        }
        // By the imaginary part, and then, since sorting is stable, by the real one.
        DenseArray byImaginary = ((DenseArray) Ops.IMAG.apply(flat)).argsort(0, false);
        DenseArray real = ((DenseArray) Ops.REAL.apply(flat)).index(Index.of(byImaginary));
        return byImaginary.index(Index.of(real.argsort(0, false)));
    }

    /**
     * The values of an array and how often they occur.
     *
     * @param x the array
     * @return the values in ascending order, and counts
     * @throws DensificationException if the array is not dense
     */
    public static UniqueCounts uniqueCounts(NdArray x) {
        UniqueAll all = uniqueAll(x);
        return new UniqueCounts(all.values, all.counts);
    }

    /**
     * The values of an array and which of them each element is: {@code take(values, inverseIndices)} is the array again.
     *
     * @param x the array
     * @return the values in ascending order, and the value of each element
     * @throws DensificationException if the array is not dense
     */
    public static UniqueInverse uniqueInverse(NdArray x) {
        UniqueAll all = uniqueAll(x);
        return new UniqueInverse(all.values, all.inverseIndices);
    }

    /**
     * The values of an array.
     *
     * @param x the array
     * @return the values in ascending order, an array of one dimension
     * @throws DensificationException if the array is not dense
     */
    public static NdArray uniqueValues(NdArray x) {
        return uniqueAll(x).values;
    }
}
