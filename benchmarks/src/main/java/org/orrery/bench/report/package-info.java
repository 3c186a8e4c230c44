/**
 * What a reproduction of a paper found, and how it is shown: tables with a column for the paper, the peer and ours
 * (never merged), figures, and one verdict per number that was asked for.
 *
 * <p>A {@link org.orrery.bench.report.Report} is plain records, so that {@code results.json} is the same tree. It is
 * written again after each row, under a temporary name and moved, so that a run that is cut off loses nothing that it
 * had called done; {@code index.html} is one file without links to the outside.
 *
 * <pre>{@code
 * var folder = new ReportFolder(Path.of("report"));
 * folder.write(report);
 * System.out.print(Verdict.table(report.verdicts()));
 * }</pre>
 */
@NullMarked
package org.orrery.bench.report;

import org.jspecify.annotations.NullMarked;
