package org.orrery.plot.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Map;

/** Writes JSON that may stand inside a script element. */
final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /**
     * The text of a value.
     *
     * @param value a map with text keys, an iterable, a text, a number, a boolean, or an array of double, which becomes
     *     the base 64 of its little-endian bytes: short, exact, and with NaN and infinities
     * @return the JSON
     */
    static String of(Object value) {
        var json = new Json();
        json.write(value);
        return json.text.toString();
    }

    private void write(Object value) {
        if (value instanceof Map<?, ?> map) {
            text.append('{');
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(separator);
                string(String.valueOf(entry.getKey()));
                text.append(':');
                write(entry.getValue());
                separator = ",";
            }
            text.append('}');
        } else if (value instanceof Iterable<?> items) {
            text.append('[');
            String separator = "";
            for (Object item : items) {
                text.append(separator);
                write(item);
                separator = ",";
            }
            text.append(']');
        } else if (value instanceof double[] numbers) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Double.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            bytes.asDoubleBuffer().put(numbers);
            string(Base64.getEncoder().encodeToString(bytes.array()));
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            // '<' so that no text can close the script element; the two separators end lines in JavaScript.
            if (c < ' ' || c == '"' || c == '\\' || c == '<' || c == '\u2028' || c == '\u2029') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
