package org.orrery.ndarray.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.orrery.ndarray.FormatException;

/** Text of files, which must be UTF-8. */
final class TextBytes {
    @FunctionalInterface
    interface Problem {
        FormatException at(int index);
    }

    private TextBytes() {}

    /** Decodes bytes; the first that is malformed is a problem, by its distance from the first byte. */
    static String decode(byte[] bytes, int from, int length, Problem problem) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer source = ByteBuffer.wrap(bytes, from, length);
        CharBuffer text = CharBuffer.allocate(length);
        CoderResult result = decoder.decode(source, text, true);
        if (result.isError()) {
            throw problem.at(source.position() - from);
        }
        return text.flip().toString();
    }
}
