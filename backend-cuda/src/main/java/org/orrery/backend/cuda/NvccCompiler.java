package org.orrery.backend.cuda;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.device.KernelCompileException;

/**
 * The compiler {@code nvcc} of any toolkit, run as a program. It takes a second where NVRTC takes a tenth, but each
 * kernel is compiled once: the result is kept.
 */
final class NvccCompiler implements CudaCompiler {
    private static final Pattern RELEASE = Pattern.compile("release (\\d+\\.\\d+)");
    private static final Pattern CAPABILITY = Pattern.compile("compute_(\\d+)\\s*$");

    private final Path program;
    private final String version;
    private final List<Integer> capabilities;

    private NvccCompiler(Path program, String version, List<Integer> capabilities) {
        this.program = program;
        this.version = version;
        this.capabilities = capabilities;
    }

    /**
     * Looks for the program and asks what it is.
     *
     * @throws BackendException if there is none, or it does not run
     */
    static NvccCompiler find() {
        String path = System.getenv("PATH");
        Path program = Stream.concat(
                        Arrays.stream((path == null ? "" : path).split(File.pathSeparator))
                                .filter(folder -> !folder.isEmpty())
                                .map(Path::of),
                        CudaLibraries.toolkits().stream().map(toolkit -> toolkit.resolve("bin")))
                .flatMap(folder -> Stream.of(folder.resolve("nvcc"), folder.resolve("nvcc.exe")))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new BackendException("there is no nvcc on the PATH or in a CUDA toolkit"));
        Matcher release = RELEASE.matcher(
                run(List.of(program.toString(), "--version"), null).output());
        if (!release.find()) {
            throw new BackendException(program + " --version names no release");
        }
        List<Integer> capabilities = run(List.of(program.toString(), "--list-gpu-arch"), null)
                .output()
                .lines()
                .map(CAPABILITY::matcher)
                .filter(Matcher::find)
                .map(known -> Integer.valueOf(known.group(1)))
                .toList();
        return new NvccCompiler(program, "nvcc " + release.group(1), capabilities);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<Integer> capabilities() {
        return capabilities;
    }

    @Override
    public byte[] compile(String source, List<String> defines, String target) {
        boolean machineCode = target.startsWith("sm_");
        try {
            Path folder = Files.createTempDirectory("orrery-nvcc");
            try {
                Path input = folder.resolve("kernel.cu");
                Path result = folder.resolve("kernel.out");
                Files.writeString(input, source);
                List<String> command = new ArrayList<>(List.of(program.toString(), machineCode ? "--cubin" : "--ptx"));
                command.addAll(CudaCompiler.options(defines, target));
                command.addAll(List.of("--output-file", result.toString(), input.toString()));
                Result run = run(command, folder);
                if (run.status() != 0) {
                    throw new KernelCompileException(run.output());
                }
                byte[] bytes = Files.readAllBytes(result);
                return machineCode ? bytes : Arrays.copyOf(bytes, bytes.length + 1);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new BackendException("compiling with " + program + " failed: " + e.getMessage(), e);
        }
    }

    private record Result(int status, String output) {}

    /** Runs a program to its end; what nvcc leaves behind goes to {@code scratch}. */
    private static Result run(List<String> command, @org.jspecify.annotations.Nullable Path scratch) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (scratch != null) {
            builder.environment().put("TMPDIR", scratch.toString());
        }
        try {
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Result(process.waitFor(), output);
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new BackendException("running " + command.get(0) + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendException("interrupted while " + command.get(0) + " ran", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
