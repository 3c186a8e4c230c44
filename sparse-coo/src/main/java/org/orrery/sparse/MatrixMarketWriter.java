package org.orrery.sparse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.Utility;

/** Writes one matrix in the Matrix Market format; checks it first, so that no file is begun in vain. */
final class MatrixMarketWriter {
    private static final int CHUNK = 1 << 16;

    private final NdArray array;
    private final MatrixMarket.Symmetry symmetry;
    private final String[] comments;
    private final boolean sparse;
    private final long rows;
    private final long columns;

    /** The values in one row: those of a sparse array, all of a dense one in row-major order. */
    private final DenseArray values;

    private final StringBuilder text = new StringBuilder();

    MatrixMarketWriter(NdArray array, MatrixMarket.Symmetry symmetry, String... comments) {
        if (array.ndim() != 2) {
            throw new ShapeException("array has shape " + array.shape() + ": expected two dimensions");
        }
        this.array = array;
        this.symmetry = symmetry;
        this.comments = comments.clone();
        rows = array.shape().get(0);
        columns = array.shape().get(1);
        sparse = array instanceof CooArray;
        if (array instanceof CooArray a && !Cells.isZero(a.fill())) {
            throw new DensificationException("array has the fill value " + a.fill()
                    + ", which the format cannot leave out: the file would be dense; write toDense()");
        }
        // A dense pattern is written with its zeros.
        NdArray numbers = !sparse && array.dtype().isBoolean() ? array.convert(DType.INT64) : array;
        values = numbers instanceof CooArray a ? a.values() : numbers.toDense().reshape(-1);
        for (String c : comments) {
            if (c.indexOf('\n') >= 0 || c.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("comment '" + c + "' has more than one line");
            }
        }
        checkValues();
        checkSymmetry();
    }

    private void checkValues() {
        DType t = values.dtype();
        if (t == DType.UINT64) {
            for (long v : values.toLongArray()) {
                if (v < 0) {
                    throw new IllegalArgumentException("value " + Long.toUnsignedString(v)
                            + " exceeds the format's 2^63-1: convert it to float64");
                }
            }
        } else if (!t.isInteger() && !t.isBoolean() && !Cells.isFinite(Cells.storage(values))) {
            throw new IllegalArgumentException("a value is NaN or infinite, for which the format has no word");
        }
    }

    private void checkSymmetry() {
        if (symmetry == MatrixMarket.Symmetry.GENERAL) {
            return;
        }
        if (rows != columns) {
            throw new ShapeException("array has shape " + array.shape() + ": expected a square for a "
                    + name(symmetry.name()) + " matrix");
        }
        boolean complex = array.dtype().isComplex();
        boolean wrongType = symmetry == MatrixMarket.Symmetry.HERMITIAN
                ? !complex
                : symmetry == MatrixMarket.Symmetry.SKEW_SYMMETRIC
                        && array.dtype().isBoolean();
        if (wrongType) {
            throw new IllegalArgumentException("a matrix of " + array.dtype() + " cannot be " + name(symmetry.name()));
        }
        NdArray image = array.transpose();
        if (symmetry == MatrixMarket.Symmetry.SKEW_SYMMETRIC) {
            image = image.neg();
        } else if (symmetry == MatrixMarket.Symmetry.HERMITIAN) {
            image = Elementwise.conj(image);
        }
        if (Utility.any(array.ne(image)).getBoolean()) {
            throw new IllegalArgumentException("array is not " + name(symmetry.name()));
        }
    }

    private static String name(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void writeTo(OutputStream out) throws IOException {
        DType t = values.dtype();
        String field = t.isBoolean() ? "pattern" : t.isInteger() ? "integer" : t.isComplex() ? "complex" : "real";
        String layout = sparse ? "coordinate" : "array";
        text.append("%%MatrixMarket matrix ")
                .append(layout)
                .append(' ')
                .append(field)
                .append(' ');
        text.append(name(symmetry.name())).append('\n');
        for (String c : comments) {
            text.append("% ").append(c).append('\n');
        }
        text.append(rows).append(' ').append(columns);
        if (array instanceof CooArray a) {
            entries(a, out);
        } else {
            elements(out);
        }
        flush(out, 0);
    }

    private boolean isWritten(long row, long column) {
        return switch (symmetry) {
            case GENERAL -> true;
            case SYMMETRIC, HERMITIAN -> column <= row;
            case SKEW_SYMMETRIC -> column < row;
        };
    }

    private void entries(CooArray a, OutputStream out) throws IOException {
        long[] keys = a.keyStorage();
        long count = 0;
        for (long key : keys) {
            count += isWritten(key / columns, key % columns) ? 1 : 0;
        }
        text.append(' ').append(count).append('\n');
        for (int t = 0; t < keys.length; t++) {
            long row = keys[t] / columns;
            long column = keys[t] % columns;
            if (isWritten(row, column)) {
                text.append(row + 1).append(' ').append(column + 1);
                if (!values.dtype().isBoolean()) {
                    text.append(' ');
                    value(t);
                }
                text.append('\n');
                flush(out, CHUNK);
            }
        }
    }

    private void elements(OutputStream out) throws IOException {
        text.append('\n');
        // Without rows there may be any number of columns.
        for (long column = 0; column < columns && rows > 0; column++) {
            for (long row = 0; row < rows; row++) {
                if (isWritten(row, column)) {
                    value(row * columns + column);
                    text.append('\n');
                    flush(out, CHUNK);
                }
            }
        }
    }

    private void value(long place) {
        DType t = values.dtype();
        if (t.isComplex()) {
            Complex z = values.getComplex(place);
            if (t == DType.COMPLEX64) {
                text.append((float) z.re()).append(' ').append((float) z.im());
            } else {
                text.append(z.re()).append(' ').append(z.im());
            }
        } else if (t == DType.FLOAT32) {
            text.append((float) values.getDouble(place));
        } else if (t.isFloating()) {
            text.append(values.getDouble(place));
        } else {
            text.append(values.getLong(place));
        }
    }

    private void flush(OutputStream out, int above) throws IOException {
        if (text.length() > above) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }
    }
}
