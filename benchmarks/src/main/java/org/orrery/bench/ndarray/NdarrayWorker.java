package org.orrery.bench.ndarray;

import java.io.IOException;
import java.util.List;
import org.orrery.bench.jmh.OpProfile;
import org.orrery.bench.reproduction.ArrayWorkload;
import org.orrery.bench.sidebyside.Worker;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Fft;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Sorting;
import org.orrery.ndarray.Statistics;

/** The Java side of {@code reproduce ndarray}: the counterpart of {@code ndarray_peer.py}, on our arrays. */
final class NdarrayWorker extends ArrayWorkload {
    private NdarrayWorker() {}

    public static void main(String[] arguments) throws IOException {
        OpProfile.pollute();
        Worker.serve(new NdarrayWorker());
    }

    @Override
    public Worker.Operation operation(String name, List<Object> operands) {
        var a = (DenseArray) operands.get(0);
        var b = (DenseArray) operands.get(operands.size() - 1);
        return switch (name) {
            case "add" -> new Worker.Operation("add(a, b)", () -> Elementwise.add(a, b));
            case "sum" -> new Worker.Operation("sum(a)", () -> Statistics.sum(a));
            case "sum0" -> new Worker.Operation("sum(a, axis(0))", () -> Statistics.sum(a, Axes.of(0)));
            case "sum1" -> new Worker.Operation("sum(a, axis(1))", () -> Statistics.sum(a, Axes.of(1)));
            case "expInto" -> {
                var out = Creation.emptyLike(a);
                yield new Worker.Operation("exp(out, a)", () -> Elementwise.exp(out, a));
            }
            case "sinInto" -> {
                var out = Creation.emptyLike(a);
                yield new Worker.Operation("sin(out, a)", () -> Elementwise.sin(out, a));
            }
            case "cumulativeSum" -> new Worker.Operation("cumulativeSum(a)", () -> Statistics.cumulativeSum(a));
            case "sort" -> new Worker.Operation("sort(a)", () -> Sorting.sort(a));
            case "argsort" -> new Worker.Operation("argsort(a)", () -> Sorting.argsort(a));
            case "uniform" -> {
                var seed = Sampling.seed(1);
                yield new Worker.Operation("uniform(a.shape(), seed(1))", () -> Sampling.uniform(a.shape(), seed));
            }
            case "normal" -> {
                var seed = Sampling.seed(1);
                yield new Worker.Operation("normal(a.shape(), seed(1))", () -> Sampling.normal(a.shape(), seed));
            }
            case "fft" -> new Worker.Operation("fft(a)", () -> Fft.fft(a));
            case "transpose" ->
                new Worker.Operation("a.transpose().copy()", () -> a.transpose().copy());
            case "matmul" -> new Worker.Operation("matmul(a, b)", () -> LinearAlgebra.matmul(a, b));
            case "view" ->
                new Worker.Operation("a.get(range(10, 20), step(2))", () -> a.get(Index.range(10, 20), Index.step(2)));
            case "element" -> new Worker.Operation("a.getDouble(5, 7)", () -> a.getDouble(5, 7));
            default -> throw new IllegalArgumentException("no operation is called " + name);
        };
    }
}
