package org.orrery.ndarray.testing;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Feeds broken input to a reader, which may answer with the exceptions that it documents and nothing else, within bounds
 * of memory and time.
 *
 * <pre>{@code
 * Fuzz.bytes(
 *         List.of(good, alsoGood),
 *         bytes -> Npy.read(new ByteArrayInputStream(bytes), "fuzz"),
 *         Set.of(FormatException.class),
 *         10_000,
 *         42);
 * }</pre>
 *
 * <p>A failure names the seed and the iteration, from which {@link #input} makes the same input again, and shows the
 * input in hexadecimal digits.
 */
public final class Fuzz {
    /** What a reader does with one input. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads an input.
         *
         * @param input the bytes
         * @throws Exception of a documented type if they are broken
         */
        void read(byte[] input) throws Exception;
    }

    /**
     * What one input may cost.
     *
     * @param bytes the memory that is allocated, all together
     * @param time the time on the clock
     */
    public record Bounds(long bytes, Duration time) {
        /** 64 MiB and ten seconds, which is generous since the machine may be busy with other things. */
        public static final Bounds DEFAULT = new Bounds(64L << 20, Duration.ofSeconds(10));
    }

    /**
     * What became of the inputs.
     *
     * @param accepted how many were read
     * @param refused how many ended in which exception
     */
    public record Outcome(int accepted, Map<String, Integer> refused) {}

    private static final int SHOWN_BYTES = 1 << 14;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<byte[]> corpus;
    private final Reader reader;
    private final Iterable<? extends Class<? extends Throwable>> allowed;
    private final long seed;
    private final Bounds bounds;
    private final Map<String, Integer> refused = new TreeMap<>();
    private int accepted;

    private volatile byte[] current = {};
    private volatile String label = "";
    private volatile long since;
    private volatile @Nullable Throwable failure;

    private Fuzz(
            List<byte[]> corpus,
            Reader reader,
            Iterable<? extends Class<? extends Throwable>> allowed,
            long seed,
            Bounds bounds) {
        this.corpus = corpus;
        this.reader = reader;
        this.allowed = allowed;
        this.seed = seed;
        this.bounds = bounds;
    }

    /**
     * Reads the corpus as it is, then mutations of it, within {@link Bounds#DEFAULT}.
     *
     * @param corpus inputs to begin with, at least one
     * @param reader the reader under test
     * @param allowed the exceptions that it documents; subclasses are allowed too
     * @param iterations the number of mutations
     * @param seed what determines the mutations
     * @return what became of them
     * @throws AssertionError if another exception comes out or a bound is exceeded
     */
    public static Outcome bytes(
            List<byte[]> corpus,
            Reader reader,
            Iterable<? extends Class<? extends Throwable>> allowed,
            int iterations,
            long seed) {
        return bytes(corpus, reader, allowed, iterations, seed, Bounds.DEFAULT);
    }

    /**
     * Reads the corpus as it is, then mutations of it.
     *
     * @param corpus inputs to begin with, at least one
     * @param reader the reader under test
     * @param allowed the exceptions that it documents; subclasses are allowed too
     * @param iterations the number of mutations
     * @param seed what determines the mutations
     * @param bounds what one input may cost
     * @return what became of them
     * @throws AssertionError if another exception comes out or a bound is exceeded
     */
    public static Outcome bytes(
            List<byte[]> corpus,
            Reader reader,
            Iterable<? extends Class<? extends Throwable>> allowed,
            int iterations,
            long seed,
            Bounds bounds) {
        return new Fuzz(corpus, reader, allowed, seed, bounds).run(iterations);
    }

    /** Runs in a thread of its own, so that an input that never ends is reported and not waited for. */
    private Outcome run(int iterations) {
        CountDownLatch done = new CountDownLatch(1);
        since = System.nanoTime();
        Thread worker = new Thread(
                () -> {
                    try {
                        work(iterations);
                    } catch (Throwable e) {
                        failure = e;
                    } finally {
                        done.countDown();
                    }
                },
                "fuzz");
        worker.setDaemon(true);
        worker.start();
        try {
            while (!done.await(50, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - since > bounds.time.toNanos()) {
                    AssertionError late = new AssertionError(report("is not done after " + bounds.time));
                    late.setStackTrace(worker.getStackTrace());
                    worker.interrupt();
                    throw late;
                }
            }
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while inputs were read", e);
        }
        if (failure != null) {
            throw new AssertionError(report("failed: " + failure), failure);
        }
        return new Outcome(accepted, refused);
    }

    private void work(int iterations) {
        for (int i = 0; i < corpus.size(); i++) {
            // Once without bounds, for the classes that are loaded.
            read(corpus.get(i), "input " + i + " of the corpus", false);
        }
        accepted = 0;
        refused.clear();
        for (int i = 0; i < iterations; i++) {
            read(input(corpus, seed, i), "seed " + seed + ", iteration " + i, true);
        }
    }

    private void read(byte[] input, String name, boolean bounded) {
        current = input;
        label = name;
        byte[] copy = input.clone();
        since = System.nanoTime();
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        try {
            reader.read(copy);
            accepted++;
        } catch (Throwable e) {
            check(e);
        }
        long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        if (bounded && allocated > bounds.bytes) {
            throw new AssertionError("allocated " + allocated + " bytes, more than " + bounds.bytes);
        }
    }

    private void check(Throwable e) {
        for (Class<? extends Throwable> type : allowed) {
            if (type.isInstance(e)) {
                refused.merge(e.getClass().getSimpleName(), 1, Integer::sum);
                return;
            }
        }
        throw new AssertionError("not documented: " + e, e);
    }

    private String report(String problem) {
        byte[] shown = Arrays.copyOf(current, Math.min(current.length, SHOWN_BYTES));
        return label + " " + problem + "\ninput of " + current.length + " bytes: "
                + HexFormat.of().formatHex(shown) + (shown.length < current.length ? "... (Fuzz.input makes all)" : "");
    }

    /**
     * The input of one iteration, to have it again.
     *
     * @param corpus the inputs to begin with
     * @param seed what determines the mutations
     * @param iteration which one
     * @return the bytes
     */
    public static byte[] input(List<byte[]> corpus, long seed, int iteration) {
        SplittableRandom random = new SplittableRandom(seed + iteration * 0x9e3779b97f4a7c15L);
        byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
        int mutations = 1 + random.nextInt(random.nextInt(1, 6));
        for (int i = 0; i < mutations; i++) {
            bytes = mutate(bytes, corpus, random);
        }
        return bytes;
    }

    private static byte[] mutate(byte[] in, List<byte[]> corpus, SplittableRandom random) {
        int n = in.length;
        int at = n == 0 ? 0 : random.nextInt(n);
        int length = n == 0 ? 0 : Math.min(n - at, 1 + random.nextInt(random.nextInt(1, 32)));
        return switch (random.nextInt(11)) {
            case 0 -> Arrays.copyOf(in, at);
            case 1 -> {
                byte[] out = in.clone();
                if (n > 0) {
                    out[at] ^= (byte) (1 << random.nextInt(8));
                }
                yield out;
            }
            case 2 -> {
                byte[] out = in.clone();
                byte value = (byte)
                        oneOf(random, 0, 1, 0x7f, 0x80, 0xff, ' ', '\n', '\'', '"', ',', '(', '-', random.nextInt(256));
                Arrays.fill(out, at, at + (random.nextBoolean() ? Math.min(1, length) : length), value);
                yield out;
            }
            case 3 -> splice(in, at, 0, random(random, 1 + random.nextInt(16)));
            case 4 -> splice(in, at, length, new byte[0]);
            case 5 -> splice(in, at, 0, Arrays.copyOfRange(in, at, at + length));
            case 6 -> {
                byte[] other = corpus.get(random.nextInt(corpus.size()));
                int from = random.nextInt(other.length + 1);
                int to = random.nextInt(from, other.length + 1);
                yield splice(in, at, random.nextBoolean() ? n - at : length, Arrays.copyOfRange(other, from, to));
            }
            case 7, 8 -> length(in, random);
            default -> digits(in, random);
        };
    }

    private static byte[] random(SplittableRandom random, int n) {
        byte[] bytes = new byte[n];
        for (int i = 0; i < n; i++) {
            bytes[i] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(32, 127));
        }
        return bytes;
    }

    private static byte[] splice(byte[] in, int at, int removed, byte[] added) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length + added.length);
        out.write(in, 0, at);
        out.write(added, 0, added.length);
        out.write(in, at + removed, in.length - at - removed);
        return out.toByteArray();
    }

    /** Writes over what may be a binary length. */
    private static byte[] length(byte[] in, SplittableRandom random) {
        int width = (int) oneOf(random, 1, 2, 4, 8);
        if (in.length < width) {
            return in;
        }
        byte[] out = in.clone();
        // Lengths are at the begin, and in zip files at the end.
        int room = in.length - width + 1;
        int reach = Math.min(room, 80);
        int at =
                switch (random.nextInt(3)) {
                    case 0 -> random.nextInt(reach);
                    case 1 -> room - 1 - random.nextInt(reach);
                    default -> random.nextInt(room);
                };
        ByteBuffer field = ByteBuffer.wrap(out, at, width)
                .slice()
                .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long old =
                switch (width) {
                    case 1 -> field.get(0);
                    case 2 -> field.getShort(0);
                    case 4 -> field.getInt(0);
                    default -> field.getLong(0);
                };
        long value = oneOf(
                random,
                0,
                1,
                -1,
                old + 1,
                old - 1,
                2 * old,
                old / 2,
                in.length,
                Short.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE - 8,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                random.nextLong());
        switch (width) {
            case 1 -> field.put(0, (byte) value);
            case 2 -> field.putShort(0, (short) value);
            case 4 -> field.putInt(0, (int) value);
            default -> field.putLong(0, value);
        }
        return out;
    }

    /** Replaces what may be a length in decimal digits. */
    private static byte[] digits(byte[] in, SplittableRandom random) {
        int at = in.length == 0 ? 0 : random.nextInt(in.length);
        for (int i = 0; i < in.length && !isDigit(in[at]); i++) {
            at = (at + 1) % in.length;
        }
        int end = at;
        while (end < in.length && isDigit(in[end])) {
            end++;
        }
        String number = new String[] {
                    "0",
                    "1",
                    "-1",
                    "2",
                    "00",
                    "",
                    "1.5",
                    "1e9",
                    "255",
                    "65536",
                    "100000",
                    "2147483639",
                    "2147483648",
                    "4294967296",
                    "4611686018427387904",
                    "9223372036854775807",
                    "9223372036854775808",
                    "99999999999999999999999"
                }
                [random.nextInt(18)];
        return splice(in, at, end - at, number.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static long oneOf(SplittableRandom random, long... values) {
        return values[random.nextInt(values.length)];
    }
}
