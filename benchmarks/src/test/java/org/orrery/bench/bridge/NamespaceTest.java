package org.orrery.bench.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.bench.sidebyside.Python;

/** The Python end of the bridge: every function and attribute of the standard, in brief, beside NumPy. */
class NamespaceTest {
    private static final Path SCRIPTS = Path.of("src/main/python").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void everyFunctionOfTheStandardAgreesWithNumPy() throws IOException, InterruptedException {
        // NumPy has the names of the standard since version 2, and all signatures since 2.3.
        var python = Python.find(List.of("numpy")).stream()
                .filter(candidate -> {
                    var version = candidate.modules().getOrDefault("numpy", "0").split("\\.");
                    return Integer.parseInt(version[0]) > 2
                            || (version[0].equals("2") && Integer.parseInt(version[1]) >= 3);
                })
                .findFirst();
        Assumptions.assumeTrue(python.isPresent(), "no Python with numpy 2.3 or newer");
        Assumptions.assumeTrue(Files.isDirectory(SCRIPTS), "no " + SCRIPTS + ": not run in the module's folder");

        var lines = run(python.orElseThrow(), "compare_with_numpy.py", "--brief");
        assertThat(lines).anyMatch(line -> line.matches("\\d+ functions and attributes, \\d{5,} calls, 0 failures, .*"));
    }

    private List<String> run(Python python, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(python.program().toString(), SCRIPTS.resolve(arguments[0]).toString()));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var classPath = System.getProperty("java.class.path");
        var output = folder.resolve("output");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("ORRERY_BRIDGE", "'" + java + "' -cp '" + classPath + "' " + Bridge.class.getName());
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
