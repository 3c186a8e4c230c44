package org.orrery.ndarray.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;

/** NumPy as an independent reference, where a {@code python3} that has it is on the path. */
public final class NumPy {
    /** What every script begins with; {@code array(dtype, shape, hex)} makes what {@link #expression} writes. */
    private static final String PREAMBLE =
            """
            import sys
            import numpy as np
            sys.stdout.reconfigure(encoding='utf-8', newline='')
            def array(dtype, shape, data):
                return np.frombuffer(bytes.fromhex(data), dtype).reshape(shape)
            """;

    private static final int SECONDS = 300;

    private static final String VERSION = findVersion();

    private NumPy() {}

    private static String findVersion() {
        try {
            return run("print(np.__version__, end='')");
        } catch (UncheckedIOException | IllegalStateException e) {
            return "";
        }
    }

    /** Skips the calling test with a message where there is no NumPy of version 2 or later. */
    public static void assume() {
        Assumptions.assumeTrue(!VERSION.isEmpty(), "no python3 with numpy on the path");
        Assumptions.assumeTrue(major() >= 2, "numpy " + VERSION + " is older than 2");
    }

    /**
     * Skips the calling test with a message where NumPy is older than wanted.
     *
     * @param minor the least minor version of NumPy 2
     */
    public static void assume(int minor) {
        assume();
        Assumptions.assumeTrue(
                major() > 2 || Integer.parseInt(VERSION.split("\\.", -1)[1]) >= minor,
                "numpy " + VERSION + " is older than 2." + minor);
    }

    private static int major() {
        return Integer.parseInt(VERSION.split("\\.", -1)[0]);
    }

    /**
     * Skips the calling test with a message where a Python module is missing.
     *
     * @param module its name
     */
    public static void assumeModule(String module) {
        assume();
        String found =
                run("import importlib.util; print(importlib.util.find_spec('" + module + "') is not None, end='')");
        Assumptions.assumeTrue("True".equals(found), "python3 has no " + module);
    }

    /**
     * Runs a Python script with the first {@code python3} that has a module, be its NumPy old or new; skips the calling
     * test with a message where none has it.
     *
     * @param module the name of the module
     * @param script the script, in which {@code np} is NumPy
     * @return what it printed
     * @throws IllegalStateException if it failed
     */
    public static String runWith(String module, String script) {
        for (String python : new String[] {"python3", "/usr/bin/python3"}) {
            try {
                run(python, "import " + module);
            } catch (UncheckedIOException | IllegalStateException e) {
                continue;
            }
            return run(python, script);
        }
        return Assumptions.abort("no python3 with numpy and " + module);
    }

    /**
     * Runs a Python script in which {@code np} is NumPy.
     *
     * @param script the script
     * @return what it printed
     * @throws IllegalStateException if it failed
     */
    public static String run(String script) {
        return run("python3", script);
    }

    private static String run(String python, String script) {
        try {
            Path folder = Files.createTempDirectory("numpy");
            Path file = folder.resolve("script.py");
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            try {
                Files.writeString(file, PREAMBLE + script);
                Process process = new ProcessBuilder(python, "-X", "utf8", file.toString())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new IllegalStateException("the script is not done after " + SECONDS + " s");
                }
                if (process.exitValue() != 0) {
                    throw new IllegalStateException("the script failed:\n" + Files.readString(err));
                }
                return Files.readString(out);
            } finally {
                for (Path p : List.of(file, out, err, folder)) {
                    Files.deleteIfExists(p);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a script ran", e);
        }
    }

    /**
     * Evaluates expressions.
     *
     * @param definitions what is run before them
     * @param expressions Python expressions
     * @return the {@code str} of each value
     * @throws IllegalStateException if one failed
     */
    public static List<String> strings(String definitions, List<String> expressions) {
        StringBuilder script = new StringBuilder(definitions);
        for (String e : expressions) {
            script.append("\nprint(str(").append(e).append("), end='\\x1e')");
        }
        return List.of(run(script.toString()).split("\u001e", -1)).subList(0, expressions.size());
    }

    /**
     * A Python expression for an array of the same type, shape and bits.
     *
     * @param a the array
     * @return a call of the function {@code array}, which every script knows
     */
    public static String expression(DenseArray a) {
        String dims = IntStream.range(0, a.ndim())
                .mapToObj(i -> a.shape().get(i) + ",")
                .reduce("", String::concat);
        return "array('" + descr(a.dtype()) + "', (" + dims + "), '"
                + HexFormat.of().formatHex(littleEndian(a)) + "')";
    }

    private static String descr(DType type) {
        String kind = type.isBoolean()
                ? "?"
                : type.isComplex() ? "c" : type.isFloating() ? "f" : type.isUnsigned() ? "u" : "i";
        return type.isBoolean() ? kind : "<" + kind + type.itemSize();
    }

    /**
     * The bits of an array's elements in row-major order, little-endian.
     *
     * @param a the array
     * @return its bytes
     */
    public static byte[] littleEndian(DenseArray a) {
        Object elements = a.copy().storage();
        ByteBuffer bytes =
                ByteBuffer.allocate((int) a.size() * a.dtype().itemSize()).order(ByteOrder.LITTLE_ENDIAN);
        if (elements instanceof double[] d) {
            bytes.asDoubleBuffer().put(d);
        } else if (elements instanceof float[] f) {
            bytes.asFloatBuffer().put(f);
        } else if (elements instanceof long[] l) {
            bytes.asLongBuffer().put(l);
        } else if (elements instanceof int[] n) {
            bytes.asIntBuffer().put(n);
        } else if (elements instanceof short[] s) {
            bytes.asShortBuffer().put(s);
        } else {
            bytes.put((byte[]) elements);
        }
        return bytes.array();
    }
}
