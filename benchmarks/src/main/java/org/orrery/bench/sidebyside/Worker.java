package org.orrery.bench.sidebyside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Java end of a {@link Contestant}: answers requests about a workload until its input ends.
 *
 * <p>The first round of an operation begins with a warm-up that lets the compilers finish, the first round with other
 * operands with a short one. An operation of nanoseconds is timed in groups, so that the clock's own step (tens of
 * nanoseconds) does not show.
 */
public final class Worker {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double WARM_UP_SECONDS = 1.5;
    private static final double NEW_OPERANDS_SECONDS = 0.2;
    private static final double SHORTEST_GROUP_SECONDS = 50e-6;
    private static final int LARGEST_GROUP = 1 << 20;
    private static final int TRIES = 5;

    /** Keeps every result reachable for a moment, so that no compiler may leave the work out. */
    @SuppressWarnings("unused")
    private static @Nullable Object sink;

    private final Workload workload;
    private final Map<String, Object> operands = new HashMap<>();
    private final Set<String> warm = new HashSet<>();

    private Worker(Workload workload) {
        this.workload = workload;
    }

    /** What a worker can do. */
    public interface Workload {
        /**
         * Versions and settings.
         *
         * @return name to value
         */
        Map<String, String> about();

        /**
         * Loads a matrix from its stored entries.
         *
         * @param kind how it is to be stored
         * @param folder where {@code row.npy}, {@code col.npy} and {@code value.npy} lie
         * @param rows the number of rows
         * @param columns the number of columns
         * @return the operand
         * @throws IOException if a file cannot be read
         */
        Object matrix(String kind, Path folder, long rows, long columns) throws IOException;

        /**
         * Loads a dense array.
         *
         * @param file an {@code .npy} file
         * @return the operand
         * @throws IOException if it cannot be read
         */
        Object array(Path file) throws IOException;

        /**
         * An operation, ready to be run again and again.
         *
         * @param name its name
         * @param operands its operands
         * @return the operation
         */
        Operation operation(String name, List<Object> operands);

        /**
         * Writes a result in the form that {@link Agreement} compares.
         *
         * @param result what an operation returned
         * @param folder an existing folder
         * @param wholeUpTo up to how many elements the result is written whole
         * @throws IOException if a file cannot be written
         */
        void write(Object result, Path folder, long wholeUpTo) throws IOException;
    }

    /**
     * An operation on its operands.
     *
     * @param code what it runs, as a user would write it
     * @param body runs it once
     */
    public record Operation(String code, Supplier<Object> body) {}

    /**
     * Answers requests on the standard streams, so that it can be all that the main method of a workload does. What a
     * library might print goes to the standard error: nothing may come between the answers.
     *
     * @param workload what is asked for
     * @throws IOException if the input cannot be read
     */
    public static void serve(Workload workload) throws IOException {
        var answers = System.out;
        System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        serve(workload, System.in, answers);
    }

    /**
     * Answers requests, one line of JSON each, until the input ends.
     *
     * @param workload what is asked for
     * @param in requests
     * @param out answers
     * @throws IOException if the input cannot be read
     */
    public static void serve(Workload workload, InputStream in, PrintStream out) throws IOException {
        var worker = new Worker(workload);
        var requests = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (var line = requests.readLine(); line != null; line = requests.readLine()) {
            Map<String, ?> answer;
            try {
                answer = worker.answer(JSON.readTree(line));
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                // The runner shows it in the cell of this row and goes on.
                answer = Map.of("error", e.toString());
            }
            out.println(JSON.writeValueAsString(answer));
            out.flush();
        }
    }

    private Map<String, ?> answer(JsonNode request) throws IOException {
        switch (request.path("do").asText()) {
            case "about" -> {
                return workload.about();
            }
            case "load" -> operands.put(request.path("as").asText(), load(request));
            case "clear" -> operands.clear();
            case "time" -> {
                return time(request);
            }
            case "result" -> {
                var result = operation(request).body().get();
                workload.write(
                        result,
                        Path.of(request.path("folder").asText()),
                        request.path("wholeUpTo").asLong());
            }
            default -> throw new IllegalArgumentException("unknown request " + request);
        }
        return Map.of();
    }

    private Object load(JsonNode request) throws IOException {
        var shape = request.path("shape");
        return request.path("kind").asText().equals("array")
                ? workload.array(Path.of(request.path("file").asText()))
                : workload.matrix(
                        request.path("kind").asText(),
                        Path.of(request.path("folder").asText()),
                        shape.path(0).asLong(),
                        shape.path(1).asLong());
    }

    private Operation operation(JsonNode request) {
        var arguments = new ArrayList<Object>();
        for (var name : request.path("operands")) {
            var operand = operands.get(name.asText());
            if (operand == null) {
                throw new IllegalArgumentException("no operand is called " + name.asText());
            }
            arguments.add(operand);
        }
        return workload.operation(request.path("operation").asText(), arguments);
    }

    private Map<String, ?> time(JsonNode request) {
        var operation = operation(request);
        var name = request.path("operation").asText() + " "
                + Objects.requireNonNull(
                                operands.get(request.path("operands").path(0).asText()))
                        .getClass();
        if (warm.add(name)) {
            repeat(operation, WARM_UP_SECONDS);
        }
        if (warm.add(name + request.path("operands"))) {
            repeat(operation, NEW_OPERANDS_SECONDS);
        }
        var group = group(operation.body());
        var samples = new ArrayList<Double>();
        var end = System.nanoTime() + (long) (request.path("seconds").asDouble() * 1e9);
        while (samples.size() < 3 || System.nanoTime() < end) {
            samples.add(time(operation.body(), group));
        }
        return Map.of("seconds", samples, "code", operation.code());
    }

    /** How many runs make a group; the fastest of some tries counts, so that an interruption does not end the search. */
    private static int group(Supplier<Object> body) {
        var group = 1;
        while (group < LARGEST_GROUP) {
            var fastest = Double.POSITIVE_INFINITY;
            for (var i = 0; i < TRIES && fastest * group >= SHORTEST_GROUP_SECONDS; i++) {
                fastest = Math.min(fastest, time(body, group));
            }
            if (fastest * group >= SHORTEST_GROUP_SECONDS) {
                break;
            }
            group *= 2;
        }
        return group;
    }

    private static void repeat(Operation operation, double seconds) {
        var end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            sink = operation.body().get();
        } while (System.nanoTime() < end);
    }

    /** Seconds for one of a group. */
    private static double time(Supplier<Object> body, int group) {
        var start = System.nanoTime();
        for (var i = 0; i < group; i++) {
            sink = body.get();
        }
        return (System.nanoTime() - start) / 1e9 / group;
    }
}
