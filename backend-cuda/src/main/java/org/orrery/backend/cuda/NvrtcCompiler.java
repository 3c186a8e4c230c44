package org.orrery.backend.cuda;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jcuda.nvrtc.JNvrtc;
import jcuda.nvrtc.nvrtcProgram;
import jcuda.nvrtc.nvrtcResult;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.device.KernelCompileException;

/** The compiler in the library NVRTC, of CUDA 12. */
final class NvrtcCompiler implements CudaCompiler {
    private static final String LIBRARY = "libnvrtc.so.12";

    private final String version;
    private final List<Integer> capabilities;

    private NvrtcCompiler(String version, List<Integer> capabilities) {
        this.version = version;
        this.capabilities = capabilities;
    }

    /**
     * Loads the library.
     *
     * @throws BackendException if it is absent
     */
    static NvrtcCompiler load() {
        try {
            CudaLibraries.checkExtracted(Path.of(System.getProperty("java.io.tmpdir")));
            CudaLibraries.preload(LIBRARY);
            int[] major = new int[1];
            int[] minor = new int[1];
            check(JNvrtc.nvrtcVersion(major, minor), "asking NVRTC for its version");
            int[] count = new int[1];
            check(JNvrtc.nvrtcGetNumSupportedArchs(count), "asking NVRTC what it knows");
            int[] known = new int[count[0]];
            check(JNvrtc.nvrtcGetSupportedArchs(known), "asking NVRTC what it knows");
            return new NvrtcCompiler(
                    "NVRTC " + major[0] + "." + minor[0],
                    Arrays.stream(known).boxed().toList());
        } catch (LinkageError e) {
            throw new BackendException("NVRTC of CUDA 12 cannot be loaded: " + CudaLibraries.missing("nvrtc", e), e);
        }
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
        nvrtcProgram program = new nvrtcProgram();
        check(JNvrtc.nvrtcCreateProgram(program, source, "kernel.cu", 0, null, null), "giving a source to NVRTC");
        try {
            String[] options = CudaCompiler.options(defines, target).toArray(String[]::new);
            int status = JNvrtc.nvrtcCompileProgram(program, options.length, options);
            if (status == nvrtcResult.NVRTC_ERROR_COMPILATION) {
                String[] log = new String[1];
                check(JNvrtc.nvrtcGetProgramLog(program, log), "asking NVRTC for its log");
                throw new KernelCompileException(String.valueOf(log[0]));
            }
            check(status, "compiling with NVRTC for " + target);
            return target.startsWith("sm_") ? machineCode(program) : ptx(program);
        } finally {
            JNvrtc.nvrtcDestroyProgram(program);
        }
    }

    private static byte[] machineCode(nvrtcProgram program) {
        long[] size = new long[1];
        check(JNvrtc.nvrtcGetCUBINSize(program, size), "asking NVRTC for the length of its result");
        byte[] code = new byte[Math.toIntExact(size[0])];
        check(JNvrtc.nvrtcGetCUBIN(program, code), "asking NVRTC for its result");
        return code;
    }

    private static byte[] ptx(nvrtcProgram program) {
        String[] text = new String[1];
        check(JNvrtc.nvrtcGetPTX(program, text), "asking NVRTC for its result");
        return (text[0] + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private static void check(int status, String tried) {
        if (status != nvrtcResult.NVRTC_SUCCESS) {
            throw new BackendException(tried + " failed: " + nvrtcResult.stringFor(status));
        }
    }
}
