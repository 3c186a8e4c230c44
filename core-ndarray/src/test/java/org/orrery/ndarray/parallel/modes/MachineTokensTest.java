package org.orrery.ndarray.parallel.modes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;

@Timeout(120)
class MachineTokensTest {

    @TempDir
    Path folder;

    @Test
    void noMoreAreTakenThanThereAre() {
        MachineTokens tokens = MachineTokens.of(folder.resolve("t"), 3);
        assertThat(MachineTokens.of(folder.resolve("../" + folder.getFileName() + "/t"), 3))
                .isSameAs(tokens);
        for (int round = 0; round < 3; round++) {
            assertThat(tokens.tryTake()).isTrue();
            assertThat(tokens.tryTake()).isTrue();
            assertThat(tokens.tryTake()).isTrue();
            assertThat(tokens.tryTake()).isFalse();
            assertThat(tokens.held()).isEqualTo(3);
            tokens.giveBack();
            assertThat(tokens.tryTake()).isTrue();
            tokens.giveBack();
            tokens.giveBack();
            tokens.giveBack();
        }
        assertThatThrownBy(tokens::giveBack).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> MachineTokens.of(folder.resolve("u"), 0)).hasMessage("total = 0: expected at least 1");
        assertThatThrownBy(() -> MachineTokens.of(folder.resolve("no/such/folder"), 1))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("cannot be shared")
                .hasMessageContaining("folder");
    }

    @Test
    void theTokensOfAKilledProgramAreFree() throws Exception {
        Path file = folder.resolve("killed");
        MachineTokens tokens = MachineTokens.of(file, 2);
        for (int round = 0; round < 2; round++) {
            Process holder = hold(file, 2);
            try {
                assertThat(tokens.tryTake()).isFalse();
                long start = System.nanoTime();
                // SIGKILL where there is one: nothing of the program runs any more.
                holder.destroyForcibly();
                while (!tokens.tryTake()) {
                    Thread.onSpinWait();
                }
                long took = System.nanoTime() - start;
                // What is asked for, 100 ms, and as much again for a machine that does other things.
                assertThat(TimeUnit.NANOSECONDS.toMillis(took)).isLessThan(200);
                tokens.giveBack();
            } finally {
                holder.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void workersComeWhenAnotherProgramEndsAndLeaveWhenIdle() throws Exception {
        Path file = folder.resolve("shared");
        Process holder = hold(file, 3);
        MachineTokens tokens = MachineTokens.of(file, 3);
        Mode mode = Mode.stealing(3, 3, "ipc", tokens);
        Set<Thread> before = ConcurrentHashMap.newKeySet();
        Set<Thread> after = ConcurrentHashMap.newKeySet();
        AtomicBoolean killed = new AtomicBoolean();
        Thread self = Thread.currentThread();
        AtomicInteger chunks = new AtomicInteger();
        try {
            Parallel.in(
                    mode,
                    () -> Parallel.forEach(100_000, i -> {
                        (killed.get() ? after : before).add(Thread.currentThread());
                        if (chunks.incrementAndGet() == 50) {
                            killed.set(true);
                            holder.destroyForcibly();
                        }
                        // Until the others have come.
                        if (after.size() < 3) {
                            busy(1);
                        }
                    }));
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(before).containsExactly(self);
        assertThat(after).hasSize(3);
        assertThat(chunks.get()).isEqualTo(100_000);
        long start = System.nanoTime();
        while (tokens.held() > 0) {
            Thread.sleep(1);
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
        }
        // So another program gets them all.
        hold(file, 3).destroyForcibly().waitFor();
    }

    @Test
    void aNativeLibraryGetsOneThread() {
        Mode mode = Mode.stealing(3, 3, "ipc", MachineTokens.of(folder.resolve("n"), 3));
        Parallel.in(mode, () -> {
            assertThat(Parallel.nativeThreads()).isEqualTo(1);
            assertThat(Parallel.mode().name()).isEqualTo("ipc");
        });
    }

    private static void busy(int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static Process hold(Path file, int total) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx32m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(TokenHolder.class.getName(), file.toString(), Integer.toString(total)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("holds " + total);
        return process;
    }
}
