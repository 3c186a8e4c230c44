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
     * @return a description of several lines, which prints whole in JShell too
     */
    public static Description describe() {
        List<String> lines = new ArrayList<>();
        Package core = Backends.class.getPackage();
        String version = core.getImplementationVersion();
        lines.add("Orrery " + (version == null ? "(a build without a version)" : version) + " on Java "
                + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        lines.add("Threads: " + Parallel.threads() + " of "
                + Runtime.getRuntime().availableProcessors() + " processors, mode "
                + Parallel.mode().name());
        lines.add(Vectorization.describe());
        Providers<LinearAlgebraProvider> providers = Providers.of(LinearAlgebraProvider.class);
        lines.add("Linear algebra: " + chosen());
        for (LinearAlgebraProvider provider : providers.found()) {
            lines.add("  found " + provider.name() + ": " + state(provider));
        }
        lines.addAll(providers.problems());
        lines.add(Devices.describe());
        return new Description(lines);
    }

    /**
     * What is here, line by line.
     *
     * @param lines the lines
     */
    public record Description(List<String> lines) {
        /**
         * Keeps its own copy.
         *
         * @param lines the lines
         */
        public Description {
            lines = List.copyOf(lines);
        }

        /** The lines, one below the other. */
        @Override
        public String toString() {
            return String.join(System.lineSeparator(), lines);
        }
    }

    /**
     * What computes products and factorisations: the provider that {@code -Dorrery.linalg} names ({@code java},
     * {@code openblas}, {@code cuda}), by default a native one that was found and works, else Java. A GPU is never chosen
     * without being named, and {@code -Dorrery.strict=true} chooses Java.
     *
     * @return the provider, the same one in every call
     * @throws BackendException if the named one is missing or does not work
     */
    public static LinearAlgebraProvider linearAlgebra() {
        return LinearAlgebraChoice.get();
    }

    private static String chosen() {
        try {
            LinearAlgebraProvider provider = linearAlgebra();
            return provider.name() + " (" + provider.probe() + ")";
        } catch (BackendException e) {
            return "none, since " + e.getMessage();
        }
    }

    private static String state(Backend backend) {
        try {
            return backend.probe();
        } catch (BackendException | LinkageError e) {
            return "not used: " + e.getMessage();
        }
    }
}
