package org.orrery.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orrery.ndarray.parallel.Progress;

/**
 * One operation measured on several processes in turns: each once per round, so that all of them see the same minutes.
 *
 * @param rounds how many rounds
 * @param seconds how long each process is timed in a round
 * @param scratch an existing folder for results that are compared
 */
public record Match(int rounds, double seconds, Path scratch) {
    /**
     * One side of a match.
     *
     * @param column what the outcome is filed under
     * @param process who runs it
     * @param operation the operation's name
     * @param operands the names of loaded operands
     */
    public record Side(String column, Contestant process, String operation, List<String> operands) {
        /**
         * Keeps its own copy of the list.
         *
         * @param column what the outcome is filed under
         * @param process who runs it
         * @param operation the operation's name
         * @param operands the names of loaded operands
         */
        public Side {
            operands = List.copyOf(operands);
        }
    }

    /**
     * What became of a side.
     *
     * @param samples its times, empty if it failed
     * @param code the statement that was timed
     * @param agreement how its result compares to that of the first side, empty for the first side itself
     * @param failure why there are no times, or empty
     */
    public record Outcome(Optional<Samples> samples, String code, Optional<Agreement> agreement, String failure) {}

    /**
     * Runs all rounds, then compares the results of every side with those of the first that has one.
     *
     * @param sides who takes part, the reference first
     * @param comparison what it takes for the results to agree
     * @param progress advanced by one for each side of each round
     * @return the outcome of each side by its column, in the order given
     * @throws IOException if results cannot be written or read
     */
    public Map<String, Outcome> run(List<Side> sides, Comparison comparison, Progress.Task progress)
            throws IOException {
        var times = new HashMap<Side, List<double[]>>();
        var code = new HashMap<Side, String>();
        var failures = new HashMap<Side, String>();
        for (var round = 0; round < rounds; round++) {
            for (var side : sides) {
                if (!failures.containsKey(side)) {
                    try {
                        var timed = side.process().time(side.operation(), side.operands(), seconds);
                        times.computeIfAbsent(side, key -> new ArrayList<>()).add(timed.seconds());
                        code.put(side, timed.code());
                    } catch (IOException e) {
                        failures.put(side, String.valueOf(e.getMessage()));
                    }
                }
                progress.advance(1);
            }
        }
        var agreements = compare(sides, failures, comparison);
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (var side : sides) {
            var failure = failures.getOrDefault(side, "");
            outcomes.put(
                    side.column(),
                    new Outcome(
                            failure.isEmpty()
                                    ? Optional.of(Samples.of(times.getOrDefault(side, List.of())))
                                    : Optional.empty(),
                            code.getOrDefault(side, ""),
                            Optional.ofNullable(agreements.get(side)),
                            failure));
        }
        return outcomes;
    }

    private Map<Side, Agreement> compare(List<Side> sides, Map<Side, String> failures, Comparison comparison)
            throws IOException {
        var agreements = new HashMap<Side, Agreement>();
        Optional<Path> reference = Optional.empty();
        var name = "";
        for (var side : sides) {
            if (failures.containsKey(side)) {
                continue;
            }
            var folder = Files.createTempDirectory(scratch, "result");
            try {
                side.process().result(side.operation(), side.operands(), folder, comparison.wholeUpTo());
                if (reference.isPresent()) {
                    agreements.put(
                            side, comparison.compare(folder, reference.get()).with(name));
                } else {
                    reference = Optional.of(folder);
                    name = side.process().name();
                }
            } catch (IOException e) {
                failures.put(side, String.valueOf(e.getMessage()));
            }
            if (reference.isEmpty() || !reference.get().equals(folder)) {
                delete(folder);
            }
        }
        if (reference.isPresent()) {
            delete(reference.get());
        }
        return agreements;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
