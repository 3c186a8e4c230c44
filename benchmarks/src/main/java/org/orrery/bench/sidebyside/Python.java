package org.orrery.bench.sidebyside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Python interpreter and those of the wanted modules that it can import.
 *
 * <p>Candidates, in this order: the system property {@code orrery.python}, the environment variable
 * {@code ORRERY_PYTHON}, {@code python3} and {@code python} on the path, {@code /usr/bin/python3}. Each is asked by
 * importing the modules, so that a broken installation counts as none. Several interpreters may serve different modules.
 *
 * @param program the interpreter
 * @param version its version
 * @param modules name to version of the modules found in it
 */
public record Python(Path program, String version, Map<String, String> modules) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS_TO_ANSWER = 120;

    // Reads names from its arguments, prints one line of JSON; runs on any Python 3.
    private static final String QUESTION =
            """
            import importlib, json, platform, sys
            found = {}
            for name in sys.argv[1:]:
                try:
                    found[name] = importlib.import_module(name).__version__
                except Exception:
                    pass
            print(json.dumps({'program': sys.executable, 'version': platform.python_version(), 'modules': found}))""";

    /**
     * Keeps its own copy of the map.
     *
     * @param program the interpreter
     * @param version its version
     * @param modules name to version
     */
    public Python {
        modules = Map.copyOf(modules);
    }

    /**
     * Asks every candidate of this machine.
     *
     * @param modules the modules to ask for
     * @return the interpreters that answered, each once, best candidate first
     * @throws IOException if temporary files cannot be written
     */
    public static List<Python> find(List<String> modules) throws IOException {
        return find(
                candidates(System.getProperty("orrery.python"), System.getenv("ORRERY_PYTHON"), System.getenv("PATH")),
                modules);
    }

    /**
     * Asks the given candidates.
     *
     * @param candidates programs that may be Python interpreters
     * @param modules the modules to ask for
     * @return the interpreters that answered, each once, in the order of the candidates
     * @throws IOException if temporary files cannot be written
     */
    public static List<Python> find(List<Path> candidates, List<String> modules) throws IOException {
        var found = new LinkedHashMap<Path, Python>();
        for (var candidate : candidates) {
            var python = ask(candidate, modules);
            if (python != null) {
                found.putIfAbsent(python.program(), python);
            }
        }
        return List.copyOf(found.values());
    }

    /**
     * The first interpreter that has a module.
     *
     * @param pythons interpreters, best first
     * @param module the module
     * @return the interpreter, or nothing if none has the module
     */
    public static Optional<Python> with(List<Python> pythons, String module) {
        return pythons.stream()
                .filter(python -> python.modules().containsKey(module))
                .findFirst();
    }

    /**
     * The programs to ask, in order, each once; only those that exist.
     *
     * @param property the interpreter named by a system property, or null
     * @param variable the interpreter named by an environment variable, or null
     * @param path the search path, or null
     * @return the candidates
     */
    public static List<Path> candidates(@Nullable String property, @Nullable String variable, @Nullable String path) {
        var programs = new LinkedHashSet<Path>();
        for (var named : new String[] {property, variable}) {
            if (named != null && !named.isBlank()) {
                programs.addAll(named.contains(File.separator) ? List.of(Path.of(named)) : onPath(named, path));
            }
        }
        programs.addAll(onPath("python3", path));
        programs.addAll(onPath("python", path));
        programs.add(Path.of("/usr/bin/python3"));
        return programs.stream().filter(Files::isExecutable).toList();
    }

    private static List<Path> onPath(String program, @Nullable String path) {
        var found = new ArrayList<Path>();
        for (var folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
            var file = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(file)) {
                found.add(file);
            }
        }
        return found;
    }

    /** What a candidate answers, or null if it is no working Python 3. */
    private static @Nullable Python ask(Path candidate, List<String> modules) throws IOException {
        var command = new ArrayList<>(List.of(candidate.toString(), "-c", QUESTION));
        command.addAll(modules);
        var output = Files.createTempFile("orrery-python", ".json");
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return null;
            }
            return process.exitValue() == 0 ? parse(Files.readString(output, StandardCharsets.UTF_8)) : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (IOException e) {
            // Not a program, or not an answer: the next candidate may do better.
            return null;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static @Nullable Python parse(String text) throws IOException {
        JsonNode answer = JSON.readTree(text);
        if (answer == null || !answer.path("program").isTextual()) {
            return null;
        }
        var modules = new LinkedHashMap<String, String>();
        answer.path("modules")
                .properties()
                .forEach(entry -> modules.put(entry.getKey(), entry.getValue().asText()));
        return new Python(
                Path.of(answer.path("program").asText()), answer.path("version").asText(), modules);
    }

    /**
     * The environment that a peer is measured in: one thread; memory kept by malloc instead of being returned to the
     * system and fetched again page by page (which would cost pydata/sparse a factor of five on a virtual machine); the
     * processor's own BLAS kernels, whatever this shell has set for other purposes.
     *
     * @return the settings
     */
    public static Contestant.Environment fairSettings() {
        return new Contestant.Environment(
                Map.of(
                        "MALLOC_MMAP_THRESHOLD_", "2000000000",
                        "MALLOC_TRIM_THRESHOLD_", "8000000000",
                        "MALLOC_TOP_PAD_", "100000000",
                        "OPENBLAS_NUM_THREADS", "1",
                        "OMP_NUM_THREADS", "1"),
                List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"));
    }
}
