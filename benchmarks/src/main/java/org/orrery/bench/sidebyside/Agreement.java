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
 * <p>A result lies in a folder in one of three forms, and both sides choose by its size alone: {@code whole.npy}, all
 * elements; {@code key.npy} and {@code value.npy}, the row-major positions of the elements that are not zero, in
 * ascending order, and these elements; or, of a dense matrix too large for that, {@code sum0.npy} and {@code sum1.npy},
 * its sums over either axis.
 *
 * @param agrees whether they agree
 * @param words how, or where they differ
 */
public record Agreement(boolean agrees, String words) {
    private static final List<String> VALUES = List.of("whole", "value", "sum0", "sum1");

    /**
     * Compares two results.
     *
     * @param ours the folder of one
     * @param peer the folder of the other
     * @param tolerance how far apart two elements may be; for sums taken in another order, n·eps·Σ|a|
     * @return whether they agree
     * @throws IOException if a file cannot be read
     */
    public static Agreement compare(Path ours, Path peer, double tolerance) throws IOException {
        if (Files.exists(peer.resolve("key.npy"))) {
            if (!Files.exists(ours.resolve("key.npy"))) {
                return new Agreement(false, "one result is sparse, the other is not");
            }
            var differ = keys(longs(ours.resolve("key.npy")), longs(peer.resolve("key.npy")));
            if (!differ.isEmpty()) {
                return new Agreement(false, differ);
            }
        }
        var worst = 0.0;
        var compared = 0L;
        for (var name : VALUES) {
            var file = name + ".npy";
            if (!Files.exists(peer.resolve(file))) {
                continue;
            }
            if (!Files.exists(ours.resolve(file))) {
                return new Agreement(false, "the results have different sizes");
            }
            var mine = doubles(ours.resolve(file));
            var theirs = doubles(peer.resolve(file));
            if (mine.length != theirs.length) {
                return new Agreement(false, count(mine.length) + " elements, the peer has " + count(theirs.length));
            }
            // A sum of sums is off by more: each of its terms may be.
            var allowed = name.startsWith("sum") ? Math.max(tolerance, mine.length * Math.ulp(1.0)) : tolerance;
            var distance = distance(mine, theirs);
            if (!(distance <= allowed)) {
                return new Agreement(
                        false, String.format(Locale.ROOT, "differ by %.2g, allowed is %.2g", distance, allowed));
            }
            worst = Math.max(worst, distance);
            compared += mine.length;
        }
        if (compared == 0
                && !Files.exists(peer.resolve("key.npy"))
                && VALUES.stream().noneMatch(name -> Files.exists(peer.resolve(name + ".npy")))) {
            return new Agreement(false, "the peer wrote no result");
        }
        var what = count(compared) + (compared == 1 ? " value" : " values");
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
