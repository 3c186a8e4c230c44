package org.orrery.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.orrery.bench.report.Environment.Entry;
import org.orrery.bench.sidebyside.Samples;

/** A report as one HTML page without links to other files. */
final class HtmlReport {
    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    static String render(Report report) {
        var page = new HtmlReport();
        page.head(report);
        page.verdicts(report);
        for (var table : report.tables()) {
            var figures = report.figures().stream()
                    .filter(figure -> figure.section().equals(table.id()))
                    .toList();
            if (!table.rows().isEmpty() || !figures.isEmpty()) {
                page.section(table, figures);
            }
        }
        page.conditions(report.environment());
        page.html.append("</main></body></html>\n");
        return page.html.toString();
    }

    private void head(Report report) {
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>")
                .append(escape("Orrery reproduces: " + report.title()))
                .append("</title>")
                .append("<style>")
                .append(style())
                .append("</style></head><body><header><div>")
                .append("<p class=\"kicker\">Orrery ")
                .append(escape(report.version()))
                .append(" reproduces</p>")
                .append("<h1>")
                .append(escape(report.title()))
                .append("</h1>")
                .append("<p class=\"source\">")
                .append(escape(report.source()))
                .append("</p><dl>");
        entry(new Entry("Date", report.started().replace('T', ' ')));
        report.environment().machine().forEach(this::entry);
        report.environment().software().forEach(this::entry);
        html.append("</dl>");
        paragraph("command", "$ " + report.command());
        html.append("</div></header><main>");
        if (report.finished() == null) {
            paragraph("problem", "This run has not ended: the page holds the rows that are done.");
        }
        report.problems().forEach(problem -> paragraph("problem", problem));
    }

    private void entry(Entry entry) {
        html.append("<div><dt>")
                .append(escape(entry.name()))
                .append("</dt><dd>")
                .append(escape(entry.value()))
                .append("</dd></div>");
    }

    private void paragraph(String type, String text) {
        html.append("<p class=\"")
                .append(type)
                .append("\">")
                .append(escape(text))
                .append("</p>");
    }

    private void verdicts(Report report) {
        if (report.verdicts().isEmpty()) {
            return;
        }
        var met = report.verdicts().stream()
                .filter(verdict -> verdict.outcome().met())
                .count();
        html.append("<section id=\"goals\"><h2>The numbers that were asked for</h2>");
        paragraph(
                "caption",
                met + " of " + report.verdicts().size()
                        + " are met. Medians, on one thread unless a row says otherwise; a ratio is ours to the peer's in"
                        + " this run.");
        html.append("<table class=\"verdicts\"><thead><tr><th>Operation</th><th>Goal</th><th>Ours</th><th>Peer</th>"
                + "<th>Ratio</th><th>Verdict</th></tr></thead><tbody>");
        for (var verdict : report.verdicts()) {
            html.append("<tr><th scope=\"row\">")
                    .append(escape(verdict.title()))
                    .append("</th>");
            labelled("Goal", "", escape(verdict.goal()));
            labelled("Ours", "number", time(verdict.ours()));
            labelled("Peer", "number", time(verdict.peer()));
            labelled("Ratio", "number", Double.isNaN(verdict.ratio()) ? "–" : Samples.digits(verdict.ratio()));
            var outcome = verdict.outcome();
            var tone = outcome.met() ? "good" : outcome == Verdict.Outcome.MISSING ? "none" : "bad";
            labelled("Verdict", "", "<span class=\"badge " + tone + "\">" + escape(outcome.words()) + "</span>");
            html.append("</tr>");
        }
        html.append("</tbody></table></section>");
    }

    private void section(Table table, List<Picture> figures) {
        html.append("<section id=\"")
                .append(escape(table.id()))
                .append("\"><h2>")
                .append(escape(table.title()))
                .append("</h2>");
        paragraph("caption", table.caption());
        if (table.folded()) {
            figures(figures);
            html.append("<details><summary>The ").append(table.rows().size()).append(" measurements</summary>");
            table(table);
            html.append("</details>");
        } else {
            table(table);
            figures(figures);
        }
        html.append("</section>");
    }

    private void table(Table table) {
        html.append("<div class=\"scroll\">");
        html.append("<table class=\"measurements\"><thead><tr><td></td>");
        for (var side : Column.Side.values()) {
            var span = table.columns().stream()
                    .filter(column -> column.side() == side)
                    .count();
            if (span > 0) {
                html.append("<th colspan=\"")
                        .append(span)
                        .append("\" class=\"side ")
                        .append(name(side))
                        .append("\">")
                        .append(escape(side.title()))
                        .append("</th>");
            }
        }
        html.append("<td></td></tr><tr><th>Operation</th>");
        for (var column : table.columns()) {
            html.append("<th class=\"")
                    .append(name(column.side()))
                    .append(first(table, column))
                    .append("\" title=\"")
                    .append(escape(column.about()))
                    .append("\">")
                    .append(escape(column.label()))
                    .append("</th>");
        }
        html.append("<th class=\"ratio\">Ratio</th></tr></thead>");
        table.rows().forEach(row -> row(table, row));
        html.append("</table></div>");
        paragraph(
                "legend",
                "Median; below it the quartiles and the number n of samples, for the paper its ±. Ratio: "
                        + label(table, table.ours()) + ", to " + label(table, table.peer()) + ".");
    }

    private void row(Table table, Row row) {
        html.append("<tbody><tr><th scope=\"row\">").append(escape(row.title())).append("</th>");
        for (var column : table.columns()) {
            var cell = row.cell(column.key()).orElseGet(() -> Cell.absent(column.key(), ""));
            labelled(
                    column.label() + (column.side() == Column.Side.PAPER ? ", paper" : ""),
                    "number " + name(column.side()) + first(table, column),
                    cell(cell));
        }
        var ratio = row.ratio(table.ours(), table.peer());
        var text = Double.isNaN(ratio)
                ? "–"
                : "<b>" + Samples.digits(ratio) + "</b><small>" + Samples.digits(Math.max(ratio, 1 / ratio)) + " × "
                        + (ratio <= 1 ? "faster" : "slower") + "</small>";
        labelled("Ratio", "number ratio " + (Double.isNaN(ratio) ? "" : ratio <= 1 ? "faster" : "slower"), text);
        html.append("</tr><tr class=\"details\"><td colspan=\"")
                .append(table.columns().size() + 2)
                .append("\">");
        details(table, row);
        html.append("</td></tr></tbody>");
    }

    /** What was run, whether the results are the same, and how to run it again. */
    private void details(Table table, Row row) {
        var codes = new LinkedHashMap<String, List<String>>();
        var comparisons = new LinkedHashMap<String, List<String>>();
        for (var column : table.columns()) {
            var cell = row.cell(column.key());
            if (cell.isPresent() && !cell.get().code().isEmpty()) {
                codes.computeIfAbsent(cell.get().code(), code -> new ArrayList<>())
                        .add(column.label());
            }
            if (cell.isPresent()
                    && cell.get().samples() != null
                    && !cell.get().note().isEmpty()) {
                var type = cell.get().wrong() ? "wrong" : "agrees";
                comparisons
                        .computeIfAbsent(type + "\">" + escape(cell.get().note()), note -> new ArrayList<>())
                        .add(column.label());
            }
        }
        codes.forEach((code, who) -> html.append("<span>")
                .append(escape(String.join(", ", who)))
                .append(": <code>")
                .append(escape(code))
                .append("</code></span>"));
        comparisons.forEach((note, who) -> html.append("<span class=\"")
                .append(note)
                .append(" (")
                .append(escape(String.join(", ", who)))
                .append(")</span>"));
        html.append("<span>Again: <code>").append(escape(row.command())).append("</code></span>");
    }

    private static String cell(Cell cell) {
        var seconds = cell.seconds();
        if (seconds == null) {
            return cell.note().isEmpty() ? "–" : "<small class=\"why\">" + escape(cell.note()) + "</small>";
        }
        var text =
                new StringBuilder("<b>").append(escape(Samples.format(seconds))).append("</b>");
        var plusMinus = cell.plusMinus();
        if (plusMinus != null) {
            text.append("<small>± ").append(escape(Samples.format(plusMinus))).append("</small>");
        }
        var samples = cell.samples();
        if (samples != null) {
            text.append("<small>")
                    .append(escape(samples.spread()))
                    .append("</small><small>n = ")
                    .append(samples.n())
                    .append("</small>");
        }
        if (cell.wrong()) {
            text.append("<small class=\"wrong\">the result differs</small>");
        }
        return text.toString();
    }

    private void labelled(String label, String type, String content) {
        html.append("<td data-label=\"")
                .append(escape(label))
                .append("\" class=\"")
                .append(type.strip())
                .append("\"><div>")
                .append(content)
                .append("</div></td>");
    }

    private void figures(List<Picture> figures) {
        if (figures.isEmpty()) {
            return;
        }
        html.append("<div class=\"figures\">");
        for (var figure : figures) {
            html.append("<figure id=\"")
                    .append(escape(figure.id()))
                    .append("\"><h3>")
                    .append(escape(figure.title()))
                    .append("</h3><img alt=\"")
                    .append(escape(figure.title()))
                    .append("\" src=\"")
                    .append(data("image/svg+xml", figure.svg()))
                    .append("\"><figcaption>")
                    .append(escape(figure.caption()))
                    .append(" <a download=\"")
                    .append(escape(figure.id()))
                    .append(".csv\" href=\"")
                    .append(data("text/csv", ReportFolder.csv(figure.data())))
                    .append("\">The numbers (CSV)</a></figcaption></figure>");
        }
        html.append("</div>");
    }

    private void conditions(Environment environment) {
        html.append("<section id=\"conditions\"><h2>How it was measured</h2>");
        html.append("<table class=\"settings\"><tbody>");
        for (var entry : environment.settings()) {
            html.append("<tr><th scope=\"row\">")
                    .append(escape(entry.name()))
                    .append("</th><td><code>")
                    .append(escape(entry.value()))
                    .append("</code></td></tr>");
        }
        html.append("</tbody></table></section>");
    }

    /** The first column of a side has a line before it. */
    private static String first(Table table, Column column) {
        var at = table.columns().indexOf(column);
        return at == 0 || table.columns().get(at - 1).side() != column.side() ? " first" : "";
    }

    private static String label(Table table, String key) {
        return table.columns().stream()
                .filter(column -> column.key().equals(key))
                .map(column -> column.side() == Column.Side.OURS ? "ours, " + column.label() : column.label())
                .collect(Collectors.joining());
    }

    private static String name(Column.Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private static String time(double seconds) {
        return Double.isNaN(seconds) ? "–" : escape(Samples.format(seconds));
    }

    private static String data(String type, String text) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(css, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
