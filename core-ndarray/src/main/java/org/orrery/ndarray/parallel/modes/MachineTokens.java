package org.orrery.ndarray.parallel.modes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.parallel.Leave;

/**
 * Tokens that the programs of one machine share, one for each thread that may be active: locks on the bytes of a file. The
 * operating system frees the locks of a program that ends, however it ends. Thread-safe.
 *
 * <p>The file is {@code orrery-<user>/threads} in the folder for temporary files, which no other user may enter; or the one
 * that {@code -Dorrery.tokens=file} names. It must be on a local disk.
 */
public final class MachineTokens implements Leave {

    private static final System.Logger LOG = System.getLogger(MachineTokens.class.getPackageName());

    /** One per file and process: to close any channel of a file would free the locks of all. */
    private static final ConcurrentMap<Path, MachineTokens> OF_FILE = new ConcurrentHashMap<>();

    private final FileChannel channel;
    private final int total;
    private final Deque<FileLock> held = new ArrayDeque<>();
    private boolean broken;

    private MachineTokens(FileChannel channel, int total) {
        this.channel = channel;
        this.total = total;
    }

    /**
     * The tokens of a file, which is made if it does not exist.
     *
     * @param file the file
     * @param total the number of tokens, the same in all programs that use the file; the first use in a program decides
     *     for that program
     * @return the tokens, the same ones each time
     * @throws IllegalArgumentException if {@code total < 1}
     * @throws BackendException if the file cannot be made or locked
     */
    public static MachineTokens of(Path file, int total) {
        if (total < 1) {
            throw new IllegalArgumentException("total = " + total + ": expected at least 1");
        }
        return OF_FILE.computeIfAbsent(file.toAbsolutePath().normalize(), path -> open(path, total));
    }

    private static MachineTokens open(Path path, int total) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // A byte beyond all tokens: whether the file system has locks at all.
            try (FileLock probe = channel.tryLock(Integer.MAX_VALUE, 1, false)) {
                LOG.log(System.Logger.Level.DEBUG, "tokens in {0}, locks work: {1}", path, probe != null);
            }
            return new MachineTokens(channel, total);
        } catch (IOException | OverlappingFileLockException e) {
            throw new BackendException("threads cannot be shared among programs by locks on " + path + ": " + e, e);
        }
    }

    /**
     * The file that is used where none is named.
     *
     * @return the file; its folder exists
     * @throws BackendException if the folder cannot be made, or belongs to another user
     */
    public static Path file() {
        String chosen = System.getProperty("orrery.tokens");
        if (chosen != null) {
            return Path.of(chosen);
        }
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "orrery-" + System.getProperty("user.name"));
        try {
            boolean posix =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                if (posix) {
                    Files.createDirectories(
                            folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                } else {
                    Files.createDirectories(folder);
                }
            }
            if (posix
                    && !PosixFilePermissions.toString(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS))
                            .endsWith("------")) {
                throw new BackendException(folder + ": others may enter this folder; expected rwx------. Name another"
                        + " file by -Dorrery.tokens=file");
            }
            return folder.resolve("threads");
        } catch (IOException e) {
            throw new BackendException(folder + ": cannot be made. Name another file by -Dorrery.tokens=file", e);
        }
    }

    /**
     * How many there are for all programs together.
     *
     * @return the number, at least 1
     */
    public int total() {
        return total;
    }

    /**
     * How many this program has now.
     *
     * @return the number
     */
    public synchronized int held() {
        return held.size();
    }

    @Override
    public synchronized boolean tryTake() {
        if (broken || held.size() == total) {
            return false;
        }
        for (int token = 0; token < total; token++) {
            if (isHeld(token)) {
                continue;
            }
            try {
                FileLock lock = channel.tryLock(token, 1, false);
                if (lock != null) {
                    held.push(lock);
                    return true;
                }
            } catch (OverlappingFileLockException e) {
                LOG.log(System.Logger.Level.TRACE, "token {0} is with another copy of this class", token);
            } catch (IOException e) {
                broken = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "threads are no longer shared among programs; callers work alone",
                        e);
                return false;
            }
        }
        return false;
    }

    private boolean isHeld(int token) {
        for (FileLock lock : held) {
            if (lock.position() == token) {
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized void giveBack() {
        FileLock lock = held.poll();
        if (lock == null) {
            throw new IllegalStateException("more tokens given back than taken");
        }
        try {
            lock.release();
        } catch (IOException e) {
            broken = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a token could not be given back; it is free when this program ends",
                    e);
        }
    }
}
