package org.orrery.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.orrery.bench.jmh.OpProfile;
import org.orrery.bench.sidebyside.Worker;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.Statistics;
import org.orrery.ndarray.io.Npy;
import org.orrery.sparse.CooArray;

/** The Java side of {@code reproduce sparse}: the counterpart of {@code sparse_peer.py}, on our arrays. */
final class SparseWorker implements Worker.Workload {
    /** A result up to this many elements is compared element by element; the same number is in the script. */
    private static final long WHOLE = 4_000_000;

    private SparseWorker() {}

    public static void main(String[] arguments) throws IOException {
        // Answers go to the real output; nothing that a library might print may come between.
        var answers = System.out;
        System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        OpProfile.pollute();
        Worker.serve(new SparseWorker(), System.in, answers);
    }

    @Override
    public Map<String, String> about() {
        return Map.of("java", System.getProperty("java.version"));
    }

    @Override
    public Object matrix(String kind, Path folder, long rows, long columns) throws IOException {
        var sparse = CooArray.of(
                Shape.of(rows, columns),
                Npy.read(folder.resolve("row.npy")).longs(),
                Npy.read(folder.resolve("col.npy")).longs(),
                Npy.read(folder.resolve("value.npy")).doubles());
        return kind.equals("dense") ? sparse.toDense() : sparse;
    }

    @Override
    public Object array(Path file) throws IOException {
        return Npy.read(file);
    }

    @Override
    public Worker.Operation operation(String name, List<Object> operands) {
        var a = (NdArray) operands.get(0);
        var b = (NdArray) operands.get(operands.size() - 1);
        return switch (name) {
            case "add" -> new Worker.Operation("add(a, b)", () -> Elementwise.add(a, b));
            case "multiply" -> new Worker.Operation("multiply(a, b)", () -> Elementwise.multiply(a, b));
            case "sum" -> new Worker.Operation("sum(a)", () -> Statistics.sum(a));
            case "sum0" -> sum(a, Axes.of(0), "sum(a, axis(0))");
            case "sum1" -> sum(a, Axes.of(1), "sum(a, axis(1))");
            case "addInto" -> {
                var out = DenseArray.wrap(new double[Math.toIntExact(a.size())], a.shape());
                yield new Worker.Operation("add(out, a, b)", () -> Elementwise.add(out, a, b));
            }
            case "view" ->
                new Worker.Operation("a.get(range(10, 20), step(2))", () -> a.get(Index.range(10, 20), Index.step(2)));
            default -> throw new IllegalArgumentException("no operation is called " + name);
        };
    }

    private static Worker.Operation sum(NdArray a, Axes axes, String code) {
        return new Worker.Operation(code, () -> Statistics.sum(a, axes));
    }

    @Override
    public void write(Object result, Path folder) throws IOException {
        var array = (NdArray) result;
        if (array.size() <= WHOLE) {
            write(folder, "whole", array.toDense().doubles().clone());
            return;
        }
        write(folder, "sum0", Statistics.sum(array, Axes.of(0)).toDense().doubles());
        write(folder, "sum1", Statistics.sum(array, Axes.of(1)).toDense().doubles());
        if (array instanceof CooArray sparse) {
            var keys = sparse.keys().longs();
            var values = sparse.values().doubles();
            var kept = IntStream.range(0, values.length)
                    .filter(k -> values[k] != 0)
                    .toArray();
            var positions = Arrays.stream(kept).mapToLong(k -> keys[k]).toArray();
            Npy.write(folder.resolve("key.npy"), DenseArray.wrap(positions, Shape.of(kept.length)));
            write(
                    folder,
                    "value",
                    Arrays.stream(kept).mapToDouble(k -> values[k]).toArray());
        }
    }

    private static void write(Path folder, String name, double[] values) throws IOException {
        Npy.write(folder.resolve(name + ".npy"), DenseArray.wrap(values, Shape.of(values.length)));
    }
}
