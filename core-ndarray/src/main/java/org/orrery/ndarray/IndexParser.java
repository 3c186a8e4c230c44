package org.orrery.ndarray;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads index expressions in NumPy's notation. */
final class IndexParser {
    private final String text;
    private int at;

    IndexParser(String text) {
        this.text = text;
    }

    Index[] parse() {
        List<Index> entries = new ArrayList<>();
        skipBlanks();
        if (at == text.length()) {
            throw error("is empty: expected integers, slices, None, ... or [lists] between commas");
        }
        while (true) {
            entries.add(entry());
            skipBlanks();
            if (at == text.length()) {
                return entries.toArray(new Index[0]);
            }
            expect(',');
            skipBlanks();
            if (at == text.length()) {
                return entries.toArray(new Index[0]); // A trailing comma, as in a Python tuple.
            }
        }
    }

    private Index entry() {
        if (text.startsWith("...", at)) {
            at += 3;
            return Index.ellipsis();
        }
        for (String word : List.of("None", "newaxis")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return Index.newAxis();
            }
        }
        if (text.charAt(at) == '[') {
            return list();
        }
        Long start = number();
        skipBlanks();
        if (at == text.length() || text.charAt(at) != ':') {
            if (start == null) {
                throw error("has no index here");
            }
            return Index.at(start);
        }
        at++;
        Long stop = number();
        Long step = null;
        skipBlanks();
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
            step = number();
        }
        if (step != null && step == 0) {
            throw error("has a slice step of 0");
        }
        return new Index.Slice(start, stop, step == null ? 1 : step);
    }

    private Index list() {
        at++;
        long[] values = new long[8];
        int n = 0;
        skipBlanks();
        while (at < text.length() && text.charAt(at) != ']') {
            if (n > 0) {
                expect(',');
            }
            Long v = number();
            if (v == null) {
                throw error("has no integer here");
            }
            if (n == values.length) {
                values = Arrays.copyOf(values, 2 * n);
            }
            values[n++] = v;
            skipBlanks();
        }
        expect(']');
        return Index.of(Arrays.copyOf(values, n));
    }

    private @Nullable Long number() {
        skipBlanks();
        int begin = at;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == digits) {
            if (at > begin) {
                throw error("has a sign without digits");
            }
            return null;
        }
        try {
            return Long.valueOf(text.substring(begin, at));
        } catch (NumberFormatException e) {
            at = begin;
            throw error("has an integer beyond 64 bits");
        }
    }

    private void expect(char c) {
        if (at == text.length() || text.charAt(at) != c) {
            throw error("has no '" + c + "' here");
        }
        at++;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException error(String problem) {
        return new IllegalArgumentException("index \"" + text + "\", position " + at + ": " + problem);
    }
}
