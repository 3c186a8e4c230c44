package org.orrery.bench.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.orrery.ndarray.io.WholeFile;

/**
 * The folder of a report: {@code index.html}, {@code results.json} and, for each figure, {@code figures/ID.svg} and
 * {@code figures/ID.csv}.
 */
public final class ReportFolder {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .registerModule(new SimpleModule()
                    .addSerializer(Double.class, new Numbers())
                    .addSerializer(double.class, new Numbers()));

    private final Path folder;
    private final Set<Picture> written = new HashSet<>();

    /**
     * Makes the folder where it is not there.
     *
     * @param folder the folder
     * @throws IOException if it cannot be made
     */
    public ReportFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /**
     * The page to open.
     *
     * @return the path of {@code index.html}
     */
    public Path page() {
        return folder.resolve("index.html");
    }

    /**
     * The measurements.
     *
     * @return the path of {@code results.json}
     */
    public Path results() {
        return folder.resolve("results.json");
    }

    /**
     * Writes all files, each whole or not at all.
     *
     * @param report what to write
     * @throws IOException if a file cannot be written
     */
    public void write(Report report) throws IOException {
        replace(results(), JSON.writeValueAsString(report) + "\n");
        for (var figure : report.figures()) {
            if (written.add(figure)) {
                var figures = Files.createDirectories(folder.resolve("figures"));
                replace(figures.resolve(figure.id() + ".svg"), figure.svg());
                replace(figures.resolve(figure.id() + ".csv"), csv(figure.data()));
            }
        }
        replace(page(), HtmlReport.render(report));
    }

    /** JSON has no NaN; what was not measured is null there. */
    private static final class Numbers extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (value.isNaN()) {
                out.writeNull();
            } else {
                out.writeNumber(value);
            }
        }
    }

    private static void replace(Path file, String text) throws IOException {
        WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Columns as comma separated values (RFC 4180, but lines end with a line feed).
     *
     * @param data the columns, all of one length, by name
     * @return the text, heading first
     */
    static String csv(Map<String, List<?>> data) {
        var lines = new ArrayList<String>();
        lines.add(data.keySet().stream().map(ReportFolder::quoted).collect(Collectors.joining(",")));
        var length = data.values().stream().mapToInt(List::size).max().orElse(0);
        for (var i = 0; i < length; i++) {
            var at = i;
            lines.add(data.values().stream()
                    .map(column -> quoted(String.valueOf(column.get(at))))
                    .collect(Collectors.joining(",")));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[,\"\n\r].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
