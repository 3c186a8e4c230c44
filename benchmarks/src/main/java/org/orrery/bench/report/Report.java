package org.orrery.bench.report;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a reproduction found, so far or at the end.
 *
 * @param paper the name of the subcommand
 * @param title the title of the paper
 * @param source authors, venue and address
 * @param command the command that was given
 * @param version the version of this library
 * @param started when, ISO 8601
 * @param finished when, ISO 8601, or null while it runs and after it was cut off
 * @param environment machine, software, settings
 * @param tables the tables
 * @param figures the figures
 * @param verdicts one per number that was asked for
 * @param problems what went wrong, a line each
 */
public record Report(
        String paper,
        String title,
        String source,
        String command,
        String version,
        String started,
        @Nullable String finished,
        Environment environment,
        List<Table> tables,
        List<Picture> figures,
        List<Verdict> verdicts,
        List<String> problems) {
    /**
     * Keeps its own copies of the lists.
     *
     * @param paper the name of the subcommand
     * @param title the title of the paper
     * @param source authors, venue and address
     * @param command the command that was given
     * @param version the version of this library
     * @param started when
     * @param finished when, or null
     * @param environment machine, software, settings
     * @param tables the tables
     * @param figures the figures
     * @param verdicts one per number that was asked for
     * @param problems what went wrong
     */
    public Report {
        tables = List.copyOf(tables);
        figures = List.copyOf(figures);
        verdicts = List.copyOf(verdicts);
        problems = List.copyOf(problems);
    }

    /**
     * Holds every goal against the tables of this report.
     *
     * @param goals the numbers that were asked for
     * @return the same report with their verdicts
     */
    public Report judged(List<? extends Goal> goals) {
        return new Report(
                paper,
                title,
                source,
                command,
                version,
                started,
                finished,
                environment,
                tables,
                figures,
                goals.stream().map(goal -> goal.judge(this)).toList(),
                problems);
    }

    /**
     * The row with an id.
     *
     * @param id the id
     * @return the row, or nothing if it was not measured
     */
    public Optional<Row> row(String id) {
        return tables.stream()
                .flatMap(table -> table.rows().stream())
                .filter(row -> row.id().equals(id))
                .findFirst();
    }
}
