package org.orrery.sparse;

import java.util.Arrays;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Reduction;
import org.orrery.ndarray.Reductions;
import org.orrery.ndarray.Shape;

/** Running folds: lines without entries have a known result, the others are made dense, some at a time. */
final class CooScans {
    /** Elements that are dense at once. */
    private static final long BLOCK = 1 << 18;

    private CooScans() {}

    static CooArray scan(CooArray x, Reduction reduction, int axis) {
        int along = Shape.checkAxis(axis, x.ndim());
        if (x.dtype().isBoolean()) {
            throw new DTypeException("running " + reduction.name() + " does not take bool: convert it first");
        }
        DType type = reduction.plan(x.dtype(), null).result();
        CooArray a = x.convert(type);
        int[] order = CooSorting.lastAxis(a.ndim(), along);
        CooArray lines = CooMoves.permute(a, order);
        long n = a.shape().get(along);
        boolean zero = Cells.isZero(a.fill());
        boolean one = reduction == Reductions.PROD && isOne(a.fill());
        CooArray scanned;
        if (a.size() == 0 || (a.nnz() == 0 && (zero || one || n < 2))) {
            scanned = lines;
        } else if (zero || one) {
            scanned = sparse(lines, reduction, n, reduction == Reductions.PROD && zero && a.isFinite());
        } else {
            NdArray all = lines.toDense().scan(reduction, a.ndim() - 1, null);
            scanned = CooArray.fromDense(all, a.fill());
        }
        int[] back = new int[order.length];
        for (int i = 0; i < back.length; i++) {
            back[order[i]] = i;
        }
        return CooMoves.permute(scanned, back);
    }

    private static boolean isOne(DenseArray fill) {
        return fill.eq(1L).toDense().getBoolean();
    }

    /** Where lines without entries stay as they are; those without a first element do too if that is what ends them. */
    private static CooArray sparse(CooArray lines, Reduction reduction, long n, boolean endsAtZero) {
        Groups groups = lines.groups(n);
        int[] used = new int[groups.count()];
        int count = 0;
        for (int g = 0; g < used.length; g++) {
            boolean begins = lines.keyStorage()[groups.starts[g]] == groups.ids[g] * n;
            if (begins || !endsAtZero) {
                used[count++] = g;
            }
        }
        int step = (int) Math.max(1, BLOCK / n);
        CooArray[] parts = new CooArray[(count + step - 1) / step];
        long total = 0;
        for (int p = 0; p < parts.length; p++) {
            int[] some = Arrays.copyOfRange(used, p * step, Math.min(count, (p + 1) * step));
            parts[p] = CooArray.fromDense(block(lines, groups, some, n).scan(reduction, 1, null), lines.fill());
            total += parts[p].nnz();
        }
        long[] keys = new long[CooArray.checkEntries(total)];
        int width = Cells.width(lines.dtype());
        Object values = Cells.allocate(lines.dtype(), keys.length);
        int o = 0;
        for (int p = 0; p < parts.length; p++) {
            CooArray part = parts[p];
            for (int t = 0; t < part.nnz(); t++) {
                long key = part.keyStorage()[t];
                int line = (int) (key / n);
                keys[o + t] = groups.ids[used[p * step + line]] * n + key - line * n;
            }
            System.arraycopy(part.valueStorage(), 0, values, width * o, width * part.nnz());
            o += part.nnz();
        }
        return new CooArray(lines.shape(), lines.dtype(), keys, values, lines.fillStorage());
    }

    private static DenseArray block(CooArray lines, Groups groups, int[] some, long n) {
        int entries = 0;
        for (int g : some) {
            entries += groups.starts[g + 1] - groups.starts[g];
        }
        int[] places = new int[entries];
        long[] keys = new long[entries];
        int o = 0;
        for (int i = 0; i < some.length; i++) {
            int g = some[i];
            for (int t = groups.starts[g]; t < groups.starts[g + 1]; t++) {
                places[o] = t;
                keys[o++] = lines.keyStorage()[t] + (i - groups.ids[g]) * n;
            }
        }
        return lines.selected(Shape.of(some.length, n), keys, places).toDense();
    }
}
