package dossier.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One process polls for a data folder. The lock is the operating system's, which takes it back when the process
/// ends, however it ends.
public final class WorkerLock implements AutoCloseable {
    /// A channel that nobody refers to is closed by the garbage collector, and the lock is gone.
    private static final Set<WorkerLock> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;

    private WorkerLock(FileChannel channel) {
        this.channel = channel;
        HELD.add(this);
    }

    /// The lock, or nothing where another process works on this folder.
    public static Optional<WorkerLock> tryTake(Path data) {
        return tryTake(data, "worker.lock");
    }

    /// Another lock of the folder, for work of which only one process does a share at a time.
    public static Optional<WorkerLock> tryTake(Path data, String name) {
        try {
            Files.createDirectories(data);
            FileChannel channel =
                    FileChannel.open(data.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                channel.close();
                return Optional.empty();
            }
            sign(channel);
            return Optional.of(new WorkerLock(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock the data folder " + data, e);
        }
    }

    /// The process that wrote itself into the lock file last, for a message; it may be long gone.
    public static Optional<Long> lastHolder(Path data) {
        try {
            String text = Files.readString(data.resolve("worker.lock")).strip();
            return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (IOException nobodyYet) {
            return Optional.empty();
        }
    }

    /// Lets another process work on the folder.
    @Override
    public void close() {
        HELD.remove(this);
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Taken by another process (no lock), or by another part of this one (the exception).
    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException byOurselves) {
            return true;
        }
    }

    private static void sign(FileChannel channel) throws IOException {
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
    }
}
