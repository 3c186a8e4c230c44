package org.orrery.bench.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.bench.sidebyside.Python;

/** The Python end of the bridge: every function and attribute of the standard, in brief, beside NumPy. */
class NamespaceTest {
    private static final Path SCRIPTS = Path.of("src/main/python").toAbsolutePath();

    @TempDir
    Path folder;

    private static Path program = Path.of("python3");

    @BeforeAll
    static void find() throws IOException {
        // NumPy has the names of the standard since version 2, and all signatures since 2.3.
        var found = Python.find(List.of("numpy")).stream()
                .filter(candidate -> {
                    var version = candidate.modules().getOrDefault("numpy", "0").split("\\.");
                    return Integer.parseInt(version[0]) > 2
                            || (version[0].equals("2") && Integer.parseInt(version[1]) >= 3);
                })
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no Python with numpy 2.3 or newer");
        Assumptions.assumeTrue(Files.isDirectory(SCRIPTS), "no " + SCRIPTS + ": not run in the module's folder");
        program = found.orElseThrow().program();
    }

    @Test
    void everyFunctionOfTheStandardAgreesWithNumPy() throws IOException, InterruptedException {
        var lines = run(SCRIPTS.resolve("compare_with_numpy.py").toString(), "--brief");
        assertThat(lines)
                .anyMatch(line -> line.matches("\\d+ functions and attributes, \\d{5,} calls, 0 failures, .*"));
    }

    @Test
    void theNamespaceHasEveryNameOfTheStandard() throws IOException, InterruptedException {
        var page = Path.of("../docs/array-api.md");
        Assumptions.assumeTrue(Files.exists(page), "no page of the standard's functions");
        var names = new ArrayList<String>();
        var place = "xp";
        for (var line : Files.readAllLines(page)) {
            if (line.startsWith("## ")) {
                place = line.contains("linalg")
                        ? "xp.linalg"
                        : line.contains("fft")
                                ? "xp.fft"
                                : line.contains("Inspection")
                                        ? "xp.__array_namespace_info__()"
                                        : line.matches(".*(object|no place).*") ? "xp.ones((3, 3))" : "xp";
            }
            var name = Pattern.compile("^\\| `(\\w+)` \\|").matcher(line);
            if (name.find()) {
                names.add(place + "." + name.group(1));
            }
        }
        assertThat(names).hasSizeGreaterThan(200);
        var check = "import sys, orrery_arrays as xp; [eval(n) for n in sys.argv[1:]]; print('all there')";
        var arguments = new ArrayList<>(List.of("-c", check));
        arguments.addAll(names);
        assertThat(run(arguments.toArray(String[]::new))).containsExactly("all there");
    }

    private List<String> run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var classPath = System.getProperty("java.class.path");
        var output = folder.resolve("output");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("ORRERY_BRIDGE", "'" + java + "' -cp '" + classPath + "' " + Bridge.class.getName());
        builder.environment().put("PYTHONPATH", SCRIPTS.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        var process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ends in time").isTrue();
        } finally {
            process.destroy();
        }
        return Files.readAllLines(output);
    }
}
