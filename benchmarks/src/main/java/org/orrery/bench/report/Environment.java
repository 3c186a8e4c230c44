package org.orrery.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where and with what the numbers were taken.
 *
 * @param machine processor, cores, memory, system and load when the run began
 * @param software name and version of each JVM and each peer, or why it is not there
 * @param settings how each process was started, command by command
 */
public record Environment(List<Entry> machine, List<Entry> software, List<Entry> settings) {
    /**
     * Keeps its own copies of the lists.
     *
     * @param machine the machine
     * @param software JVMs and peers
     * @param settings how each process was started
     */
    public Environment {
        machine = List.copyOf(machine);
        software = List.copyOf(software);
        settings = List.copyOf(settings);
    }

    /**
     * A line of the description.
     *
     * @param name what it tells
     * @param value what it is
     */
    public record Entry(String name, String value) {}

    /**
     * Describes this machine.
     *
     * @return its processor, cores, memory, system and present load
     */
    public static List<Entry> thisMachine() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        var load = system.getSystemLoadAverage();
        return List.of(
                new Entry("Processor", processor()),
                new Entry("Cores", Integer.toString(Runtime.getRuntime().availableProcessors())),
                new Entry("Memory", Math.round(system.getTotalMemorySize() / 1e9) + " GB"),
                new Entry(
                        "System",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                                + System.getProperty("os.arch")),
                new Entry("Load at the start", load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load)));
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            // Only Linux has this file; elsewhere the architecture has to do.
            return System.getProperty("os.arch");
        }
    }
}
