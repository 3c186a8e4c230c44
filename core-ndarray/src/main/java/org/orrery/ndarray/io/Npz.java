package org.orrery.ndarray.io;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.NdArray;

/**
 * NumPy's npz files: named arrays in a zip archive, compressed or not.
 *
 * <pre>{@code
 * Npz.write(Path.of("all.npz"), Map.of("a", a, "b", b));
 * Npz file = Npz.read(Path.of("all.npz"));
 * file.names();                     // [a, b]
 * DenseArray a = file.get("a");
 * }</pre>
 *
 * <p>Members are read one by one when they are asked for, so that one of a foreign type hinders no other; between the
 * calls no file is open. Members may also be single texts, as SciPy's sparse matrices have them. Checksums are verified,
 * and a member is never larger in memory than what its compressed bytes can hold.
 */
public final class Npz {
    private static final String ENDING = ".npy";

    /** The same bytes for the same arrays; the first days of 1980 would add a time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    /** Deflate never makes more of one byte than 258 bytes from two bits. */
    private static final long MAX_RATIO = 1032;

    private final Path path;
    private final List<String> names;

    private Npz(Path path, List<String> names) {
        this.path = path;
        this.names = names;
    }

    /**
     * Reads the directory of a file; its members are read later, by {@link #get} and {@link #text}.
     *
     * @param path the file, of the default file system
     * @return its members
     * @throws FormatException if it is no zip file, or has two members of one name
     * @throws IOException if reading fails
     */
    public static Npz read(Path path) throws IOException {
        try (ZipFile zip = open(path)) {
            Set<String> names = new LinkedHashSet<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (name.endsWith(ENDING) && !names.add(name.substring(0, name.length() - ENDING.length()))) {
                    throw new FormatException(path.toString(), "directory", "has two members " + name);
                }
            }
            return new Npz(path, List.copyOf(names));
        }
    }

    private static ZipFile open(Path path) throws IOException {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IOException("cannot read " + path + ": zip files are only read from the default file system");
        }
        try {
            return new ZipFile(path.toFile());
        } catch (ZipException | EOFException e) {
            throw broken(path.toString(), "directory", e);
        }
    }

    private static FormatException broken(String source, String where, Exception cause) {
        FormatException e = new FormatException(source, where, "is no readable zip file: " + cause.getMessage());
        e.initCause(cause);
        return e;
    }

    /**
     * The names of the members, without their ending {@code .npy}; members of other endings are not shown.
     *
     * @return the names, in the order of the file
     */
    public List<String> names() {
        return names;
    }

    /**
     * Whether there is a member of a name.
     *
     * @param name the name, without its ending
     * @return true if there is
     */
    public boolean has(String name) {
        return names.contains(name);
    }

    /**
     * Reads an array.
     *
     * @param name its name, without its ending
     * @return the array
     * @throws IllegalArgumentException if there is no member of that name
     * @throws FormatException if the member breaks the format or its checksum, or has a type that is not one of the
     *     thirteen
     * @throws IOException if reading fails
     */
    public DenseArray get(String name) throws IOException {
        return member(name, Npy::readWhole);
    }

    /**
     * Reads a text: an array of fixed-width text ({@code S} or {@code U}) with a single element.
     *
     * @param name its name, without its ending
     * @return the text, without the zeros that pad it
     * @throws IllegalArgumentException if there is no member of that name
     * @throws FormatException if the member is no single text, or breaks the format or its checksum
     * @throws IOException if reading fails
     */
    public String text(String name) throws IOException {
        return member(name, in -> {
            String text = NpyHeader.read(in).readText(in);
            in.requireEnd();
            return text;
        });
    }

    /**
     * Reads all members.
     *
     * @return the arrays by name, in the order of the file
     * @throws FormatException if a member is no array of the thirteen types, or breaks the format or its checksum
     * @throws IOException if reading fails
     */
    public Map<String, DenseArray> arrays() throws IOException {
        Map<String, DenseArray> arrays = new LinkedHashMap<>();
        for (String name : names) {
            arrays.put(name, get(name));
        }
        return arrays;
    }

    @FunctionalInterface
    private interface Member<T> {
        T read(ByteInput in) throws IOException;
    }

    private <T> T member(String name, Member<T> content) throws IOException {
        if (!has(name)) {
            throw new IllegalArgumentException(path + " has no array '" + name + "': it has " + names);
        }
        String source = path + "/" + name + ENDING;
        try (ZipFile zip = open(path)) {
            ZipEntry entry = zip.getEntry(name + ENDING);
            if (entry == null) {
                throw new FormatException(path.toString(), "directory", "has no member " + name + ENDING + " any more");
            }
            checkSizes(source, entry);
            try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
                T value = content.read(input(source, in, entry));
                if (in.getChecksum().getValue() != entry.getCrc()) {
                    throw FormatException.atByte(
                            source, entry.getSize(), "has another checksum than the directory says");
                }
                return value;
            }
        } catch (ZipException | EOFException e) {
            throw broken(source, "compressed data", e);
        }
    }

    private void checkSizes(String source, ZipEntry entry) throws IOException {
        long compressed = entry.getCompressedSize();
        long size = entry.getSize();
        if (compressed < 0 || compressed > Files.size(path)) {
            throw new FormatException(
                    source, "directory", "claims " + compressed + " bytes of a file of " + Files.size(path));
        }
        boolean stored = entry.getMethod() == ZipEntry.STORED;
        if (size < 0 || (stored ? size != compressed : size / MAX_RATIO > compressed)) {
            throw new FormatException(
                    source,
                    "directory",
                    "claims " + size + " bytes from " + compressed + (stored ? " stored" : " compressed")
                            + " ones, which cannot be");
        }
    }

    /** Only of stored members is the length certain before they are read. */
    private static ByteInput input(String source, InputStream in, ZipEntry entry) {
        return entry.getMethod() == ZipEntry.STORED
                ? ByteInput.of(source, in, entry.getSize())
                : ByteInput.of(source, in);
    }

    /**
     * Writes arrays without compression, under a temporary name that is then moved.
     *
     * @param path the file, which is replaced if there is one
     * @param arrays the arrays by name, in the order of the map
     * @throws IOException if writing fails
     */
    public static void write(Path path, Map<String, ? extends NdArray> arrays) throws IOException {
        write(path, arrays, Map.of(), false);
    }

    /**
     * Writes arrays with compression, under a temporary name that is then moved.
     *
     * @param path the file, which is replaced if there is one
     * @param arrays the arrays by name, in the order of the map
     * @throws IOException if writing fails
     */
    public static void writeCompressed(Path path, Map<String, ? extends NdArray> arrays) throws IOException {
        write(path, arrays, Map.of(), true);
    }

    /**
     * Writes arrays and texts, under a temporary name that is then moved.
     *
     * @param path the file, which is replaced if there is one
     * @param arrays the arrays by name, in the order of the map
     * @param texts texts by name, which become arrays of zero dimensions, in the order of the map
     * @param compressed whether the members are compressed
     * @throws IllegalArgumentException if an array and a text have the same name
     * @throws IOException if writing fails
     */
    public static void write(
            Path path, Map<String, ? extends NdArray> arrays, Map<String, String> texts, boolean compressed)
            throws IOException {
        for (String name : texts.keySet()) {
            if (arrays.containsKey(name)) {
                throw new IllegalArgumentException("'" + name + "' names both an array and a text");
            }
        }
        WholeFile.write(path, out -> {
            ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16));
            for (Map.Entry<String, ? extends NdArray> e : arrays.entrySet()) {
                DenseArray a = e.getValue().toDense();
                byte[] header = Npy.header(a);
                add(
                        zip,
                        e.getKey(),
                        header.length + a.size() * a.dtype().itemSize(),
                        compressed,
                        target -> Npy.write(target, header, a));
            }
            for (Map.Entry<String, String> e : texts.entrySet()) {
                byte[] text = NpyHeader.text(e.getValue());
                add(zip, e.getKey(), text.length, compressed, target -> target.write(text));
            }
            zip.finish();
            zip.flush();
        });
    }

    private static void add(ZipOutputStream zip, String name, long size, boolean compressed, WholeFile.Content content)
            throws IOException {
        ZipEntry entry = new ZipEntry(name + ENDING);
        entry.setTimeLocal(TIME);
        if (!compressed) {
            // The size and the checksum of a stored member stand before it.
            CheckedOutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
            content.writeTo(sum);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(size);
            entry.setCrc(sum.getChecksum().getValue());
        }
        zip.putNextEntry(entry);
        content.writeTo(zip);
        zip.closeEntry();
    }

    /** The path and the names of the members. */
    @Override
    public String toString() {
        return path + ": " + names;
    }
}
