package org.orrery.bench.sidebyside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that runs one side of a comparison: it loads arrays from files, times operations and writes their results.
 *
 * <p>One request is one line of JSON on its standard input, one answer one line on its standard output; its standard
 * error goes into a log file. It ends when its input ends, so it never outlives the runner. Not thread-safe.
 */
public final class Contestant implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINES_OF_LOG = 5;

    private final String name;
    private final List<String> command;
    private final Process process;
    private final Path log;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private Contestant(String name, List<String> command, Process process, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.process = process;
        this.log = log;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts the process.
     *
     * @param name what messages call it
     * @param command the program and its arguments
     * @param environment how it sees the environment
     * @param log where its standard error goes
     * @return the running process
     * @throws IOException if it cannot be started
     */
    public static Contestant start(String name, List<String> command, Environment environment, Path log)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().keySet().removeAll(environment.unset());
        builder.environment().putAll(environment.set());
        return new Contestant(name, command, builder.start(), log);
    }

    /**
     * Changes to the environment of a process.
     *
     * @param set variables to set
     * @param unset variables to take away
     */
    public record Environment(Map<String, String> set, List<String> unset) {
        /**
         * Keeps its own copies.
         *
         * @param set variables to set
         * @param unset variables to take away
         */
        public Environment {
            set = Map.copyOf(set);
            unset = List.copyOf(unset);
        }

        /**
         * The environment as it is.
         *
         * @return no change
         */
        public static Environment inherited() {
            return new Environment(Map.of(), List.of());
        }
    }

    /**
     * The name given at the start.
     *
     * @return what messages call this process
     */
    public String name() {
        return name;
    }

    /**
     * The command given at the start.
     *
     * @return the program and its arguments
     */
    public List<String> command() {
        return command;
    }

    /**
     * Versions and settings of the process, as it reports them.
     *
     * @return name to value, in the order of the report
     * @throws IOException if the process failed
     */
    public Map<String, String> about() throws IOException {
        var about = new LinkedHashMap<String, String>();
        ask(Map.of("do", "about"))
                .properties()
                .forEach(entry -> about.put(entry.getKey(), entry.getValue().asText()));
        return about;
    }

    /**
     * Loads a matrix from its stored entries under a name that operations may use.
     *
     * @param as the name of the operand
     * @param kind how the process stores it, such as {@code "sparse"} or {@code "dense"}
     * @param folder where {@code row.npy}, {@code col.npy} (int64) and {@code value.npy} (float64) lie
     * @param rows the number of rows
     * @param columns the number of columns
     * @throws IOException if the process failed
     */
    public void load(String as, String kind, Path folder, long rows, long columns) throws IOException {
        ask(Map.of("do", "load", "as", as, "kind", kind, "folder", folder.toString(), "shape", List.of(rows, columns)));
    }

    /**
     * Loads a dense array under a name that operations may use.
     *
     * @param as the name of the operand
     * @param file an {@code .npy} file
     * @throws IOException if the process failed
     */
    public void load(String as, Path file) throws IOException {
        ask(Map.of("do", "load", "as", as, "kind", "array", "file", file.toString()));
    }

    /**
     * Forgets all operands.
     *
     * @throws IOException if the process failed
     */
    public void clear() throws IOException {
        ask(Map.of("do", "clear"));
    }

    /**
     * One round of timed runs of an operation, after the warm-up that the process needs.
     *
     * @param operation its name
     * @param operands the names of loaded arrays
     * @param seconds how long to go on; at least three samples are taken
     * @return the samples and the code that was timed
     * @throws IOException if the process failed
     */
    public Round time(String operation, List<String> operands, double seconds) throws IOException {
        var answer = ask(Map.of("do", "time", "operation", operation, "operands", operands, "seconds", seconds));
        var samples = new double[answer.path("seconds").size()];
        for (var i = 0; i < samples.length; i++) {
            samples[i] = answer.path("seconds").get(i).asDouble();
        }
        return new Round(samples, answer.path("code").asText());
    }

    /**
     * Times of one round.
     *
     * @param seconds the samples, seconds per operation
     * @param code the statement that was timed
     */
    @SuppressWarnings("ArrayRecordComponent") // Passed on at once to Samples; nobody compares rounds.
    public record Round(double[] seconds, String code) {}

    /**
     * Runs an operation once and writes what it returned, in the form that {@link Agreement} compares.
     *
     * @param operation its name
     * @param operands the names of loaded arrays
     * @param folder an existing folder, which receives the files
     * @param wholeUpTo up to how many elements the result is written whole, see {@link Comparison}
     * @throws IOException if the process failed
     */
    public void result(String operation, List<String> operands, Path folder, long wholeUpTo) throws IOException {
        var request = new LinkedHashMap<String, Object>();
        request.put("do", "result");
        request.put("operation", operation);
        request.put("operands", operands);
        request.put("folder", folder.toString());
        request.put("wholeUpTo", wholeUpTo);
        ask(request);
    }

    private JsonNode ask(Map<String, ?> request) throws IOException {
        String line;
        try {
            requests.write(JSON.writeValueAsString(request));
            requests.newLine();
            requests.flush();
            line = answers.readLine();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("request " + request + " is not JSON", e);
        } catch (IOException e) {
            throw new IOException(name + " ended: " + lastWords(), e);
        }
        if (line == null) {
            throw new IOException(name + " ended: " + lastWords());
        }
        var answer = JSON.readTree(line);
        if (answer.has("error")) {
            throw new IOException(name + ": " + answer.path("error").asText());
        }
        return answer;
    }

    private String lastWords() throws IOException {
        var state = new ArrayList<String>();
        try {
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                state.add("exit status " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
        state.addAll(lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        return String.join("; ", state);
    }

    /** Ends the process: closes its input and, where that is not enough, stops it. */
    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException e) {
            // The process is gone already, and its end is what close is for.
            process.destroy();
        }
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
