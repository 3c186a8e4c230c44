package org.orrery.bench.report;

import java.util.List;
import org.orrery.bench.report.Environment.Entry;

/** Reports with made-up numbers. */
final class Reports {
    private Reports() {}

    static Report of(List<Table> tables, List<Picture> figures) {
        var environment = new Environment(
                List.of(new Entry("Processor", "Test processor")),
                List.of(new Entry("Java", "25.0.3"), new Entry("pydata/sparse", "not found: no interpreter has it")),
                List.of(new Entry("peer", "python3 sparse_peer.py scipy")));
        return new Report(
                "sparse",
                "A paper",
                "Somebody, 2018",
                "bin/reproduce sparse",
                "0.1.0",
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:05:05Z",
                environment,
                tables,
                figures,
                List.of(),
                List.of());
    }
}
