package org.orrery.ndarray.device;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orrery.ndarray.BackendException;

/** The source of a kernel does not compile. The message has the line of the source and the compiler's log. */
public final class KernelCompileException extends BackendException {
    private static final long serialVersionUID = 1L;

    /**
     * How compilers write a place in the source: {@code kernel(7)} or {@code kernel:7:5}. That of NVIDIA's OpenCL writes
     * {@code <kernel>:47:5}: it does not heed that the prelude has named and numbered the lines.
     */
    private static final Pattern PLACE = Pattern.compile("(<?)\\bkernel[\">]?[(:](\\d+)");

    private final String log;
    private final int line;

    /**
     * Creates the exception from a compiler's log.
     *
     * @param log what the compiler wrote
     */
    public KernelCompileException(String log) {
        this("the kernel does not compile: " + log, log, firstError(log));
    }

    private KernelCompileException(String message, String log, int line) {
        super(message);
        this.log = log;
        this.line = line;
    }

    /** The same with the kernel's name and the line of its source. */
    KernelCompileException in(String source, String kernel, String device) {
        List<String> lines = source.lines().toList();
        String place = line >= 1 && line <= lines.size()
                ? ", line " + line + ": " + lines.get(line - 1).strip()
                : "";
        return new KernelCompileException(
                "kernel " + kernel + " does not compile on " + device + place + System.lineSeparator() + log.strip(),
                log,
                line);
    }

    private static int firstError(String log) {
        int fallback = 0;
        for (String text : log.lines().toList()) {
            Matcher place = PLACE.matcher(text);
            if (place.find()) {
                int found = Integer.parseInt(place.group(2)) - (place.group(1).isEmpty() ? 0 : Prelude.lines());
                if (text.contains("error")) {
                    return found;
                }
                fallback = fallback == 0 ? found : fallback;
            }
        }
        return fallback;
    }

    /**
     * What the compiler wrote.
     *
     * @return the whole log
     */
    public String log() {
        return log;
    }

    /**
     * The line of the source at which the first error was found, counted from 1.
     *
     * @return the line, empty if the log names none
     */
    public OptionalInt line() {
        return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
    }
}
