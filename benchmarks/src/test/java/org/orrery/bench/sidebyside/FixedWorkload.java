package org.orrery.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.io.Npy;

/** A workload whose operations are: {@code add} a number from its arguments, {@code fail}, and {@code die}. */
final class FixedWorkload implements Worker.Workload {
    private final double number;

    private FixedWorkload(double number) {
        this.number = number;
    }

    public static void main(String[] arguments) throws IOException {
        System.err.println("a workload of its own");
        Worker.serve(new FixedWorkload(Double.parseDouble(arguments[0])));
    }

    @Override
    public Map<String, String> about() {
        return Map.of("number", String.valueOf(number), "variable", String.valueOf(System.getenv("ORRERY_TEST")));
    }

    @Override
    public Object matrix(String kind, Path folder, long rows, long columns) {
        return DenseArray.wrap(new double[] {rows, columns});
    }

    @Override
    public Object array(Path file) throws IOException {
        return Npy.read(file);
    }

    @Override
    public Worker.Operation operation(String name, List<Object> operands) {
        var values = ((DenseArray) operands.get(0)).doubles();
        return switch (name) {
            case "add" ->
                new Worker.Operation("x + " + number, () -> {
                    var result = values.clone();
                    for (var i = 0; i < result.length; i++) {
                        result[i] += number;
                    }
                    return DenseArray.wrap(result);
                });
            case "die" ->
                new Worker.Operation("exit", () -> {
                    System.exit(7);
                    return values;
                });
            default -> throw new IllegalArgumentException("no operation is called " + name);
        };
    }

    @Override
    public void write(Object result, Path folder, long wholeUpTo) throws IOException {
        Npy.write(folder.resolve("whole.npy"), (DenseArray) result);
    }
}
