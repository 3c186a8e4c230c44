package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.testing.Fuzz;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.NumPy;

class IndexFuzzTest {
    private static List<byte[]> corpus() {
        Generators random = new Generators(1);
        List<byte[]> corpus = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            corpus.add(random.indexExpression(random.shape()).getBytes(StandardCharsets.UTF_8));
        }
        return corpus;
    }

    @Test
    void brokenExpressionsEndInIllegalArgumentExceptions() {
        var outcome = Fuzz.bytes(
                corpus(),
                bytes -> Index.parse(new String(bytes, StandardCharsets.UTF_8)),
                Set.of(IllegalArgumentException.class),
                20_000,
                1,
                new Fuzz.Bounds(1L << 20, Fuzz.Bounds.DEFAULT.time()));
        assertThat(outcome.accepted()).isGreaterThan(1000);
        assertThat(outcome.refused()).containsOnlyKeys("IllegalArgumentException");
    }

    /** Any expression that parses either gives an array or the exceptions that {@code get} documents. */
    @Test
    void whatParsesEitherFitsOrIsRefused() {
        DenseArray a = Creation.arange(120).reshape(4, 5, 6);
        var outcome = Fuzz.bytes(
                corpus(),
                bytes -> assertThat(
                                a.get(new String(bytes, StandardCharsets.UTF_8)).toString())
                        .isNotEmpty(),
                Set.of(IllegalArgumentException.class, ShapeException.class, IndexOutOfBoundsException.class),
                20_000,
                2,
                new Fuzz.Bounds(16L << 20, Fuzz.Bounds.DEFAULT.time()));
        assertThat(outcome.accepted()).isGreaterThan(1000);
    }

    @Test
    void generatedExpressionsMeanWhatTheyMeanToNumPy() {
        NumPy.assume();
        Generators random = new Generators(3);
        List<String> expressions = new ArrayList<>();
        List<DenseArray> results = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            DenseArray a = random.view(DType.INT32, random.shape());
            String index = random.indexExpression(a.shape());
            expressions.add("show(" + NumPy.expression(a) + "[" + index.replace("newaxis", "np.newaxis") + "])");
            results.add(a.get(index));
        }
        List<String> expected = NumPy.strings(
                """
                def show(a):
                    return str(a.shape) + ' ' + np.asarray(a).tobytes().hex()
                """,
                expressions);
        for (int i = 0; i < expected.size(); i++) {
            DenseArray r = results.get(i);
            assertThat(r.shape() + " " + java.util.HexFormat.of().formatHex(NumPy.littleEndian(r)))
                    .as(expressions.get(i))
                    .isEqualTo(expected.get(i));
        }
    }

    @Test
    void generatorsRepeatThemselves() {
        for (long seed = 0; seed < 20; seed++) {
            Generators one = new Generators(seed);
            Generators two = new Generators(seed);
            assertThat(one.any()).isEqualTo(two.any());
            assertThat(one.indexExpression(Shape.of(3, 4))).isEqualTo(two.indexExpression(Shape.of(3, 4)));
        }
    }

    @Test
    void generatedArraysAreOfAllKinds() {
        Generators random = new Generators(5);
        boolean[] seen = new boolean[8];
        for (int i = 0; i < 500; i++) {
            Shape s = random.shape();
            DenseArray v = random.view(DType.FLOAT64, s);
            assertThat(v.shape()).isEqualTo(s);
            assertThat(random.broadcastable(s).broadcast(s)).isEqualTo(s);
            seen[0] |= s.ndim() == 0;
            seen[1] |= s.size() == 0;
            seen[2] |= s.ndim() > 1 && Arrays.stream(s.dims()).anyMatch(n -> n == 1);
            seen[3] |= !v.isContiguous();
            for (int axis = 0; axis < s.ndim(); axis++) {
                seen[4] |= v.stride(axis) < 0;
                seen[5] |= v.stride(axis) == 0 && s.get(axis) > 1;
            }
            seen[6] |= Arrays.stream(v.toDoubleArray()).anyMatch(Double::isNaN);
            seen[7] |= Arrays.stream(v.toDoubleArray()).anyMatch(Double::isInfinite);
        }
        assertThat(seen).containsOnly(true);
    }
}
