package org.orrery.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import org.orrery.ndarray.BackendException;

/** What compiles CUDA C++ when the program runs. */
interface CudaCompiler {
    /** Name and version. */
    String version();

    /** The compute capabilities that it knows, ten times the major plus the minor number. */
    List<Integer> capabilities();

    /**
     * Compiles a source without contraction.
     *
     * @param target {@code sm_90} for machine code, {@code compute_90} for PTX
     * @return machine code, or PTX that ends with a zero
     */
    byte[] compile(String source, List<String> defines, String target);

    /**
     * Machine code for a device that the compiler knows, PTX of the newest that it knows for a newer one. Machine code
     * first, since a driver refuses the PTX of a toolkit newer than itself.
     */
    default String target(int capability) {
        if (capabilities().contains(capability)) {
            return "sm_" + capability;
        }
        return capabilities().stream()
                .filter(known -> known < capability)
                .max(Integer::compare)
                .map(known -> "compute_" + known)
                .orElseThrow(() -> new BackendException(
                        version() + " knows no GPU as old as compute capability " + capability / 10.0));
    }

    /** The options that all compilers of CUDA share. */
    static List<String> options(List<String> defines, String target) {
        List<String> options = new ArrayList<>(List.of("--gpu-architecture=" + target, "--fmad=false"));
        defines.forEach(define -> options.add("-D" + define));
        return options;
    }

    /** NVRTC if it can be loaded, else nvcc. */
    static CudaCompiler find() {
        try {
            return NvrtcCompiler.load();
        } catch (BackendException noNvrtc) {
            try {
                return NvccCompiler.find();
            } catch (BackendException noNvcc) {
                throw new BackendException(
                        "no compiler for kernels: " + noNvrtc.getMessage() + "; " + noNvcc.getMessage(), noNvcc);
            }
        }
    }
}
