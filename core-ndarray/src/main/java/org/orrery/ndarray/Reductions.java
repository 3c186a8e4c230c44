package org.orrery.ndarray;

import java.util.Map;
import org.orrery.ndarray.Reduction.Fold;
import org.orrery.ndarray.Reduction.Rule;
import org.orrery.ndarray.Reduction.Scan;
import org.orrery.ndarray.internal.Folds;

/**
 * The reductions as {@link Reduction} objects, for code that is handed one. Users call {@link Statistics},
 * {@link Utility} and {@link Searching}.
 */
public final class Reductions {
    /** The sum. */
    public static final Reduction SUM = Reduction.of(
            "sum",
            Rule.ACCUMULATE,
            Map.<DType, Fold>of(
                    DType.FLOAT64, new Folds.DoubleSum(false),
                    DType.INT64, new Folds.LongSum(),
                    DType.COMPLEX128, new Folds.ComplexSum(false)),
            Map.<DType, Scan>of(
                    DType.FLOAT64, Folds::cumulativeSumDoubles,
                    DType.INT64, Folds::cumulativeSumLongs,
                    DType.COMPLEX128, Folds::cumulativeSumComplex));

    /** The product. */
    public static final Reduction PROD = Reduction.of(
            "prod",
            Rule.ACCUMULATE,
            Map.<DType, Fold>of(
                    DType.FLOAT64, new Folds.DoubleProduct(),
                    DType.INT64, new Folds.LongProduct(),
                    DType.COMPLEX128, new Folds.ComplexProduct()),
            Map.<DType, Scan>of(
                    DType.FLOAT64, Folds::cumulativeProductDoubles,
                    DType.INT64, Folds::cumulativeProductLongs,
                    DType.COMPLEX128, Folds::cumulativeProductComplex));

    /** The largest element; NaN if one is NaN. */
    public static final Reduction MAX = Reduction.of(
            "max",
            Rule.REAL,
            Map.<DType, Fold>of(
                    DType.FLOAT64, new Folds.DoubleExtreme(true),
                    DType.INT64, new Folds.LongExtreme(true, false),
                    DType.UINT64, new Folds.LongExtreme(true, true)));

    /** The smallest element; NaN if one is NaN. */
    public static final Reduction MIN = Reduction.of(
            "min",
            Rule.REAL,
            Map.<DType, Fold>of(
                    DType.FLOAT64, new Folds.DoubleExtreme(false),
                    DType.INT64, new Folds.LongExtreme(false, false),
                    DType.UINT64, new Folds.LongExtreme(false, true)));

    /** Whether an element is true (not zero). */
    public static final Reduction ANY =
            Reduction.of("any", Rule.TRUTH, Map.<DType, Fold>of(DType.INT64, new Folds.Truth(true)));

    /** Whether all elements are true (not zero). */
    public static final Reduction ALL =
            Reduction.of("all", Rule.TRUTH, Map.<DType, Fold>of(DType.INT64, new Folds.Truth(false)));

    /** The number of elements that are true (not zero). */
    public static final Reduction COUNT_NONZERO =
            Reduction.of("countNonzero", Rule.COUNT, Map.<DType, Fold>of(DType.INT64, new Folds.LongSum()));

    /** The mean. */
    public static final Reduction MEAN = Reduction.of(
            "mean",
            Rule.FLOATING,
            Map.<DType, Fold>of(
                    DType.FLOAT64, new Folds.DoubleSum(true), DType.COMPLEX128, new Folds.ComplexSum(true)));

    /** The position of the first largest element, or of the first NaN. */
    public static final Reduction ARGMAX = Reduction.of(
            "argmax",
            Rule.POSITION,
            Map.<DType, Fold>of(
                    DType.FLOAT64, new Folds.DoublePosition(true),
                    DType.INT64, new Folds.LongPosition(true, false),
                    DType.UINT64, new Folds.LongPosition(true, true)));

    /** The position of the first smallest element, or of the first NaN. */
    public static final Reduction ARGMIN = Reduction.of(
            "argmin",
            Rule.POSITION,
            Map.<DType, Fold>of(
                    DType.FLOAT64, new Folds.DoublePosition(false),
                    DType.INT64, new Folds.LongPosition(false, false),
                    DType.UINT64, new Folds.LongPosition(false, true)));

    private Reductions() {}

    /**
     * The variance: the squared deviations from the mean, summed and divided by {@code n - correction}.
     *
     * @param correction 0 for that of a population, 1 for the unbiased one of a sample
     * @return the reduction
     */
    public static Reduction variance(double correction) {
        return deviation("var", correction, false);
    }

    /**
     * The standard deviation, the root of {@link #variance(double)}.
     *
     * @param correction 0 for that of a population, 1 for a sample
     * @return the reduction
     */
    public static Reduction standardDeviation(double correction) {
        return deviation("std", correction, true);
    }

    private static Reduction deviation(String name, double correction, boolean root) {
        return Reduction.of(
                name,
                Rule.MAGNITUDE,
                Map.<DType, Fold>of(
                        DType.FLOAT64, new Folds.DoubleVariance(correction, root),
                        DType.COMPLEX128, new Folds.ComplexVariance(correction, root)));
    }
}
