package org.orrery.plot.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The ticks of an axis.
 *
 * @param at where, {@code (n)}
 * @param labels what is written there, {@code (n)}
 * @param minor where there are small ticks without a label
 * @param factor what the labels are to be multiplied by or added to, as "×10⁵"; empty if nothing
 */
@SuppressWarnings("ArrayRecordComponent") // Ticks are drawn, never compared.
public record Ticks(double[] at, String[] labels, double[] minor, String factor) {
    /** Steps in order of preference. */
    private static final double[] STEPS = {1, 5, 2, 2.5};

    /** Powers of ten from one label to the next; the last is more than all doubles span. */
    private static final int[] STRIDES = {1, 2, 3, 5, 10, 20, 50, 100, 200, 1000};

    private static final double[] NONE = {};

    /**
     * Ticks of a linear axis: the labelling algorithm of J. Talbot, S. Lin, P. Hanrahan, "An extension of Wilkinson's
     * algorithm for positioning tick labels on axes", IEEE Trans. Vis. Comput. Graph. 16 (2010) 1036, with their weights,
     * the steps 1, 5, 2 and 2.5, no skipping, and no tick outside the axis.
     *
     * @param min where the axis begins
     * @param max where it ends
     * @param target about how many ticks are wanted, at least 2
     * @return the ticks
     */
    public static Ticks linear(double min, double max, int target) {
        double[] at = extended(min, max, Math.max(2, target));
        return labelled(at);
    }

    /**
     * Ticks at whole numbers: at multiples of 1, 2 or 5 times a power of ten.
     *
     * @param min where the axis begins
     * @param max where it ends
     * @param target at most how many ticks are wanted, at least 2
     * @return the ticks; those of {@link #linear} if there is no whole number on the axis
     */
    public static Ticks whole(double min, double max, int target) {
        for (int k = 0; ; k++) {
            for (int q : new int[] {1, 2, 5}) {
                double step = q * power(k);
                double first = Math.ceil(min / step);
                double last = Math.floor(max / step);
                if (last < first) {
                    return linear(min, max, target);
                }
                if (last - first < Math.max(2, target)) {
                    var at = new double[(int) (last - first) + 1];
                    Arrays.setAll(at, i -> (first + i) * step);
                    return labelled(at);
                }
            }
        }
    }

    /**
     * Ticks of a logarithmic axis: powers of ten, or every second, third, ... of them; where fewer than two fit, 1, 2
     * and 5 times powers of ten; on shorter axes those of a linear axis.
     *
     * @param min where the axis begins, above 0
     * @param max where it ends
     * @param target about how many ticks are wanted, at least 2
     * @return the ticks
     */
    public static Ticks logarithmic(double min, double max, int target) {
        int first = (int) Math.ceil(Math.log10(min) - 1e-9);
        int last = (int) Math.floor(Math.log10(max) + 1e-9);
        if (last - first >= 1) {
            int choice = 0;
            while ((last - first) / STRIDES[choice] + 1 > Math.max(2, target)) {
                choice++;
            }
            int stride = STRIDES[choice];
            var at = new ArrayList<Double>();
            var labels = new ArrayList<String>();
            for (int k = Math.floorDiv(first + stride - 1, stride) * stride; k <= last; k += stride) {
                at.add(power(k));
                labels.add("10" + superscript(k));
            }
            double[] minor = stride == 1 ? multiples(min, max, 2, 3, 4, 5, 6, 7, 8, 9) : NONE;
            if (stride > 1 && last - first <= 40) {
                minor = multiples(min, max, 1);
            }
            return new Ticks(array(at), labels.toArray(new String[0]), minor, "");
        }
        double[] few = multiples(min, max, 1, 2, 5);
        if (few.length >= 3) {
            var labels = Arrays.stream(few).mapToObj(Ticks::plain).toArray(String[]::new);
            return new Ticks(few, labels, multiples(min, max, 3, 4, 6, 7, 8, 9), "");
        }
        return linear(min, max, target);
    }

    /** All m·10ᵏ in the range, in order. */
    private static double[] multiples(double min, double max, int... factors) {
        var at = new ArrayList<Double>();
        int first = (int) Math.floor(Math.log10(min)) - 1;
        int last = (int) Math.ceil(Math.log10(max));
        for (int k = first; k <= last; k++) {
            for (int m : factors) {
                double value = m * power(k);
                if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)) {
                    at.add(value);
                }
            }
        }
        return array(at);
    }

    private static double power(int k) {
        return Double.parseDouble("1e" + k); // exact, as Math.pow(10, k) need not be
    }

    /** value·10ᵏ, also where 10ᵏ alone overflows. */
    private static double shifted(double value, int k) {
        return value * power(k / 2) * power(k - k / 2);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] extended(double min, double max, int target) {
        double range = max - min;
        double slack = 1e-10 * range;
        double best = -2;
        double[] chosen = {min, max};
        for (int i = 0; i < STEPS.length; i++) {
            double q = STEPS[i];
            double plain = 1 - i / (STEPS.length - 1.0);
            if (score(plain + 1, 1, 1) < best) {
                continue;
            }
            for (int k = 2; k <= 3 * target; k++) {
                double densityLimit = k >= target ? 2 - (k - 1) / (target - 1.0) : 1;
                if (score(plain + 1, 1, densityLimit) < best) {
                    break;
                }
                // The step that gives k ticks lies between those for which k - 1 and k + 1 would fill the axis.
                for (int z = (int) Math.ceil(Math.log10(range / (k + 1) / q)); ; z++) {
                    double step = z < 0 ? q / power(-z) : q * power(z);
                    if (step * (k - 1) > range + slack) {
                        break;
                    }
                    double start = Math.ceil((min - slack) / step);
                    for (; (start + k - 1) * step <= max + slack; start++) {
                        double low = start * step;
                        double high = (start + k - 1) * step;
                        double simplicity = plain + (low <= 0 && high >= 0 ? 1 : 0);
                        double coverage = 1 - .5 * (square(max - high) + square(min - low)) / square(.1 * range);
                        double ratio = (k - 1) / (high - low) * range / (target - 1);
                        double density = 2 - Math.max(ratio, 1 / ratio);
                        double score = score(simplicity, coverage, density);
                        if (score > best) {
                            best = score;
                            chosen = new double[k];
                            for (int n = 0; n < k; n++) {
                                double value = start + n;
                                chosen[n] = z < 0 ? value * q / power(-z) : value * step;
                            }
                        }
                    }
                }
            }
        }
        return chosen;
    }

    private static double score(double simplicity, double coverage, double density) {
        return .25 * simplicity + .2 * coverage + .5 * density + .05;
    }

    private static double square(double value) {
        return value * value;
    }

    /** Writes evenly spaced numbers with just the decimals that they need, and what they have in common once. */
    private static Ticks labelled(double[] at) {
        double step = at.length > 1 ? at[1] - at[0] : 1;
        double greatest = Math.max(Math.abs(at[0]), Math.abs(at[at.length - 1]));
        double common = 0;
        if (greatest > 2e4 * step) { // more than four digits do not change from tick to tick
            double unit = power((int) Math.ceil(Math.log10(step * at.length)));
            common = Math.rint((at[0] / 2 + at[at.length - 1] / 2) / unit) * unit;
        }
        final double offset = common;
        double[] shown = Arrays.stream(at).map(v -> v - offset).toArray();
        greatest = Math.max(Math.abs(shown[0]), Math.abs(shown[shown.length - 1]));
        int exponent = greatest == 0 ? 0 : (int) Math.floor(Math.log10(greatest) + 1e-9);
        exponent = greatest >= 1e6 || (greatest < .01 && !fits(step, 3)) ? exponent : 0;
        int decimals = 0;
        while (decimals < 15 && !fits(shifted(step, -exponent), decimals)) {
            decimals++;
        }
        var labels = new String[at.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = fixed(shifted(shown[i], -exponent), decimals);
        }
        String factor = exponent == 0 ? "" : "×10" + superscript(exponent);
        if (offset != 0) {
            factor += (factor.isEmpty() ? "" : " ") + (offset < 0 ? "− " : "+ ") + number(Math.abs(offset), 15);
        }
        return new Ticks(at, labels, NONE, factor);
    }

    private static boolean fits(double step, int decimals) {
        double scaled = step * Math.pow(10, decimals);
        return scaled > .5 && Math.abs(scaled - Math.rint(scaled)) < 1e-4 * scaled;
    }

    private static String fixed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(value));
        boolean zero = text.chars().allMatch(c -> c == '0' || c == '.');
        return value < 0 && !zero ? "−" + text : text;
    }

    /**
     * A number as in a running text: 0.25, −3, 1.5×10⁻⁷.
     *
     * @param value the number
     * @return the text, with a true minus sign and up to six significant digits
     */
    public static String plain(double value) {
        return number(value, 6);
    }

    private static String number(double value, int precision) {
        if (value == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }
        var digits = new BigDecimal(Math.abs(value))
                .round(new MathContext(precision))
                .stripTrailingZeros();
        String sign = value < 0 ? "−" : "";
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < Math.max(6, precision)) {
            return sign + digits.toPlainString();
        }
        var mantissa = digits.movePointLeft(exponent);
        String front = mantissa.compareTo(BigDecimal.ONE) == 0 ? "" : mantissa.toPlainString() + "×";
        return sign + front + "10" + superscript(exponent);
    }

    /**
     * Digits as superscripts.
     *
     * @param digits digits and minus signs
     * @return the text
     */
    public static String superscript(String digits) {
        var text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            text.append(c == '-' || c == '−' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        }
        return text.toString();
    }

    private static String superscript(int exponent) {
        return superscript(Integer.toString(exponent));
    }
}
