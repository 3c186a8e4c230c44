package org.orrery.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.ndarray.BackendException;

class CudaLibrariesTest {
    @Test
    void refusesNativesOfAnotherUser(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("libJCudaDriver-12.6.0-linux-x86_64.so"));
        assertThatCode(() -> CudaLibraries.checkExtracted(folder)).doesNotThrowAnyException();
        try {
            Files.setOwner(
                    file, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (IOException e) {
            abort("this user cannot give a file to another: " + e);
        }
        assertThatThrownBy(() -> CudaLibraries.checkExtracted(folder))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith(file + " belongs to nobody, and JCuda would load it");
    }

    @Test
    void quotesTheLinkersFirstMessage() {
        var first = new UnsatisfiedLinkError(
                "Error while loading native library \"X\"\n  /tmp/libX.so: libcuda.so.1: cannot open shared object file: no");
        String expected = "libcuda.so.1: cannot open shared object file: no";
        assertThat(CudaLibraries.missing("first test", first)).isEqualTo(expected);
        assertThat(CudaLibraries.missing("first test", new NoClassDefFoundError("X")))
                .isEqualTo(expected);
        assertThat(CudaLibraries.missing("second test", new NoClassDefFoundError("X")))
                .isEqualTo("X");
    }
}
