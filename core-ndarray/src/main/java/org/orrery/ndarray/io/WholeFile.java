package org.orrery.ndarray.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files whole or not at all: under a temporary name in the same folder, which is then moved to the wanted one. A
 * reader never sees half a file, and an error leaves an older file as it was.
 *
 * <pre>{@code
 * WholeFile.write(path, out -> out.write(bytes));
 * }</pre>
 */
public final class WholeFile {
    /** What writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes everything.
         *
         * @param out the stream, without a buffer, which the caller closes
         * @throws IOException if that fails
         */
        void writeTo(OutputStream out) throws IOException;
    }

    private WholeFile() {}

    /**
     * Writes a file.
     *
     * @param path the file, which is replaced if there is one; devices and pipes are written to directly, and of a
     *     symbolic link the file that it leads to is replaced
     * @param content what writes the content
     * @throws IOException if the folder does not exist or writing fails
     */
    public static void write(Path path, Content content) throws IOException {
        boolean exists = Files.exists(path);
        if (exists && Files.isDirectory(path)) {
            throw new IOException("cannot write " + path + ": it is a folder");
        }
        if (exists && !Files.isRegularFile(path)) {
            try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
                content.writeTo(out);
            }
            return;
        }
        Path target = exists ? path.toRealPath() : path.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("cannot write " + path + ": there is no folder " + folder);
        }
        Path draft = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW)) {
                content.writeTo(out);
            }
            move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
