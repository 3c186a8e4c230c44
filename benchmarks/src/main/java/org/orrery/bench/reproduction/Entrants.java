package org.orrery.bench.reproduction;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.orrery.bench.report.Column;
import org.orrery.bench.report.Environment.Entry;
import org.orrery.bench.sidebyside.Contestant;
import org.orrery.bench.sidebyside.Jdk;
import org.orrery.bench.sidebyside.Python;

/**
 * Everyone who takes part in a reproduction: a process for each peer that this machine has, and JVMs of ours. A peer
 * that is not there has a column all the same, which says why. Not thread-safe.
 */
public final class Entrants implements AutoCloseable {
    /** The key of our main column: JDK 25 with the Vector API where there is one. */
    public static final String OURS = "ours";

    /** The key of our column without the Vector API, on the same JDK. */
    public static final String PLAIN = "ours.plain";

    private static final String HEAP = "1g";

    private final Subject subject;
    private final Path scratch;
    private final Map<String, Contestant> processes = new LinkedHashMap<>();
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, String> absences = new LinkedHashMap<>();
    private final List<Entry> software = new ArrayList<>();
    private final List<Entry> settings = new ArrayList<>();
    private final List<String> ours = new ArrayList<>();
    private final List<Jdk> jdks;

    private Entrants(Subject subject, Path scratch) throws IOException {
        this.subject = subject;
        this.scratch = scratch;
        this.jdks = Jdk.find();
    }

    /** Starts all of them. */
    static Entrants start(Subject subject, Path scratch, boolean peers, PrintWriter out) throws IOException {
        var entrants = new Entrants(subject, scratch);
        try {
            entrants.startPeers(peers);
            entrants.startOurs();
        } catch (IOException | RuntimeException e) {
            entrants.close();
            throw e;
        }
        entrants.software.forEach(entry -> out.println("  " + entry.name() + ": " + entry.value()));
        return entrants;
    }

    private void startPeers(boolean wanted) throws IOException {
        // A peer works on NumPy's arrays, so its interpreter must have both.
        var modules = new LinkedHashSet<>(List.of("numpy"));
        subject.peers().forEach(peer -> modules.add(peer.module()));
        var pythons = wanted ? Python.find(List.copyOf(modules)) : List.<Python>of();
        var script = PeerScript.write(subject, scratch);
        for (var peer : subject.peers()) {
            var python = pythons.stream()
                    .filter(candidate -> candidate.modules().keySet().containsAll(List.of("numpy", peer.module())))
                    .findFirst();
            if (python.isEmpty()) {
                var why = wanted
                        ? "not found: " + (pythons.isEmpty() ? "no Python 3 here" : "no Python here has it")
                        : "not measured: --no-peers";
                absences.put(peer.module(), why);
                columns.put(peer.module(), new Column(peer.module(), peer.name(), Column.Side.PEER, why));
                software.add(new Entry(peer.name(), why));
                continue;
            }
            var found = python.get();
            var version = Objects.requireNonNull(found.modules().get(peer.module()));
            var command = List.of(found.program().toString(), script.toString(), peer.module());
            var environment = Python.fairSettings();
            var process = Contestant.start(peer.name(), command, environment, scratch.resolve(peer.module() + ".log"));
            processes.put(peer.module(), process);
            var about =
                    "Python " + found.version() + ", NumPy " + found.modules().get("numpy") + ", one thread";
            columns.put(peer.module(), new Column(peer.module(), peer.name() + " " + version, Column.Side.PEER, about));
            software.add(new Entry(peer.name(), version + " (Python " + found.version() + ")"));
            var line = new StringBuilder("env");
            environment.unset().forEach(name -> line.append(" -u ").append(name));
            new TreeMap<>(environment.set())
                    .forEach((name, value) ->
                            line.append(' ').append(name).append('=').append(value));
            settings.add(new Entry(
                    peer.name(), line + " " + found.program() + " " + subject.script() + " " + peer.module()));
        }
    }

    private void startOurs() throws IOException {
        var main = mainJdk();
        var vector = main.hasVectorApi();
        ours(OURS, vector ? "JDK %d" : "JDK %d plain", main, vector);
        if (vector) {
            ours(PLAIN, "JDK %d plain", main, false);
        }
        var old = Jdk.of(jdks, 17);
        if (old.isPresent() && main.feature() != 17) {
            ours("ours.17", "JDK %d", old.get(), old.get().hasVectorApi());
        }
    }

    /** JDK 25 if it is there; otherwise the one that runs this. */
    private Jdk mainJdk() {
        return Jdk.of(jdks, 25).orElse(jdks.get(0));
    }

    private void ours(String key, String label, Jdk jdk, boolean vector) throws IOException {
        start(key, label.formatted(jdk.feature()), jdk, vector, HEAP, 1);
        ours.add(key);
        software.add(new Entry(
                label.formatted(jdk.feature()),
                jdk.version() + (vector ? " with the Vector API" : " without the Vector API")));
    }

    /**
     * Starts one more JVM of ours, on the main JDK.
     *
     * @param key the key of its column
     * @param label the heading of its column
     * @param heap the size of its heap, such as {@code "6g"}
     * @param threads how many threads it may use
     * @throws IOException if it cannot be started
     */
    public void start(String key, String label, String heap, int threads) throws IOException {
        start(key, label, mainJdk(), mainJdk().hasVectorApi(), heap, threads);
    }

    private void start(String key, String label, Jdk jdk, boolean vector, String heap, int threads) throws IOException {
        var worker = subject.worker().getName();
        var command = new ArrayList<>(List.of(jdk.java().toString()));
        var options = jvmOptions(vector, heap, threads);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), worker));
        var name = "Orrery on " + label;
        processes.put(
                key,
                Contestant.start(name, command, Contestant.Environment.inherited(), scratch.resolve(key + ".log")));
        columns.put(
                key,
                new Column(
                        key,
                        label,
                        Column.Side.OURS,
                        "Java " + jdk.version() + (vector ? " with" : " without") + " the Vector API, "
                                + (threads == 1 ? "one thread" : threads + " threads")));
        settings.add(new Entry(name, jdk.java() + " " + String.join(" ", options) + " " + worker));
    }

    /** How our JVMs are started: all memory touched before anything is timed. */
    private static List<String> jvmOptions(boolean vector, String heap, int threads) {
        var options = new ArrayList<>(List.of(
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+AlwaysPreTouch",
                "-XX:+UseParallelGC",
                "-Dorrery.threads=" + threads,
                "-Dorrery.linalg=java")); // OpenBLAS is on the class path, and the columns are of our own kernels
        if (vector) {
            options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        return options;
    }

    /**
     * The process behind a column.
     *
     * @param key the key of the column
     * @return the process, or nothing if the peer is not there
     */
    public Optional<Contestant> process(String key) {
        return Optional.ofNullable(processes.get(key));
    }

    /**
     * Why there is no process behind a column.
     *
     * @param key the key of the column
     * @return the reason, or an empty text if there is one
     */
    public String absence(String key) {
        return absences.getOrDefault(key, "");
    }

    /**
     * The column with a key.
     *
     * @param key the key
     * @return the column
     */
    public Column column(String key) {
        return Objects.requireNonNull(columns.get(key), key);
    }

    /**
     * The keys of our columns that take part in everything, the main one first.
     *
     * @return the keys
     */
    public List<String> ours() {
        return List.copyOf(ours);
    }

    /** Versions of all, for the head of the report. */
    List<Entry> software() {
        return List.copyOf(software);
    }

    /** How each was started. */
    List<Entry> settings() {
        return List.copyOf(settings);
    }

    /**
     * Ends one process, if it runs.
     *
     * @param key the key of its column
     */
    public void stop(String key) {
        var process = processes.remove(key);
        if (process != null) {
            process.close();
        }
    }

    @Override
    public void close() {
        List.copyOf(processes.keySet()).forEach(this::stop);
    }
}
