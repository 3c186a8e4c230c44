package org.orrery.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsAShell() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh to play the interpreter");
    }

    private Path interpreter(String name, String body) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path answering(String name, String modules) throws IOException {
        return interpreter(
                name,
                "echo '{\"program\": \"/opt/" + name + "\", \"version\": \"3.11\", \"modules\": " + modules + "}'");
    }

    @Test
    void severalInterpretersServeDifferentModules() throws IOException {
        var one = answering("one", "{\"numpy\": \"2.4.6\", \"scipy\": \"1.17.1\"}");
        var two = answering("two", "{\"numpy\": \"1.24.2\", \"sparse\": \"0.13.0\"}");
        var found = Python.find(List.of(one, two), List.of("numpy", "scipy", "sparse"));
        assertThat(found).hasSize(2);
        assertThat(Python.with(found, "numpy").orElseThrow().modules()).containsEntry("numpy", "2.4.6");
        assertThat(Python.with(found, "sparse").orElseThrow().program()).isEqualTo(Path.of("/opt/two"));
        assertThat(Python.with(found, "torch")).isEmpty();
    }

    @Test
    void whatIsNoPythonIsLeftOut() throws IOException {
        var fails = interpreter("fails", "exit 1");
        var chats = interpreter("chats", "echo hello");
        var silent = interpreter("silent", "exit 0");
        var lists = interpreter("lists", "echo '[1, 2]'");
        var good = answering("good", "{}");
        assertThat(Python.find(List.of(fails, chats, silent, lists, good, folder.resolve("absent")), List.of("numpy")))
                .containsExactly(new Python(Path.of("/opt/good"), "3.11", Map.of()));
    }

    @Test
    void anInterpreterIsAskedForTheModulesAndCountsOnce() throws IOException {
        var echo = interpreter(
                "echo",
                "shift 2; echo \"{\\\"program\\\": \\\"/opt/e\\\", \\\"version\\\": \\\"3\\\", \\\"modules\\\": "
                        + "{\\\"$1\\\": \\\"1\\\", \\\"$2\\\": \\\"2\\\"}}\"");
        assertThat(Python.find(List.of(echo, echo), List.of("a", "b")))
                .containsExactly(new Python(Path.of("/opt/e"), "3", Map.of("a", "1", "b", "2")));
    }

    @Test
    void propertyComesBeforeVariableBeforePath() throws IOException {
        var property = answering("p/python", "{}");
        var variable = answering("v/python", "{}");
        var three = answering("bin/python3", "{}");
        var plain = answering("bin/python", "{}");
        var path = "/nonexistent:" + folder.resolve("bin");
        var candidates = Python.candidates(property.toString(), variable.toString(), path);
        assertThat(candidates).startsWith(property, variable, three, plain);
        assertThat(Python.candidates("python", null, path)).startsWith(plain, three);
        assertThat(Python.candidates(null, " ", path)).startsWith(three, plain);
        assertThat(Python.candidates(folder.resolve("absent").toString(), null, null))
                .doesNotContain(folder.resolve("absent"));
    }
}
