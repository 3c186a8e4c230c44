package org.orrery.backend.cuda;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orrery.ndarray.BackendException;

/** Where a CUDA toolkit keeps its libraries and programs. */
final class CudaLibraries {
    private static final System.Logger LOGGER = System.getLogger(CudaLibraries.class.getPackageName());
    private static final Pattern MISSING = Pattern.compile("[\\w.+-]+: cannot open shared object file[^\\n]*");
    private static final Map<String, String> REASONS = new ConcurrentHashMap<>();
    private static final Path INSTALLED = Path.of("/usr/local");

    private CudaLibraries() {}

    /** The folders of toolkits: what the environment names, then the usual place. */
    static List<Path> toolkits() {
        List<Path> toolkits = new ArrayList<>();
        for (String variable : List.of("CUDA_HOME", "CUDA_PATH")) {
            String value = System.getenv(variable);
            if (value != null && !value.isEmpty()) {
                toolkits.add(Path.of(value));
            }
        }
        if (Files.isDirectory(INSTALLED)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(INSTALLED, "cuda*")) {
                found.forEach(toolkits::add);
            } catch (IOException e) {
                return toolkits; // what cannot be listed cannot be used
            }
        }
        return toolkits;
    }

    /**
     * Loads a library of a toolkit that the system's linker does not know. JCuda's natives then find it by its name.
     * Where there is none, loading those natives says so.
     */
    static void preload(String library) {
        for (Path toolkit : toolkits()) {
            Path file = toolkit.resolve("lib64").resolve(library);
            if (Files.isRegularFile(file)) {
                try {
                    System.load(file.toAbsolutePath().toString());
                    return;
                } catch (UnsatisfiedLinkError e) {
                    LOGGER.log(Level.DEBUG, "another toolkit may have one that fits", e);
                }
            }
        }
    }

    /**
     * Refuses what another user may have left for us: JCuda unpacks its natives into the folder for temporary files, under
     * fixed names, and loads what is there already.
     *
     * @throws BackendException if a native there belongs to somebody else than this user or root
     */
    static void checkExtracted(Path temporary) {
        try (DirectoryStream<Path> natives = Files.newDirectoryStream(temporary, "{lib,}J{C,N}*.{so,dll,dylib}")) {
            for (Path file : natives) {
                UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
                if (!isWindows() && !owner.getName().equals("root") && !owner.equals(self(temporary))) {
                    throw new BackendException(
                            file + " belongs to " + owner.getName() + ", and JCuda would load it: remove it,"
                                    + " or start java with -Djava.io.tmpdir=FOLDER that is yours");
                }
            }
        } catch (IOException e) {
            throw new BackendException("the folder for temporary files cannot be read: " + e.getMessage(), e);
        }
    }

    /** Who we are to the file system; in a container a user may have no name. */
    private static UserPrincipal self(Path temporary) throws IOException {
        Path own = Files.createTempFile(temporary, "orrery", null);
        try {
            return Files.getOwner(own);
        } finally {
            Files.delete(own);
        }
    }

    /** There the folder for temporary files is the user's own. */
    private static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    /**
     * Why natives cannot be loaded, from the linker's first message about them: later ones of the virtual machine say
     * only that it was tried before.
     */
    static String missing(String natives, LinkageError error) {
        return REASONS.computeIfAbsent(natives, first -> missing(error));
    }

    /** The part of a linker's message that names the library that is missing. */
    private static String missing(LinkageError error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        Matcher missing = MISSING.matcher(message);
        return missing.find()
                ? missing.group()
                : message.lines().findFirst().orElse("").strip();
    }
}
