package org.orrery.ndarray;

import java.util.ArrayList;
import java.util.List;
import org.orrery.ndarray.device.Devices;
import org.orrery.ndarray.parallel.Parallel;

/**
 * What runs the arithmetic here.
 *
 * <pre>{@code
 * Backends.describe();
 * }</pre>
 */
public final class Backends {
    private Backends() {}

    /**
     * Tells what was found, what not and why, and what would turn it on: the virtual machine, the threads, the Vector
     * API, native libraries and devices.
     *
     * @return a description of several lines
     */
    public static String describe() {
        List<String> lines = new ArrayList<>();
        Package core = Backends.class.getPackage();
        String version = core.getImplementationVersion();
        lines.add("Orrery " + (version == null ? "(a build without a version)" : version) + " on Java "
                + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        lines.add("Threads: " + Parallel.threads() + " of "
                + Runtime.getRuntime().availableProcessors() + " processors, mode "
                + Parallel.mode().name());
        lines.add(Vectorization.describe());
        lines.add("Linear algebra: Java, built in");
        lines.add(Devices.describe());
        Providers<Backend> backends = Providers.of(Backend.class);
        for (Backend backend : backends.found()) {
            lines.add(backend.name() + ": " + state(backend));
        }
        lines.addAll(backends.problems());
        if (backends.found().isEmpty() && backends.problems().isEmpty()) {
            lines.add("Backends: none on the class path; everything runs in Java");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String state(Backend backend) {
        try {
            return backend.probe();
        } catch (BackendException | LinkageError e) {
            return "not used: " + e.getMessage();
        }
    }
}
