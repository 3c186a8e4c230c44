package org.orrery.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.orrery.ndarray.io.Npy;

/**
 * Whether two processes that did the same work came to the same result.
 *
 * <p>A result lies in a folder: {@code whole.npy}, all elements, up to a size that the runner names. A larger one is
 * {@code sum0.npy} and {@code sum1.npy}, its sums over either axis, and if it is sparse also {@code key.npy} and
 * {@code value.npy}, the row-major positions of the elements that are not zero, in ascending order, and these elements.
 * Two sparse ones are compared by these, a sparse and a dense one by their sums.
 *
 * @param agrees whether they agree
 * @param words how, or where they differ
 */
public record Agreement(boolean agrees, String words) {
    /**
     * Compares two results.
     *
     * @param ours the folder of one
     * @param peer the folder of the other
     * @param tolerance how far apart two elements may be; for sums taken in another order, n·eps·Σ|a|
     * @return whether they agree
     * @throws IOException if a file cannot be read
     */
    static Agreement compare(Path ours, Path peer, double tolerance) throws IOException {
        if (both(ours, peer, "whole")) {
            return values(ours, peer, List.of("whole"), tolerance);
        }
        if (both(ours, peer, "key")) {
            var differ = keys(longs(ours.resolve("key.npy")), longs(peer.resolve("key.npy")));
            return differ.isEmpty() ? values(ours, peer, List.of("value"), tolerance) : new Agreement(false, differ);
        }
        return both(ours, peer, "sum0")
                ? values(ours, peer, List.of("sum0", "sum1"), tolerance)
                : new Agreement(false, "the results have different sizes");
    }

    /**
     * Compares two results bit by bit.
     *
     * @param ours the folder of one
     * @param peer the folder of the other
     * @return whether every element has the same bits
     * @throws IOException if a file cannot be read
     */
    static Agreement compareBits(Path ours, Path peer) throws IOException {
        var mine = doubles(ours.resolve("whole.npy"));
        var theirs = doubles(peer.resolve("whole.npy"));
        // Arrays.mismatch compares as Double.equals does, which tells zeros apart by their sign.
        var at = Arrays.mismatch(mine, theirs);
        return at < 0
                ? new Agreement(true, "same bits of " + values(mine.length))
                : new Agreement(
                        false,
                        mine.length == theirs.length
                                ? "element " + at + " is " + mine[at] + " and not " + theirs[at]
                                : different(mine, theirs));
    }

    /**
     * Compares samples of one distribution by their means and standard deviations: those of n numbers scatter by
     * σ/√n and at most 2σ/√n where the tails are not heavier than those of a normal distribution; five times that
     * happens by chance once in a million.
     *
     * @param ours the folder of one
     * @param peer the folder of the other
     * @return whether the samples may come from one distribution
     * @throws IOException if a file cannot be read
     */
    static Agreement compareDistributions(Path ours, Path peer) throws IOException {
        var mine = doubles(ours.resolve("whole.npy"));
        var theirs = doubles(peer.resolve("whole.npy"));
        if (mine.length != theirs.length) {
            return new Agreement(false, different(mine, theirs));
        }
        var mean = mean(mine);
        var otherMean = mean(theirs);
        var deviation = deviation(mine, mean);
        var otherDeviation = deviation(theirs, otherMean);
        // Twice the variance, as both are samples.
        var scatter = 5 * otherDeviation * Math.sqrt(2.0 / mine.length);
        var agrees = Math.abs(mean - otherMean) <= scatter && Math.abs(deviation - otherDeviation) <= 2 * scatter;
        var words = String.format(Locale.ROOT, "mean %.4f and deviation %.4f", mean, deviation);
        return new Agreement(
                agrees,
                agrees
                        ? "same distribution, " + words + ","
                        : words + String.format(Locale.ROOT, ", expected %.4f and %.4f", otherMean, otherDeviation));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double deviation(double[] values, double mean) {
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(Double.NaN));
    }

    private static String different(double[] mine, double[] theirs) {
        return count(mine.length) + " elements, the peer has " + count(theirs.length);
    }

    private static String values(long n) {
        return count(n) + (n == 1 ? " value" : " values");
    }

    private static boolean both(Path ours, Path peer, String name) {
        return Files.exists(ours.resolve(name + ".npy")) && Files.exists(peer.resolve(name + ".npy"));
    }

    private static Agreement values(Path ours, Path peer, List<String> names, double tolerance) throws IOException {
        var worst = 0.0;
        var compared = 0L;
        for (var name : names) {
            var mine = doubles(ours.resolve(name + ".npy"));
            var theirs = doubles(peer.resolve(name + ".npy"));
            if (mine.length != theirs.length) {
                return new Agreement(false, different(mine, theirs));
            }
            // Sums that stand for a result are taken by each side in its own order.
            var largest = Arrays.stream(theirs).map(Math::abs).max().orElse(0);
            var allowed =
                    name.startsWith("sum") ? Math.max(tolerance, mine.length * largest * Math.ulp(1.0)) : tolerance;
            var distance = distance(mine, theirs);
            if (!(distance <= allowed)) {
                return new Agreement(
                        false, String.format(Locale.ROOT, "differ by %.2g, allowed is %.2g", distance, allowed));
            }
            worst = Math.max(worst, distance);
            compared += mine.length;
        }
        var what = names.contains("sum0") ? count(compared) + " sums" : values(compared);
        return new Agreement(
                true, worst == 0 ? "same " + what : String.format(Locale.ROOT, "same %s to %.1g", what, worst));
    }

    /** The same, with the name of the one that was compared to. */
    Agreement with(String name) {
        return new Agreement(agrees, words + (agrees ? " as " : ", compared to ") + name);
    }

    private static String keys(long[] mine, long[] theirs) {
        var at = Arrays.mismatch(mine, theirs);
        if (at < 0) {
            return "";
        }
        return mine.length == theirs.length
                ? "stored position " + at + " is " + mine[at] + ", the peer's " + theirs[at]
                : count(mine.length) + " stored elements, the peer has " + count(theirs.length);
    }

    /** The largest distance; equal infinities and NaN at the same place are no distance. */
    private static double distance(double[] mine, double[] theirs) {
        var worst = 0.0;
        for (var i = 0; i < mine.length; i++) {
            if (mine[i] != theirs[i] && !(Double.isNaN(mine[i]) && Double.isNaN(theirs[i]))) {
                var distance = Math.abs(mine[i] - theirs[i]);
                worst = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : Math.max(worst, distance);
            }
        }
        return worst;
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static double[] doubles(Path file) throws IOException {
        return Npy.read(file).doubles();
    }

    private static long[] longs(Path file) throws IOException {
        return Npy.read(file).longs();
    }
}
