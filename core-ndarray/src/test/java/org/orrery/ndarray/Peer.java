package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.data.Offset;
import org.orrery.ndarray.testing.NumPy;

/** Collects pairs of one of our results and a Python expression for it, and compares all of them in one run. */
final class Peer {
    private final String definitions;
    private final List<String> expressions = new ArrayList<>();
    private final List<NdArray> ours = new ArrayList<>();
    private final List<Double> tolerances = new ArrayList<>();

    Peer(String definitions) {
        this.definitions = definitions;
    }

    /**
     * Adds a pair.
     *
     * @param tolerance the greatest root mean square difference over that of the expected values
     * @param expression what Python evaluates, with {@code %s} for the arrays
     * @param arrays arrays of the expression
     */
    void add(double tolerance, NdArray found, String expression, NdArray... arrays) {
        Object[] texts =
                Arrays.stream(arrays).map(a -> NumPy.expression(a.toDense())).toArray();
        expressions.add("show(" + expression.formatted(texts) + ")");
        ours.add(found);
        tolerances.add(tolerance);
    }

    void compare() {
        List<String> theirs = NumPy.strings(
                "def show(r):\n    r = np.asarray(r)\n    return str(r.shape) + '|' + np.ascontiguousarray(r)"
                        + ".astype('<c16').tobytes().hex()\n" + definitions,
                expressions);
        for (int i = 0; i < ours.size(); i++) {
            String[] answer = theirs.get(i).split("\\|", -1);
            NdArray found = ours.get(i);
            String what = expressions.get(i).length() > 400 ? expressions.get(i).substring(0, 400) : expressions.get(i);
            assertThat(found.shape().toString()).as(what).isEqualTo(answer[0]);
            var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(answer[1])).order(ByteOrder.LITTLE_ENDIAN);
            double[] expected = new double[bytes.remaining() / 8];
            bytes.asDoubleBuffer().get(expected);
            assertThat(error(
                            (double[]) found.convert(DType.COMPLEX128)
                                    .toDense()
                                    .copy()
                                    .storage(),
                            expected))
                    .as(what)
                    .isLessThanOrEqualTo(tolerances.get(i));
        }
    }

    /** The root of the sum of squared differences over that of squares; numbers that are not finite must agree. */
    static double error(double[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        double difference = 0;
        double square = 0;
        for (int i = 0; i < found.length; i++) {
            if (Double.isFinite(expected[i])) {
                assertThat(found[i]).isFinite();
                difference += (found[i] - expected[i]) * (found[i] - expected[i]);
                square += expected[i] * expected[i];
            } else {
                assertThat(Double.valueOf(found[i])).isEqualTo(Double.valueOf(expected[i]));
            }
        }
        return square == 0 ? Math.sqrt(difference) : Math.sqrt(difference / square);
    }

    static Offset<Double> within(double d) {
        return Offset.offset(d);
    }
}
