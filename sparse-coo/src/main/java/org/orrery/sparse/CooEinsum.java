package org.orrery.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Reductions;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.kernels.DoubleBlas1;

/**
 * Sums of products by index notation. One sparse operand beside dense ones is walked once, entry by entry, and no
 * intermediate array is made: the matricised tensor times Khatri-Rao product ({@code ijk,jr,kr->ir}) and the sampled
 * product of two matrices ({@code ij,ir,jr->ij}) are of this kind. Everything else is done two operands at a time, as
 * (a stack of) matrix products.
 */
final class CooEinsum {
    private static final int BLOCK = 256;

    private final String text;
    private final DType compute;
    private final Map<Integer, Long> sizes = new LinkedHashMap<>();

    private CooEinsum(String text, DType compute) {
        this.text = text;
        this.compute = compute;
    }

    /** An array and the label of each of its axes. */
    private record Term(NdArray array, List<Integer> labels) {
        boolean isSparse() {
            return array instanceof CooArray;
        }

        long size(int label) {
            return array.shape().get(labels.indexOf(label));
        }

        double entries() {
            return array instanceof CooArray a ? a.nnz() : array.size();
        }

        /** The array with its axes in the order of some labels, all of which it has. */
        NdArray ordered(List<Integer> order) {
            return array.permute(order.stream().mapToInt(labels::indexOf).toArray());
        }
    }

    static NdArray einsum(String subscripts, NdArray... operands) {
        DType type = operands.length == 0 ? DType.BOOL : operands[0].dtype();
        for (NdArray x : operands) {
            type = DType.promote(type, x.dtype());
        }
        CooEinsum e = new CooEinsum(subscripts, type.isBoolean() ? DType.INT64 : type);
        List<List<Integer>> labels = new ArrayList<>();
        List<Integer> output = e.parse(labels, operands);
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < operands.length; i++) {
            NdArray x = operands[i] instanceof GcxsArray g ? g.toCoo() : operands[i];
            terms.add(diagonals(new Term(x.convert(e.compute), labels.get(i)), subscripts));
        }
        e.measure(terms);
        terms.replaceAll(e::withoutOnes);
        NdArray r = e.run(terms, output);
        NdArray result = type.isBoolean() ? r.ne(0) : r.convert(type);
        return result.ndim() == 0 ? result.toDense() : result;
    }

    // Notation.

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("einsum '" + text + "': " + what);
    }

    private List<Integer> parse(List<List<Integer>> labels, NdArray... operands) {
        String compact = text.replace(" ", "");
        int arrow = compact.indexOf("->");
        String[] parts = (arrow < 0 ? compact : compact.substring(0, arrow)).split(",", -1);
        if (operands.length == 0 || parts.length != operands.length) {
            throw wrong("it has " + parts.length + " operands, and " + operands.length + " are given");
        }
        int widest = 0;
        for (int i = 0; i < parts.length; i++) {
            int ndim = operands[i].ndim();
            int letters = parts[i].replace("...", "").length();
            boolean dots = parts[i].contains("...");
            if (dots ? letters > ndim : letters != ndim) {
                throw wrong("'" + parts[i] + "' has " + letters + " indices, and operand " + i + " " + ndim + " axes");
            }
            widest = Math.max(widest, ndim - letters);
            labels.add(labels(parts[i], ndim - letters));
        }
        return arrow < 0 ? implied(labels, widest) : explicit(compact.substring(arrow + 2), labels, widest);
    }

    /** The labels of letters are their codes, those of the axes that an ellipsis stands for below zero, -1 the last. */
    private List<Integer> labels(String part, int hidden) {
        List<Integer> labels = new ArrayList<>();
        int dots = part.indexOf("...");
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (i == dots) {
                for (int k = hidden; k > 0; k--) {
                    labels.add(-k);
                }
                i += 2;
            } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                labels.add((int) c);
            } else {
                throw wrong("'" + c + "' is neither a letter nor the one '...' of an operand");
            }
        }
        return labels;
    }

    /** Without an arrow: the ellipsis, then what is there once, in alphabetical order. */
    private static List<Integer> implied(List<List<Integer>> labels, int widest) {
        List<Integer> output = new ArrayList<>();
        for (int k = widest; k > 0; k--) {
            output.add(-k);
        }
        for (int c = 'A'; c <= 'z'; c++) {
            int label = c;
            long count = labels.stream()
                    .flatMap(List::stream)
                    .filter(l -> l == label)
                    .count();
            if (count == 1) {
                output.add(c);
            }
        }
        return output;
    }

    private List<Integer> explicit(String part, List<List<Integer>> labels, int widest) {
        List<Integer> output = labels(part, widest);
        for (int label : output) {
            if (output.indexOf(label) != output.lastIndexOf(label)) {
                throw wrong("index '" + (char) label + "' is twice in the result");
            }
            if (label > 0 && labels.stream().noneMatch(l -> l.contains(label))) {
                throw wrong("index '" + (char) label + "' of the result is in no operand");
            }
        }
        return output;
    }

    private static Term diagonals(Term term, String text) {
        Term t = term;
        for (int i = 0; i < t.labels.size(); i++) {
            int label = t.labels.get(i);
            int j = t.labels.lastIndexOf(label);
            if (j > i) {
                if (t.array.shape().get(i) != t.array.shape().get(j)) {
                    throw new ShapeException("einsum '" + text + "': index '" + (char) label + "' of shape "
                            + t.array.shape() + " has the sizes "
                            + t.array.shape().get(i) + " and " + t.array.shape().get(j) + ": expected the same");
                }
                NdArray d = Sparse.diagonal(t.array, 0, i, j);
                List<Integer> rest = new ArrayList<>(t.labels);
                rest.remove(j);
                rest.remove(i);
                rest.add(label);
                t = new Term(t.isSparse() ? d : d.toDense(), rest);
                i = -1;
            }
        }
        return t;
    }

    private void measure(List<Term> terms) {
        for (Term t : terms) {
            for (int label : t.labels) {
                long n = t.size(label);
                long known = sizes.getOrDefault(label, 1L);
                if (n != 1 && known != 1 && n != known) {
                    String name = label < 0 ? "of the ellipsis" : "'" + (char) label + "'";
                    throw new ShapeException("einsum '" + text + "': index " + name + " has the sizes " + known
                            + " and " + n + ": expected the same, or 1");
                }
                sizes.put(label, known == 1 ? n : known);
            }
        }
    }

    /** Drops axes of size one whose label is longer elsewhere: what is there counts for all its values. */
    private Term withoutOnes(Term t) {
        List<Integer> kept = new ArrayList<>();
        Index[] entries = new Index[t.labels.size()];
        for (int i = 0; i < entries.length; i++) {
            int label = t.labels.get(i);
            boolean one = t.array.shape().get(i) == 1 && sizes.getOrDefault(label, 1L) != 1;
            entries[i] = one ? Index.at(0) : Index.all();
            if (!one) {
                kept.add(label);
            }
        }
        return kept.size() == entries.length ? t : new Term(t.array.index(entries), kept);
    }

    // Order.

    private NdArray run(List<Term> given, List<Integer> output) {
        List<Term> terms = new ArrayList<>(given);
        while (terms.size() > 1) {
            long sparse = terms.stream().filter(Term::isSparse).count();
            boolean real = compute.isFloating();
            if (sparse == 1 && real && (terms.size() > 2 || sharesKept(terms.get(0), terms.get(1), output))) {
                Term t = fused(terms, output);
                terms.clear();
                terms.add(t);
                break;
            }
            int[] pair = cheapest(terms);
            Term b = terms.remove(pair[1]);
            Term a = terms.remove(pair[0]);
            List<Integer> needed = new ArrayList<>(output);
            terms.forEach(t -> needed.addAll(t.labels));
            terms.add(product(a, b, needed));
        }
        Term last = summed(terms.get(0), output);
        for (int label : output) {
            if (!last.labels.contains(label)) {
                // Only an ellipsis that stands for no axis of size other than one anywhere.
                List<Integer> more = new ArrayList<>(last.labels);
                more.add(label);
                long[] dims = Arrays.copyOf(last.array.shape().dims(), more.size());
                dims[more.size() - 1] = 1;
                last = new Term(last.array.reshape(dims), more);
            }
        }
        return last.ordered(output);
    }

    private static boolean sharesKept(Term a, Term b, List<Integer> output) {
        return a.labels.stream().anyMatch(l -> b.labels.contains(l) && output.contains(l));
    }

    /** The pair with the fewest products, if entries are where they are by chance. */
    private int[] cheapest(List<Term> terms) {
        int[] best = {0, 1};
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < terms.size(); i++) {
            for (int j = i + 1; j < terms.size(); j++) {
                Term b = terms.get(j);
                double cost = terms.get(i).entries() * b.entries();
                for (int label : terms.get(i).labels) {
                    cost /= b.labels.contains(label) ? Math.max(1, sizes.getOrDefault(label, 1L)) : 1;
                }
                if (cost < least) {
                    least = cost;
                    best = new int[] {i, j};
                }
            }
        }
        return best;
    }

    /** Sums over the labels that nobody needs. */
    private Term summed(Term t, List<Integer> needed) {
        List<Integer> kept = new ArrayList<>();
        int[] axes = new int[t.labels.size()];
        int count = 0;
        for (int i = 0; i < axes.length; i++) {
            if (needed.contains(t.labels.get(i))) {
                kept.add(t.labels.get(i));
            } else {
                axes[count++] = i;
            }
        }
        return count == 0
                ? t
                : new Term(t.array.reduce(Reductions.SUM, Axes.of(Arrays.copyOf(axes, count)), compute), kept);
    }

    // Two operands.

    private Term product(Term first, Term second, List<Integer> needed) {
        List<Integer> keepA = new ArrayList<>(needed);
        keepA.addAll(second.labels);
        List<Integer> keepB = new ArrayList<>(needed);
        keepB.addAll(first.labels);
        Term a = summed(first, keepA);
        Term b = summed(second, keepB);
        List<Integer> batch = new ArrayList<>();
        List<Integer> inner = new ArrayList<>();
        List<Integer> freeA = new ArrayList<>();
        for (int label : a.labels) {
            List<Integer> kind = !b.labels.contains(label) ? freeA : needed.contains(label) ? batch : inner;
            kind.add(label);
        }
        List<Integer> freeB = new ArrayList<>(b.labels);
        freeB.removeAll(a.labels);
        List<Integer> labels = concatenated(batch, freeA, freeB);
        boolean sparse = a.isSparse() && b.isSparse();
        if (batch.isEmpty()) {
            int[] axesA = inner.stream().mapToInt(a.labels::indexOf).toArray();
            int[] axesB = inner.stream().mapToInt(b.labels::indexOf).toArray();
            return new Term(LinearAlgebra.tensordot(a.array, b.array, axesA, axesB), labels);
        }
        if (sparse) {
            checkFill((CooArray) a.array);
            checkFill((CooArray) b.array);
            CooArray x = stack(a, batch, freeA, inner);
            CooArray y = stack(b, batch, inner, freeB);
            CooArray p = CooContraction.batched(x, y, wide());
            return new Term(p.withShape(Shape.of(dims(labels))).convert(compute), labels);
        }
        // Broadcast against each other and sum; a sparse operand keeps the product sparse.
        List<Integer> all = concatenated(labels, inner, List.of());
        NdArray p = expanded(a, all).mul(expanded(b, all));
        int[] last = new int[inner.size()];
        for (int i = 0; i < last.length; i++) {
            last[i] = labels.size() + i;
        }
        return new Term(last.length == 0 ? p : p.reduce(Reductions.SUM, Axes.of(last), compute), labels);
    }

    private DType wide() {
        return compute.isComplex() ? DType.COMPLEX128 : compute.isFloating() ? DType.FLOAT64 : DType.INT64;
    }

    private static List<Integer> concatenated(List<Integer> a, List<Integer> b, List<Integer> c) {
        List<Integer> all = new ArrayList<>(a);
        all.addAll(b);
        all.addAll(c);
        return all;
    }

    private long[] dims(List<Integer> labels) {
        return labels.stream().mapToLong(l -> sizes.getOrDefault(l, 1L)).toArray();
    }

    private long size(List<Integer> labels) {
        return Arrays.stream(dims(labels)).reduce(1, Math::multiplyExact);
    }

    private CooArray stack(Term t, List<Integer> batch, List<Integer> rows, List<Integer> columns) {
        CooArray a = (CooArray) t.ordered(concatenated(batch, rows, columns));
        return a.withShape(Shape.of(size(batch), size(rows), size(columns)));
    }

    private static NdArray expanded(Term t, List<Integer> all) {
        List<Integer> own = new ArrayList<>(all);
        own.retainAll(t.labels);
        long[] dims = all.stream()
                .mapToLong(l -> t.labels.contains(l) ? t.size(l) : 1)
                .toArray();
        return t.ordered(own).reshape(dims);
    }

    private void checkFill(CooArray a) {
        if (!Cells.isZero(a.fill())) {
            throw new DensificationException("einsum '" + text + "' of a sparse array with the fill value " + a.fill()
                    + ": expected 0, since every sum would have elements that are not stored");
        }
    }

    // One sparse operand beside dense ones.

    private Term fused(List<Term> terms, List<Integer> output) {
        Term sparse = terms.stream().filter(Term::isSparse).findFirst().orElseThrow();
        List<Term> dense = terms.stream().filter(t -> !t.isSparse()).toList();
        CooArray s = ((CooArray) sparse.array).convert(DType.FLOAT64);
        checkFill(s);
        List<Integer> inner = new ArrayList<>();
        for (Term t : dense) {
            t.labels.stream()
                    .filter(l -> !sparse.labels.contains(l) && !inner.contains(l))
                    .forEach(inner::add);
        }
        Factor[] f = new Factor[dense.size()];
        for (int k = 0; k < f.length; k++) {
            f[k] = new Factor(dense.get(k), sparse.labels, inner, dims(inner));
        }
        if (inner.stream().noneMatch(output::contains)) {
            double[] values = new double[s.nnz()];
            walk(s, f, null, (int) size(inner), values);
            CooArray r = CooArray.pruned(s.shape(), DType.FLOAT64, s.keyStorage(), values, new double[1]);
            Term summed = summed(new Term(r, sparse.labels), output);
            return new Term(summed.array.convert(compute), summed.labels);
        }
        DenseArray out = Creation.zeros(Shape.of(dims(output)), DType.FLOAT64);
        if (out.size() > 0 && s.nnz() > 0) {
            Factor to = new Factor(new Term(out, output), sparse.labels, inner, dims(inner));
            walk(s, f, to, (int) size(inner), (double[]) out.storage());
        }
        return new Term(out.convert(compute), output);
    }

    /** A dense operand, or the result, and how places in it follow from an entry and from the labels that it lacks. */
    private static final class Factor {
        final double[] data;
        private final int offset;
        private final long[] weights;

        /** For each element of the labels that the sparse operand lacks. */
        final int[] inner;

        /** Whether these are places side by side. */
        final boolean row;

        final long[] bases = new long[BLOCK];

        Factor(Term t, List<Integer> outerLabels, List<Integer> innerLabels, long[] innerDims) {
            DenseArray d = t.array.toDense().convert(DType.FLOAT64);
            data = (double[]) d.storage();
            offset = d.offset();
            weights = new long[outerLabels.size()];
            for (int i = 0; i < weights.length; i++) {
                int axis = t.labels.indexOf(outerLabels.get(i));
                weights[i] = axis < 0 ? 0 : d.stride(axis);
            }
            int n = 1;
            for (long dim : innerDims) {
                n = (int) Math.multiplyExact(n, dim);
            }
            inner = new int[n];
            boolean consecutive = true;
            for (int e = 0; e < n; e++) {
                int rest = e;
                for (int i = innerDims.length - 1; i >= 0; i--) {
                    int p = rest % (int) innerDims[i];
                    rest /= (int) innerDims[i];
                    int axis = t.labels.indexOf(innerLabels.get(i));
                    inner[e] += axis < 0 ? 0 : p * d.stride(axis);
                }
                consecutive &= inner[e] == e;
            }
            row = consecutive;
        }

        Projection projection(Shape shape) {
            return new Projection(shape, weights);
        }

        int at(int entry) {
            return offset + (int) bases[entry];
        }
    }

    /**
     * Goes through the entries once. With a place to add to, each adds its products there; else its value is the sum of
     * them.
     */
    private static void walk(CooArray s, Factor[] factors, @Nullable Factor to, int inner, double[] out) {
        double[] v = (double[]) s.valueStorage();
        Projection[] places = new Projection[factors.length];
        for (int k = 0; k < places.length; k++) {
            places[k] = factors[k].projection(s.shape());
        }
        Projection target = to == null ? null : to.projection(s.shape());
        boolean rows = to == null || to.row;
        for (Factor f : factors) {
            rows &= f.row;
        }
        for (int from = 0; from < v.length; from += BLOCK) {
            int m = Math.min(BLOCK, v.length - from);
            for (int k = 0; k < places.length; k++) {
                places[k].of(s.keyStorage(), from, m, factors[k].bases);
            }
            if (to != null && target != null) {
                target.of(s.keyStorage(), from, m, to.bases);
                for (int t = 0; t < m; t++) {
                    if (rows && factors.length == 2) {
                        add(v[from + t], factors[0], factors[1], t, out, to.at(t), inner);
                    } else {
                        add(v[from + t], factors, t, out, to, inner);
                    }
                }
                continue;
            }
            for (int t = 0; t < m; t++) {
                Factor f = factors[0];
                out[from + t] = v[from + t]
                        * (rows && factors.length == 2
                                ? DoubleBlas1.dot(f.data, f.at(t), factors[1].data, factors[1].at(t), inner)
                                : sum(factors, t, inner));
            }
        }
    }

    private static void add(double v, Factor f, Factor g, int t, double[] out, int at, int inner) {
        double[] x = f.data;
        double[] y = g.data;
        int i = f.at(t);
        int j = g.at(t);
        for (int r = 0; r < inner; r++) {
            out[at + r] += v * x[i + r] * y[j + r];
        }
    }

    private static void add(double v, Factor[] factors, int t, double[] out, Factor to, int inner) {
        for (int r = 0; r < inner; r++) {
            double p = v;
            for (Factor f : factors) {
                p *= f.data[f.at(t) + f.inner[r]];
            }
            out[to.at(t) + to.inner[r]] += p;
        }
    }

    private static double sum(Factor[] factors, int t, int inner) {
        double sum = 0;
        for (int r = 0; r < inner; r++) {
            double p = 1;
            for (Factor f : factors) {
                p *= f.data[f.at(t) + f.inner[r]];
            }
            sum += p;
        }
        return sum;
    }
}
