package org.orrery.bench.sparse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.io.Npy;

/**
 * The stored entries of a matrix in row-major order, each position once: the form in which both sides of a comparison
 * get the same data.
 *
 * @param rows the number of rows
 * @param columns the number of columns
 * @param row the row of each entry
 * @param column the column of each entry
 * @param value its value
 */
@SuppressWarnings("ArrayRecordComponent") // Written to files and forgotten, never compared.
record Triplets(long rows, long columns, long[] row, long[] column, double[] value) {
    /**
     * Uniformly random positions, values from 0.5 to 1.5; drawn apart from the code that is measured. Every set of
     * positions is equally likely (selection sampling, Knuth, The Art of Computer Programming 2, algorithm 3.4.2S).
     */
    static Triplets random(long rows, long columns, double density, long seed) {
        var random = new SplittableRandom(seed);
        var wanted = Math.toIntExact(Math.round(density * rows * columns));
        var result = new Triplets(rows, columns, new long[wanted], new long[wanted], new double[wanted]);
        var left = (double) rows * columns;
        for (long position = 0, at = 0; at < wanted; position++, left--) {
            if (random.nextDouble() * left < wanted - at) {
                result.row[(int) at] = position / columns;
                result.column[(int) at] = position % columns;
                result.value[(int) at] = 0.5 + random.nextDouble();
                at++;
            }
        }
        return result;
    }

    /** Rows and columns exchanged: a counting sort by column, which keeps the rows in order. */
    Triplets transposed() {
        var start = new int[Math.toIntExact(columns) + 1];
        for (var j : column) {
            start[(int) j + 1]++;
        }
        for (var j = 0; j < columns; j++) {
            start[j + 1] += start[j];
        }
        var result = new Triplets(columns, rows, new long[row.length], new long[row.length], new double[row.length]);
        for (var k = 0; k < row.length; k++) {
            var at = start[(int) column[k]]++;
            result.row[at] = column[k];
            result.column[at] = row[k];
            result.value[at] = value[k];
        }
        return result;
    }

    /**
     * How far two sums over an axis may be apart that add the same terms in another order: n·eps·Σ|a|, of the row or
     * column where that is largest.
     */
    double sumTolerance() {
        var rowSums = new double[Math.toIntExact(rows)];
        var columnSums = new double[Math.toIntExact(columns)];
        var rowCounts = new long[rowSums.length];
        var columnCounts = new long[columnSums.length];
        for (var k = 0; k < row.length; k++) {
            rowSums[(int) row[k]] += Math.abs(value[k]);
            columnSums[(int) column[k]] += Math.abs(value[k]);
            rowCounts[(int) row[k]]++;
            columnCounts[(int) column[k]]++;
        }
        var worst = 0.0;
        for (var i = 0; i < rowSums.length; i++) {
            worst = Math.max(worst, rowCounts[i] * rowSums[i]);
        }
        for (var j = 0; j < columnSums.length; j++) {
            worst = Math.max(worst, columnCounts[j] * columnSums[j]);
        }
        return worst * Math.ulp(1.0);
    }

    /** Writes {@code row.npy}, {@code col.npy} and {@code value.npy} into a folder, which is made. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var shape = Shape.of(row.length);
        Npy.write(folder.resolve("row.npy"), DenseArray.wrap(row, shape));
        Npy.write(folder.resolve("col.npy"), DenseArray.wrap(column, shape));
        Npy.write(folder.resolve("value.npy"), DenseArray.wrap(value, shape));
        return folder;
    }
}
