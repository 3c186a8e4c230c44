package org.orrery.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * that is not there has a column all the same, which says why.
 */
final class Entrants implements AutoCloseable {
    /** The key of our main column: JDK 25 with the Vector API where there is one. */
    static final String OURS = "ours";

    private static final String PEER_SCRIPT = "sparse_peer.py";

    private final Path scratch;
    private final Map<String, Contestant> processes = new LinkedHashMap<>();
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, String> absences = new LinkedHashMap<>();
    private final List<Entry> software = new ArrayList<>();
    private final List<Entry> settings = new ArrayList<>();
    private final List<Jdk> jdks;

    private Entrants(Path scratch) throws IOException {
        this.scratch = scratch;
        this.jdks = Jdk.find();
    }

    /** Starts all of them. */
    static Entrants start(Path scratch, boolean peers, PrintWriter out) throws IOException {
        var entrants = new Entrants(scratch);
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

    /** A library of Python and how people call it. */
    private record Peer(String module, String name) {}

    private void startPeers(boolean wanted) throws IOException {
        var peers =
                List.of(new Peer("scipy", "SciPy"), new Peer("sparse", "pydata/sparse"), new Peer("numpy", "NumPy"));
        var modules = List.of("numpy", "scipy", "sparse");
        var pythons = wanted ? Python.find(modules) : List.<Python>of();
        var script = scratch.resolve(PEER_SCRIPT);
        try (InputStream text = Entrants.class.getResourceAsStream(PEER_SCRIPT)) {
            Files.copy(Objects.requireNonNull(text, PEER_SCRIPT), script);
        }
        for (var peer : peers) {
            // A peer works on NumPy's arrays, so its interpreter must have both.
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
            settings.add(
                    new Entry(peer.name(), line + " " + found.program() + " " + PEER_SCRIPT + " " + peer.module()));
        }
    }

    private void startOurs() throws IOException {
        var main = mainJdk();
        var vector = main.hasVectorApi();
        ours(OURS, vector ? "JDK %d" : "JDK %d plain", main, vector);
        if (vector) {
            ours("ours.plain", "JDK %d plain", main, false);
        }
        var old = Jdk.of(jdks, 17);
        if (old.isPresent() && main.feature() != 17) {
            ours("ours.17", "JDK %d", old.get(), old.get().hasVectorApi());
        }
    }

    /** JDK 25 if it is there; otherwise the one that runs this. */
    Jdk mainJdk() {
        return Jdk.of(jdks, 25).orElse(jdks.get(0));
    }

    private void ours(String key, String label, Jdk jdk, boolean vector) throws IOException {
        start(key, label.formatted(jdk.feature()), jdk, vector, "1g");
        software.add(new Entry(
                label.formatted(jdk.feature()),
                jdk.version() + (vector ? " with the Vector API" : " without the Vector API")));
    }

    /** Starts one more JVM of ours, on the main JDK, with a heap for large arrays. */
    void startLarge(String key, String label, String heap) throws IOException {
        start(key, label, mainJdk(), mainJdk().hasVectorApi(), heap);
    }

    private void start(String key, String label, Jdk jdk, boolean vector, String heap) throws IOException {
        var command = new ArrayList<>(List.of(jdk.java().toString()));
        var options = jvmOptions(vector, heap);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SparseWorker.class.getName()));
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
                        "Java " + jdk.version() + (vector ? " with" : " without") + " the Vector API, one thread"));
        settings.add(
                new Entry(name, jdk.java() + " " + String.join(" ", options) + " " + SparseWorker.class.getName()));
    }

    /** How our JVMs are started: all memory touched before anything is timed, one thread. */
    static List<String> jvmOptions(boolean vector, String heap) {
        var options = new ArrayList<>(List.of(
                "-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC", "-Dorrery.threads=1"));
        if (vector) {
            options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        return options;
    }

    /** The process behind a column, or nothing if the peer is not there. */
    Optional<Contestant> process(String key) {
        return Optional.ofNullable(processes.get(key));
    }

    /** Why there is no process behind a column. */
    String absence(String key) {
        return absences.getOrDefault(key, "");
    }

    /** The column with a key. */
    Column column(String key) {
        return Objects.requireNonNull(columns.get(key), key);
    }

    /** The keys of our columns, the main one first. */
    List<String> ours() {
        return columns.values().stream()
                .filter(column -> column.side() == Column.Side.OURS)
                .map(Column::key)
                .toList();
    }

    /** Versions of all, for the head of the report. */
    List<Entry> software() {
        return List.copyOf(software);
    }

    /** How each was started. */
    List<Entry> settings() {
        return List.copyOf(settings);
    }

    /** Ends one process. */
    void stop(String key) {
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
