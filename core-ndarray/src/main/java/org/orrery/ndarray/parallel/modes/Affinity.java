package org.orrery.ndarray.parallel.modes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The processors of one of several child programs: STATIC(f) for processes. A child Java program that is started with
 * {@link #prefix()} and {@link #javaOptions()} has these alone, and its runtime, its garbage collector and its native
 * libraries make no more threads than that.
 *
 * <pre>{@code
 * Affinity own = Affinity.of(child, children, 1);
 * List<String> command = new ArrayList<>(own.prefix());
 * command.add("java");
 * command.addAll(own.javaOptions());
 * }</pre>
 *
 * @param processors the numbers of the processors
 */
public record Affinity(List<Integer> processors) {

    /**
     * Some processors.
     *
     * @param processors the numbers of the processors
     * @throws IllegalArgumentException if there are none
     */
    public Affinity {
        processors = List.copyOf(processors);
        if (processors.isEmpty()) {
            throw new IllegalArgumentException("processors = []: expected at least one");
        }
    }

    /**
     * The processors of one child among those that this program may use: as many as {@link Modes#share} says, side by
     * side, beginning where those of the child before end, and after the last again with the first.
     *
     * @param child the number of the child, from 0
     * @param children the number of children
     * @param factor the oversubscription factor f
     * @return its processors
     * @throws IllegalArgumentException if {@code child} is not in {@code 0 .. children - 1} or {@code factor < 1}
     */
    public static Affinity of(int child, int children, int factor) {
        return of(child, children, factor, allowed());
    }

    static Affinity of(int child, int children, int factor, List<Integer> allowed) {
        if (child < 0 || child >= children) {
            throw new IllegalArgumentException("child = " + child + ": expected from 0 to " + (children - 1));
        }
        if (factor < 1) {
            throw new IllegalArgumentException("factor = " + factor + ": expected at least 1");
        }
        int n = allowed.size();
        int share = Math.min(n, Modes.share(n, children, factor));
        long start = (long) child * share % n;
        return new Affinity(IntStream.range(0, share)
                .mapToObj(i -> allowed.get((int) ((start + i) % n)))
                .toList());
    }

    /**
     * What goes before the command: {@code taskset -c} and the processors, or nothing where there is no such program.
     *
     * @return the words, to be changed by nobody
     */
    public List<String> prefix() {
        String path = System.getenv("PATH");
        if (path == null) {
            return List.of();
        }
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "taskset"))) {
                return List.of(
                        "taskset",
                        "-c",
                        processors.stream().map(String::valueOf).collect(Collectors.joining(",")));
            }
        }
        return List.of();
    }

    /**
     * What a virtual machine must be told, where it does not see the affinity by itself.
     *
     * @return the options, to be changed by nobody
     */
    public List<String> javaOptions() {
        return List.of("-XX:ActiveProcessorCount=" + processors.size());
    }

    /** The processors that this program may use, as the system says, or else as many as there are, from 0. */
    private static List<Integer> allowed() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            String key = "Cpus_allowed_list:";
            List<Integer> numbers = lines.filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> numbers(line.substring(key.length())))
                    .orElse(List.of());
            // A container's quota, or an option, may allow fewer than the list has.
            int most = Runtime.getRuntime().availableProcessors();
            if (!numbers.isEmpty()) {
                return numbers.subList(0, Math.min(most, numbers.size()));
            }
        } catch (IOException | NumberFormatException e) {
            // Not a system that tells.
        }
        return IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .boxed()
                .toList();
    }

    static List<Integer> numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : list.strip().split(",", -1)) {
            String[] ends = part.split("-", 2);
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int n = Integer.parseInt(ends[0]); n <= last; n++) {
                numbers.add(n);
            }
        }
        return numbers;
    }
}
