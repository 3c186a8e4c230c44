package org.orrery.ndarray;

import java.io.IOException;

/** A file or stream whose content breaks its format; the message names the source, the position and the problem. */
public class FormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param source the file or stream, as the user knows it
     * @param where the position inside it, such as {@code line 7} or {@code byte 128}
     * @param problem what was found and what was expected
     */
    public FormatException(String source, String where, String problem) {
        super(source + ", " + where + ": " + problem);
    }

    /**
     * A problem at a line of a text file.
     *
     * @param source the file or stream, as the user knows it
     * @param line the line, counted from one
     * @param problem what was found and what was expected
     * @return the exception, to be thrown
     */
    public static FormatException atLine(String source, long line, String problem) {
        return new FormatException(source, "line " + line, problem);
    }

    /**
     * A problem at a byte of a binary file.
     *
     * @param source the file or stream, as the user knows it
     * @param offset the offset of the byte, counted from zero
     * @param problem what was found and what was expected
     * @return the exception, to be thrown
     */
    public static FormatException atByte(String source, long offset, String problem) {
        return new FormatException(source, "byte " + offset, problem);
    }
}
