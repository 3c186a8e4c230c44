package org.orrery.backend.cuda;

import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import org.orrery.ndarray.BackendException;

/** The status codes of the CUDA driver, by name. */
final class Status {
    private Status() {}

    static void check(int status, String tried) {
        if (status != CUresult.CUDA_SUCCESS) {
            String[] text = new String[1];
            JCudaDriver.cuGetErrorString(status, text);
            throw new BackendException(
                    tried + " failed: " + CUresult.stringFor(status) + (text[0] == null ? "" : ", " + text[0]));
        }
    }
}
