package org.orrery.bench.sparse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.orrery.bench.jmh.OpProfile;
import org.orrery.bench.reproduction.ArrayWorkload;
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
final class SparseWorker extends ArrayWorkload {
    private SparseWorker() {}

    public static void main(String[] arguments) throws IOException {
        OpProfile.pollute();
        Worker.serve(new SparseWorker());
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
    public void write(Object result, Path folder, long wholeUpTo) throws IOException {
        super.write(result, folder, wholeUpTo);
        if (result instanceof CooArray sparse && sparse.size() > wholeUpTo) {
            var keys = sparse.keys().longs();
            var values = sparse.values().doubles();
            var kept = IntStream.range(0, values.length)
                    .filter(k -> values[k] != 0)
                    .toArray();
            var positions = Arrays.stream(kept).mapToLong(k -> keys[k]).toArray();
            Npy.write(folder.resolve("key.npy"), DenseArray.wrap(positions));
            var stored = Arrays.stream(kept).mapToDouble(k -> values[k]).toArray();
            save(folder, "value", DenseArray.wrap(stored));
        }
    }
}
