package org.orrery.ndarray.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The macros that make one source valid CUDA C++ and OpenCL C: {@code prelude.h} beside this class. */
final class Prelude {
    private static final String TEXT = read() + "#line 1 \"kernel\"\n";

    private Prelude() {}

    /** The prelude and a source, whose lines count from 1 in a file named {@code kernel}. */
    static String before(String source) {
        return TEXT + source + "\n";
    }

    /** How many lines stand before a source. */
    static int lines() {
        return Math.toIntExact(TEXT.lines().count());
    }

    private static String read() {
        try (InputStream in = Prelude.class.getResourceAsStream("prelude.h")) {
            if (in == null) {
                throw new IllegalStateException("prelude.h is missing beside " + Prelude.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
