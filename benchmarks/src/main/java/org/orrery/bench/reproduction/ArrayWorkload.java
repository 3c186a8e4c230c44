package org.orrery.bench.reproduction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.orrery.bench.sidebyside.Worker;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Manipulation;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Statistics;
import org.orrery.ndarray.io.Npy;

/**
 * A workload on our arrays: the Java counterpart of {@code side_by_side.py}. A subject adds its operations, and more
 * ways to load and to write where dense arrays are not enough.
 */
public abstract class ArrayWorkload implements Worker.Workload {
    /** For the workloads of subjects. */
    protected ArrayWorkload() {}

    @Override
    public Map<String, String> about() {
        return Map.of("java", System.getProperty("java.version"));
    }

    @Override
    public Object array(Path file) throws IOException {
        return Npy.read(file);
    }

    @Override
    public Object matrix(String kind, Path folder, long rows, long columns) throws IOException {
        throw new IllegalArgumentException("this workload has no matrices");
    }

    @Override
    public void write(Object result, Path folder, long wholeUpTo) throws IOException {
        var array = result instanceof NdArray given ? given : Creation.scalar((double) result);
        if (array.size() <= wholeUpTo) {
            save(folder, "whole", array);
        } else {
            save(folder, "sum0", Statistics.sum(array, Axes.of(0)));
            save(folder, "sum1", Statistics.sum(array, Axes.of(1)));
        }
    }

    /**
     * Writes one file of a result: real numbers as float64, complex ones as pairs of them.
     *
     * @param folder an existing folder
     * @param name the name of the file, without its suffix
     * @param values the values
     * @throws IOException if the file cannot be written
     */
    protected static void save(Path folder, String name, NdArray values) throws IOException {
        var real = values.dtype().isComplex()
                ? Manipulation.stack(-1, Elementwise.real(values), Elementwise.imag(values))
                : values.convert(DType.FLOAT64);
        Npy.write(folder.resolve(name + ".npy"), real.toDense().reshape(-1));
    }
}
