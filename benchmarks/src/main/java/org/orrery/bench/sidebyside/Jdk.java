package org.orrery.bench.sidebyside;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An installed Java.
 *
 * @param home its folder, without links
 * @param version its version, such as {@code "25.0.3"}
 */
public record Jdk(Path home, String version) {
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"([^\"]+)\"");
    private static final Pattern MODULES = Pattern.compile("(?m)^MODULES=\"([^\"]*)\"");

    /**
     * The Java that runs this program and those in the folders beside it.
     *
     * @return each once, the running one first, then the newest
     * @throws IOException if the folders cannot be listed
     */
    public static List<Jdk> find() throws IOException {
        return find(Path.of(System.getProperty("java.home")));
    }

    /**
     * The Java in a folder and those in the folders beside it.
     *
     * @param home the folder of one
     * @return each once, the given one first, then the newest
     * @throws IOException if the folders cannot be listed
     */
    public static List<Jdk> find(Path home) throws IOException {
        var found = new LinkedHashMap<Path, Jdk>();
        var folder = home.toRealPath();
        var beside = new ArrayList<Jdk>();
        try (var folders = Files.list(requireNonNullElse(folder.getParent(), folder))) {
            for (var other : (Iterable<Path>) folders::iterator) {
                var jdk = read(other);
                if (jdk != null) {
                    beside.add(jdk);
                }
            }
        }
        beside.sort(Comparator.comparing((Jdk jdk) -> jdk.home().equals(folder) ? 0 : 1)
                .thenComparing(jdk -> -jdk.feature())
                .thenComparing(Jdk::home));
        beside.forEach(jdk -> found.putIfAbsent(jdk.home(), jdk));
        return List.copyOf(found.values());
    }

    /** The Java in a folder, or null if there is none. */
    private static @Nullable Jdk read(Path folder) throws IOException {
        var release = folder.resolve("release");
        if (!Files.isExecutable(folder.resolve("bin/java")) || !Files.isRegularFile(release)) {
            return null;
        }
        var version = VERSION.matcher(Files.readString(release, StandardCharsets.UTF_8));
        return version.find() ? new Jdk(folder.toRealPath(), version.group(1)) : null;
    }

    /**
     * The first of some installations with a feature version.
     *
     * @param jdks installations
     * @param feature the feature version, such as 25
     * @return the installation, or nothing
     */
    public static Optional<Jdk> of(List<Jdk> jdks, int feature) {
        return jdks.stream().filter(jdk -> jdk.feature() == feature).findFirst();
    }

    /**
     * The feature version.
     *
     * @return such as 25
     */
    public int feature() {
        // Before 9 the first number was a 1; the parser of java.lang.Runtime refuses those versions.
        var numbers = version.split("[^0-9]+");
        return Integer.parseInt(numbers[0].equals("1") && numbers.length > 1 ? numbers[1] : numbers[0]);
    }

    /**
     * The launcher.
     *
     * @return the path of {@code java}
     */
    public Path java() {
        return home.resolve("bin/java");
    }

    /**
     * Whether the Vector API can be had.
     *
     * @return whether this Java brings the module {@code jdk.incubator.vector}
     * @throws IOException if its description cannot be read
     */
    public boolean hasVectorApi() throws IOException {
        var modules = MODULES.matcher(Files.readString(home.resolve("release"), StandardCharsets.UTF_8));
        return modules.find()
                ? List.of(modules.group(1).split(" ")).contains("jdk.incubator.vector")
                : Files.exists(home.resolve("jmods/jdk.incubator.vector.jmod"));
    }
}
