package org.orrery.bench.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixFilesTest {
    @TempDir
    Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private static String complaint(Path file) {
        return MatrixFiles.complaint(file, catchThrowableOfType(IOException.class, () -> MatrixFiles.read(file)));
    }

    @Test
    void integersAndPatternsBecomeFloats() throws IOException {
        var integers = MatrixFiles.read(
                file("i.mtx", "%%MatrixMarket matrix coordinate integer general", "2 3 2", "2 3 7", "1 2 -4"));
        assertThat(integers.rows()).isEqualTo(2);
        assertThat(integers.columns()).isEqualTo(3);
        assertThat(integers.row()).containsExactly(0, 1);
        assertThat(integers.column()).containsExactly(1, 2);
        assertThat(integers.value()).containsExactly(-4.0, 7.0);
        var pattern =
                MatrixFiles.read(file("P.MTX", "%%MatrixMarket matrix coordinate pattern symmetric", "2 2 1", "2 1"));
        assertThat(pattern.row()).containsExactly(0, 1);
        assertThat(pattern.value()).containsExactly(1.0, 1.0);
    }

    @Test
    void aComplaintNamesFileAndLine() throws IOException {
        var bad = file("bad.mtx", "%%MatrixMarket matrix coordinate real general", "2 3 1", "0 1 1.5");
        assertThat(complaint(bad)).startsWith(bad.toString()).contains("line 3").doesNotContain("\n");
    }

    @Test
    void aComplaintSaysWhatElseIsWrong() throws IOException {
        var absent = folder.resolve("absent.mtx");
        assertThat(complaint(absent)).isEqualTo(absent + ": no such file");
        var text = file("a.txt", "1 2 3");
        assertThat(complaint(text)).startsWith(text + ": expected a name that ends in .mtx");
        var complex = file("c.mtx", "%%MatrixMarket matrix coordinate complex general", "1 1 1", "1 1 2 3");
        assertThat(complaint(complex)).isEqualTo(complex + ": complex values, expected real ones");
    }
}
