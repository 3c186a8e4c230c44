package org.orrery.ndarray;

/** Prints arrays. */
final class ArrayFormat {
    static final ArrayFormat DEFAULT = new ArrayFormat();

    String format(DenseArray a) {
        StringBuilder s = new StringBuilder();
        part(a, s);
        return s.toString();
    }

    private static void part(DenseArray a, StringBuilder s) {
        if (a.ndim() == 0) {
            s.append(
                    a.dtype().isComplex()
                            ? a.getComplex()
                            : a.dtype().isFloating() ? (Object) a.getDouble() : a.getLong());
            return;
        }
        s.append('[');
        for (long i = 0; i < a.shape().get(0); i++) {
            s.append(i == 0 ? "" : " ");
            part(a.index(Index.at(i)), s);
        }
        s.append(']');
    }
}
