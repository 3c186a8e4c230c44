package org.orrery.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
    @TempDir
    Path folder;

    private Path jdk(String name, String release) throws IOException {
        var home = folder.toRealPath().resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true);
        Files.writeString(home.resolve("release"), release);
        return home;
    }

    @Test
    void findsThoseBesideTheGivenOneNewestFirst() throws IOException {
        var running = jdk("b17", "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"17.0.15\"\nMODULES=\"java.base jdk.jshell\"\n");
        jdk("a8", "JAVA_VERSION=\"1.8.0_352\"\n");
        var newest = jdk("c25", "JAVA_VERSION=\"25.0.3\"\nMODULES=\"java.base jdk.incubator.vector\"\n");
        jdk("d", "no version here");
        Files.createDirectories(folder.resolve("empty"));
        Files.createSymbolicLink(folder.resolve("default"), newest);

        var found = Jdk.find(running);
        assertThat(found).extracting(Jdk::feature).containsExactly(17, 25, 8);
        assertThat(found.get(1)).isEqualTo(new Jdk(newest, "25.0.3"));
        assertThat(found.get(1).java()).isEqualTo(newest.resolve("bin/java"));
        assertThat(found.get(1).hasVectorApi()).isTrue();
        assertThat(found.get(0).hasVectorApi()).isFalse();
        assertThat(Jdk.of(found, 25)).contains(found.get(1));
        assertThat(Jdk.of(found, 21)).isEmpty();
    }

    @Test
    void theRunningJavaIsFound() throws IOException {
        var feature = Runtime.version().feature();
        assertThat(Jdk.find().get(0).feature()).isEqualTo(feature);
    }
}
