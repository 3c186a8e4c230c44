package org.orrery.ndarray.parallel.modes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Fft;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.Sorting;
import org.orrery.ndarray.Statistics;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;

/** What core computes has the same bits in every mode, at the outermost level and in a nested region. */
class BitsTest {

    private static final DenseArray X = Sampling.normal(Shape.of(700, 800), Sampling.seed(1));

    static Stream<Mode> modes() {
        Modes three = new Modes(3, 2);
        return Stream.of(
                Mode.STEALING,
                Mode.stealing(5),
                three.shares(1),
                three.shares(2),
                three.sharesInUse(1),
                three.exclusive(),
                three.counting(),
                three.countingFree(),
                three.unmanaged());
    }

    private static List<NdArray> results() {
        NdArray single = X.convert(DType.FLOAT32);
        return List.of(
                Statistics.sum(X),
                Statistics.sum(X, Axes.of(0)),
                Statistics.sum(X, Axes.of(1)),
                Statistics.std(X),
                Statistics.sum(single),
                Statistics.std(single, Axes.of(0)),
                Elementwise.exp(X),
                Sorting.sort(X.reshape(-1)),
                Sorting.argsort(X.reshape(-1)),
                LinearAlgebra.matmul(X.get(":, :300"), X.get(":300, :")),
                LinearAlgebra.matmul(single.get(":, :300"), single.get(":300, :")),
                Fft.fft(X),
                Sampling.normal(Shape.of(100_000), Sampling.seed(2)));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void coreHasTheSameBits(Mode mode) {
        List<NdArray> expected = Parallel.in(Mode.SERIAL, BitsTest::results);
        Supplier<List<List<NdArray>>> nested = () -> {
            List<List<NdArray>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(List.of());
            }
            Parallel.forEach(3, i -> all.set((int) i, results()));
            return all;
        };
        List<List<NdArray>> inside = Parallel.in(mode, nested);
        List<NdArray> outside = Parallel.in(mode, BitsTest::results);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(outside.get(i)).isEqualTo(expected.get(i));
            for (List<NdArray> one : inside) {
                assertThat(one.get(i)).isEqualTo(expected.get(i));
            }
        }
    }

    @Test
    void aReductionHasTheSameBitsInRandomModes() {
        double[] x = new Random(5).doubles(300_003, -1, 1).toArray();
        List<Mode> modes = modes().toList();
        Supplier<Double> sum = () -> Parallel.<Double>reduce(
                x.length,
                1000,
                (from, to) -> {
                    double s = 0;
                    for (int i = (int) from; i < to; i++) {
                        s += x[i];
                    }
                    return s;
                },
                Double::sum);
        double expected = Parallel.in(Mode.SERIAL, sum);
        Random random = new Random(6);
        for (int round = 0; round < 100; round++) {
            Mode outer = modes.get(random.nextInt(modes.size()));
            Mode inner = modes.get(random.nextInt(modes.size()));
            Parallel.in(
                    outer,
                    () -> Parallel.forEach(
                            4, i -> assertThat(Parallel.in(inner, sum)).isEqualTo(expected)));
        }
    }
}
