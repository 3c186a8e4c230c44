package org.orrery.ndarray.device;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.io.WholeFile;

/**
 * Compiled kernels in a folder that only the user can enter. An entry is a digest and the program; one that is cut or
 * changed counts as absent. Nothing fails for want of a cache: what cannot be read or written is compiled again.
 */
final class KernelCache {
    private static final System.Logger LOGGER = System.getLogger(KernelCache.class.getPackageName());
    private static final AtomicBoolean LOGGED = new AtomicBoolean();
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final String SUFFIX = ".kernel";

    /** A program is some 10 kB to 1 MB; the oldest go first. */
    private static final long MAX_BYTES = 256L << 20;

    private static final int MAX_ENTRIES = 2_000;
    private static final int DIGEST_BYTES = 32;

    private final @Nullable Path folder;
    private final long maxBytes;

    private KernelCache(@Nullable Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    static KernelCache ofUser() {
        String named = System.getProperty("orrery.device.cache");
        if (named != null) {
            return named.isEmpty() ? new KernelCache(null, 0) : in(Path.of(named), MAX_BYTES);
        }
        return in(userFolder(System.getProperty("os.name", "")), MAX_BYTES);
    }

    /** A cache in a folder, which is made if it is absent; without one if that fails or others can write there. */
    static KernelCache in(Path folder, long maxBytes) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.toAbsolutePath().getParent());
                if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
                } else {
                    Files.createDirectory(folder);
                }
            }
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
                open.removeAll(OWNER_ONLY);
                if (!open.isEmpty()) {
                    throw new IOException(folder + " is open to others: expected permissions rwx------");
                }
            }
            return new KernelCache(folder, maxBytes);
        } catch (IOException | SecurityException e) {
            warn("Compiled kernels are not kept: " + e);
            return new KernelCache(null, 0);
        }
    }

    private static Path userFolder(String system) {
        String os = system.toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", "."));
        String local = System.getenv("LOCALAPPDATA");
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = os.startsWith("windows")
                ? (local == null ? home : Path.of(local))
                : os.startsWith("mac")
                        ? home.resolve("Library").resolve("Caches")
                        : xdg == null || xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg);
        return caches.resolve("orrery").resolve("kernels");
    }

    /** The name of an entry: what the compiled program depends on. */
    static String key(String source, List<String> defines, DeviceInfo device) {
        MessageDigest digest = sha256();
        for (String part : Stream.concat(
                        Stream.of(source, device.backend(), device.name(), device.driver()), defines.stream())
                .toList()) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length)); // so that parts do not run together
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A kept program; null if there is none, or no whole one. */
    byte @Nullable [] read(String key) {
        if (folder == null) {
            return null;
        }
        Path file = folder.resolve(key + SUFFIX);
        try {
            byte[] entry = Files.size(file) > maxBytes ? new byte[0] : Files.readAllBytes(file);
            byte[] program =
                    entry.length <= DIGEST_BYTES ? new byte[0] : Arrays.copyOfRange(entry, DIGEST_BYTES, entry.length);
            if (program.length == 0
                    || !MessageDigest.isEqual(Arrays.copyOf(entry, DIGEST_BYTES), sha256().digest(program))) {
                reject(key, new BackendException("it is damaged"));
                return null;
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now())); // so that what is used stays
            return program;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "cannot read " + file, e);
            return null;
        }
    }

    /** Removes an entry that cannot be used. */
    void reject(String key, Exception reason) {
        if (folder != null) {
            LOGGER.log(Level.DEBUG, "The kept kernel " + key + " is compiled again: " + reason.getMessage());
            delete(folder.resolve(key + SUFFIX));
        }
    }

    void write(String key, byte[] program) {
        if (folder == null || program.length > maxBytes) {
            return;
        }
        try {
            WholeFile.write(folder.resolve(key + SUFFIX), out -> {
                out.write(sha256().digest(program));
                out.write(program);
            });
            trim(folder);
        } catch (IOException e) {
            warn("A compiled kernel is not kept: " + e);
        }
    }

    private record Entry(Path file, long bytes, FileTime used) {}

    private void trim(Path kept) throws IOException {
        List<Entry> entries;
        try (Stream<Path> files = Files.list(kept)) {
            entries = files.map(KernelCache::entry)
                    .flatMap(Stream::ofNullable)
                    .sorted(Comparator.comparing(Entry::used).reversed())
                    .toList();
        }
        long bytes = 0;
        int count = 0;
        for (Entry entry : entries) {
            bytes += entry.bytes();
            count++;
            if (bytes > maxBytes || count > MAX_ENTRIES) {
                delete(entry.file());
            }
        }
    }

    private static @Nullable Entry entry(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? new Entry(file, Files.size(file), Files.getLastModifiedTime(file))
                    : null;
        } catch (IOException e) {
            return null; // another process has removed it
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "cannot delete " + file, e);
        }
    }

    private static void warn(String message) {
        if (!LOGGED.getAndSet(true)) {
            LOGGER.log(Level.WARNING, message);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
