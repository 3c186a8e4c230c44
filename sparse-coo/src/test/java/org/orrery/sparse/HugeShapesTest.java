package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.Indexing;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.Manipulation;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Searching;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.Statistics;
import org.orrery.ndarray.Utility;

/** What takes as long as the entries takes no more room than they: a thousand of them in a small heap. */
class HugeShapesTest {
    @TempDir
    Path folder;

    @Test
    void everyOperationRunsInASmallHeap() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HugeShapesTest.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "out"))
                .start();
        assertThat(child.waitFor(120, TimeUnit.SECONDS)).as("ends in time").isTrue();
        String out = Files.readString(folder.resolve("out"));
        assertThat(child.exitValue()).as(out).isZero();
        assertThat(out).endsWith("done\n").doesNotContain("failed");
    }

    /**
     * Run in a virtual machine of its own.
     *
     * @param args nothing
     */
    public static void main(String[] args) {
        Runner r = new Runner();
        CooArray a = entries(Shape.of(1_000_000, 1_000_000), 1);
        CooArray b = entries(Shape.of(1_000_000, 1_000_000), 2);
        r.both("matrix", a, b);
        r.run("eye", () -> CooArray.eye(1_000));
        r.run("matmul", () -> LinearAlgebra.matmul(a, b));
        r.run("matmul with itself", () -> LinearAlgebra.matmul(a, a.transpose()));
        r.run("tril", () -> Sparse.tril(a, 0));
        r.run("triu", () -> Sparse.triu(a, 5));
        r.run("trace", () -> Sparse.trace(a, 0, 0, 1));
        r.run("kron", () -> Sparse.kron(a.reshape(-1, 1_000_000), CooArray.eye(3)));
        r.run("csr", () -> GcxsArray.from(a, 0));
        r.run("csc", () -> GcxsArray.from(a, 1).add(b));
        r.run("vector", () -> LinearAlgebra.matmul(a, Creation.ones(Shape.of(1_000_000))));
        r.run("mttkrp", () -> Sparse.einsum("ij,jr->ir", a, Creation.ones(Shape.of(1_000_000, 1))));
        r.run("sddmm", () -> {
            DenseArray u = Creation.ones(Shape.of(1_000_000, 2));
            return Sparse.einsum("ij,ir,jr->ij", a, u, u);
        });
        CooArray x = entries(Shape.of(100_000, 100_000, 100_000), 3);
        CooArray y = entries(Shape.of(100_000, 100_000, 100_000), 4);
        r.both("tensor", x, y);
        r.run("tensordot", () -> LinearAlgebra.tensordot(x, y, new int[] {0, 1}, new int[] {0, 1}));
        r.run("batched", () -> Sparse.einsum("bij,bjk->bik", x, y));
        r.run("tensor vector", () -> Sparse.einsum("ijk,jr,kr->ir", x, wide(), wide()));
        System.out.println(r.failed == 0 ? "done" : r.failed + " failed");
        System.exit(r.failed == 0 ? 0 : 1);
    }

    private static DenseArray wide() {
        return Creation.ones(Shape.of(100_000, 3));
    }

    private static CooArray entries(Shape shape, long seed) {
        DenseArray keys = Sampling.integers(0, shape.size(), Shape.of(1_000), Sampling.seed(seed));
        long[][] coords = new long[shape.ndim()][1_000];
        long[] strides = shape.strides();
        for (int t = 0; t < 1_000; t++) {
            for (int i = 0; i < coords.length; i++) {
                coords[i][t] = keys.getLong(t) / strides[i] % shape.get(i);
            }
        }
        return CooArray.of(shape, coords, Sampling.uniform(Shape.of(1_000), Sampling.seed(seed + 10)));
    }

    private static final class Runner {
        int failed;

        void run(String name, Supplier<Object> operation) {
            try {
                assertThat(operation.get()).as(name).isNotNull();
            } catch (RuntimeException | OutOfMemoryError | AssertionError e) {
                failed++;
                System.out.println(name + " failed: " + e);
            }
        }

        void both(String kind, CooArray a, CooArray b) {
            int n = a.ndim();
            List<Integer> axes = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                axes.add(i);
            }
            run(kind + " add", () -> a.add(b));
            run(kind + " mul", () -> a.mul(b).sub(a).div(3.0).neg());
            run(kind + " compare", () -> a.gt(b));
            run(kind + " fill", () -> Elementwise.cos(a).add(5).mul(b));
            run(kind + " where", () -> Searching.where(a.gt(0.5), a, b));
            run(kind + " clip", () -> Elementwise.clip(a, 0.2, 0.8));
            run(kind + " round", () -> Sparse.round(a, 2));
            run(kind + " convert", () -> a.convert(DType.FLOAT32));
            run(kind + " broadcast", () -> a.mul(row(a)));
            for (int axis : axes) {
                Axes one = Axes.of(axis);
                run(kind + " sum " + axis, () -> Statistics.sum(a, one));
                run(kind + " prod " + axis, () -> Statistics.prod(a, one));
                run(kind + " max " + axis, () -> Statistics.max(a, one.keepDims()));
                run(kind + " mean " + axis, () -> Statistics.mean(a, one));
                run(kind + " var " + axis, () -> Statistics.var(a, one));
                run(kind + " any " + axis, () -> Utility.any(a.gt(0.1), one));
                run(kind + " argmax " + axis, () -> Searching.argmax(a, one));
                run(kind + " count " + axis, () -> Searching.countNonzero(a, one));
                run(kind + " nansum " + axis, () -> Sparse.nansum(a, one));
                run(kind + " nanmean " + axis, () -> Sparse.nanmean(a, one));
                run(kind + " norm " + axis, () -> Sparse.norm(a, 2, one));
                run(kind + " median " + axis, () -> Sparse.median(a, one));
                run(kind + " cumulative product " + axis, () -> Sparse.cumulativeProd(a, axis));
                run(kind + " sort " + axis, () -> a.sort(axis, true));
                run(kind + " flip " + axis, () -> Manipulation.flip(a, one));
                run(kind + " roll " + axis, () -> Manipulation.roll(a, 7, axis));
                run(kind + " shift " + axis, () -> Sparse.shift(a, -7, axis));
                run(kind + " windows " + axis, () -> Sparse.windows(a, 5, axis));
                run(kind + " concat " + axis, () -> Manipulation.concat(axis, a, b));
                run(kind + " repeat " + axis, () -> Manipulation.repeat(a, 2, axis));
                run(kind + " split " + axis, () -> Sparse.split(a, 3, axis));
                run(kind + " diff " + axis, () -> Utility.diff(a, axis, 2));
                run(kind + " take " + axis, () -> Indexing.take(a, Creation.array(5L, 99_999L, 5L), axis));
            }
            run(kind + " sum", () -> Statistics.sum(a));
            run(kind + " transpose", () -> a.transpose().add(a));
            run(kind + " reshape", () -> a.reshape(1_000, -1));
            run(kind + " slice", () -> a.get(Index.step(3), Index.range(5, 50_000)));
            run(kind + " backwards", () -> a.get(Index.step(-1)));
            run(kind + " points", () -> a.get(Index.of(1, 2, 3), Index.of(4, 5, 6)));
            run(kind + " mask", () -> a.get(Index.of(a.gt(0.5))));
            run(kind + " stack", () -> Manipulation.stack(0, a, b));
            run(kind + " tile", () -> Manipulation.tile(a, 2));
            run(kind + " pad", () -> Sparse.pad(a, n == 2 ? new long[2][2] : new long[3][2]));
            run(kind + " diagonal", () -> Sparse.diagonal(a, 3, 0, 1));
            run(kind + " nonzero", () -> Sparse.nonzero(a));
            run(kind + " unique", () -> Sparse.uniqueAll(a));
            run(kind + " isin", () -> Sparse.isin(a, b));
            run(kind + " histogram", () -> Sparse.histogram(a, 10));
            run(kind + " searchsorted", () -> Sparse.searchsorted(Creation.array(0.1, 0.5), a, Searching.Side.LEFT));
            run(kind + " blocks", () -> Sparse.mapBlocks(a, 10_000, p -> p.mul(2)));
            run(kind + " gcxs", () -> GcxsArray.from(a, 1).mul(GcxsArray.from(b, 0)));
            run(kind + " dok", () -> {
                DokArray d = DokArray.from(a);
                d.set(row(a), Index.at(3));
                return d.toCoo();
            });
        }

        /** Something that broadcasts against the array. */
        private static NdArray row(CooArray a) {
            return a.get(Index.at(a.coords(0).getLong(0)));
        }
    }
}
