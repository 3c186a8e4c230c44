package org.orrery.bench.reproduction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.orrery.bench.sidebyside.Contestant;

/** The Python side of a subject as files that an interpreter can run. */
public final class PeerScript {
    /** What the scripts of all subjects import: the counterpart of {@code Worker}. */
    private static final String SHARED = "side_by_side.py";

    private PeerScript() {}

    /**
     * Writes a subject's script and what it imports.
     *
     * @param subject the subject
     * @param folder an existing folder
     * @return the script; its argument is the module of a peer
     * @throws IOException if a file cannot be written
     */
    public static Path write(Subject subject, Path folder) throws IOException {
        copy(Contestant.class, SHARED, folder);
        return copy(subject.worker(), subject.script(), folder);
    }

    private static Path copy(Class<?> beside, String name, Path folder) throws IOException {
        var file = folder.resolve(name);
        try (var text = beside.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalArgumentException("script: no resource " + name + " beside " + beside.getName());
            }
            Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
