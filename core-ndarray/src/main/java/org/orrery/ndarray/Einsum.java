package org.orrery.ndarray;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sums of products in Einstein's notation, as NumPy writes them.
 *
 * <pre>{@code
 * Einsum.einsum("ij,jk->ik", a, b);        // a product of matrices
 * Einsum.einsum("ii", a);                  // the trace
 * Einsum.einsum("...ij,...j->...i", a, x); // products of stacks
 * }</pre>
 */
public final class Einsum {
    /** Labels are 0 to 51 for letters; below zero for what an ellipsis stands for, -1 for its last axis. */
    private static final int LETTERS = 52;

    /** Up to so many operands the best order is searched; beyond, the cheapest pair comes next. */
    private static final int SEARCHED = 5;

    /** Products of this many elements or fewer are done by broadcasting rather than as matrices one by one. */
    private static final long SMALL = 4096;

    /** The most elements of a broadcast product at once. */
    private static final long CHUNK = 1 << 20;

    private Einsum() {}

    /**
     * Sums products over indices.
     *
     * <p>The text names an index by a letter for each axis of each operand, operands separated by commas. An index that
     * is not in the result is summed over. The result's indices stand behind {@code ->}; without it, they are those
     * that occur once, in alphabetical order. An index twice in one operand takes its diagonal. {@code ...} stands for
     * axes without names, which broadcast. The work is done pair by pair, in the order of the fewest operations.
     *
     * @param subscripts the text
     * @param operands the arrays
     * @return a new array of the promoted type; of booleans whether any product is true
     * @throws IllegalArgumentException if the text is wrong, or does not fit the operands
     * @throws ShapeException if axes of one index differ in size and neither is one
     * @throws DensificationException if an operand has no rule for what is needed
     */
    public static NdArray einsum(String subscripts, NdArray... operands) {
        Notation notation = new Notation(subscripts, operands);
        DType type = operands[0].dtype();
        for (NdArray x : operands) {
            type = DType.promote(type, x.dtype());
        }
        DType compute = type.isBoolean() ? DType.INT64 : type;
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < operands.length; i++) {
            terms.add(new Term(operands[i].convert(compute), notation.inputs.get(i)).diagonals());
        }
        Map<Integer, Long> sizes = sizes(subscripts, terms);
        terms.replaceAll(t -> t.withoutOnes(sizes));
        NdArray result = contracted(terms, notation.output, sizes, compute);
        return type.isBoolean() ? result.ne(0) : result.convert(type);
    }

    /** The size of each index: that of all axes but those of size one. */
    private static Map<Integer, Long> sizes(String text, List<Term> terms) {
        Map<Integer, Long> sizes = new LinkedHashMap<>();
        for (Term t : terms) {
            for (int i = 0; i < t.labels.size(); i++) {
                long n = t.array.shape().get(i);
                Long known = sizes.merge(t.labels.get(i), n, (a, b) -> a == 1 ? b : a);
                if (n != 1 && known != n) {
                    throw new ShapeException("einsum '" + text + "': index " + name(t.labels.get(i)) + " has the sizes "
                            + known + " and " + n + ": expected the same, or 1");
                }
            }
        }
        return sizes;
    }

    private static String name(int label) {
        return label < 0 ? "of the ellipsis" : "'" + letter(label) + "'";
    }

    private static char letter(int label) {
        return (char) (label < LETTERS / 2 ? 'A' + label : 'a' + label - LETTERS / 2);
    }

    private static NdArray contracted(List<Term> given, List<Integer> output, Map<Integer, Long> sizes, DType type) {
        List<Term> terms = new ArrayList<>(given);
        while (terms.size() > 1) {
            int[] pair = nextPair(terms, output, sizes);
            Term b = terms.remove(pair[1]);
            Term a = terms.remove(pair[0]);
            terms.add(product(a, b, needed(terms, output), type));
        }
        Term last = terms.get(0).summed(output, type);
        int[] order = output.stream().mapToInt(last.labels::indexOf).toArray();
        NdArray result = last.array.permute(order);
        return result instanceof DenseArray dense ? dense.copy() : result;
    }

    /** The indices that the result or another term has. */
    private static List<Integer> needed(List<Term> others, List<Integer> output) {
        List<Integer> needed = new ArrayList<>(output);
        others.forEach(t -> needed.addAll(t.labels));
        return needed;
    }

    private static int[] nextPair(List<Term> terms, List<Integer> output, Map<Integer, Long> sizes) {
        List<List<Integer>> labels = terms.stream().map(t -> t.labels).collect(Collectors.toList());
        int depth = terms.size() <= SEARCHED ? terms.size() : 1;
        int[] best = {0, 1};
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < labels.size(); i++) {
            for (int j = i + 1; j < labels.size(); j++) {
                double cost = cost(labels, i, j, output, sizes, depth);
                if (cost < least) {
                    least = cost;
                    best = new int[] {i, j};
                }
            }
        }
        return best;
    }

    /** The products that contracting a pair takes, and, to a depth, the cheapest continuation. */
    private static double cost(
            List<List<Integer>> labels, int i, int j, List<Integer> output, Map<Integer, Long> sizes, int depth) {
        List<List<Integer>> rest = new ArrayList<>(labels);
        List<Integer> b = rest.remove(j);
        List<Integer> a = rest.remove(i);
        double products = 1;
        List<Integer> union = new ArrayList<>(a);
        b.stream().filter(l -> !a.contains(l)).forEach(union::add);
        for (int label : union) {
            products *= sizes.getOrDefault(label, 1L);
        }
        if (rest.isEmpty() || depth <= 1) {
            return products;
        }
        rest.add(union.stream()
                .filter(l -> output.contains(l) || rest.stream().anyMatch(r -> r.contains(l)))
                .toList());
        double least = Double.POSITIVE_INFINITY;
        for (int p = 0; p < rest.size(); p++) {
            for (int q = p + 1; q < rest.size(); q++) {
                least = Math.min(least, cost(rest, p, q, output, sizes, depth - 1));
            }
        }
        return products + least;
    }

    /** The product of two terms, summed over the indices that nobody needs. */
    private static Term product(Term first, Term second, List<Integer> needed, DType type) {
        List<Integer> keepA = new ArrayList<>(needed);
        keepA.addAll(second.labels);
        List<Integer> keepB = new ArrayList<>(needed);
        keepB.addAll(first.labels);
        Term a = first.summed(keepA, type);
        Term b = second.summed(keepB, type);
        List<Integer> batch = new ArrayList<>();
        List<Integer> summed = new ArrayList<>();
        for (int label : a.labels) {
            if (b.labels.contains(label)) {
                (needed.contains(label) ? batch : summed).add(label);
            }
        }
        List<Integer> freeA = without(a.labels, batch, summed);
        List<Integer> freeB = without(b.labels, batch, summed);
        List<Integer> labels = new ArrayList<>(batch);
        labels.addAll(freeA);
        labels.addAll(freeB);
        if (batch.isEmpty()) {
            int[] axesA = summed.stream().mapToInt(a.labels::indexOf).toArray();
            int[] axesB = summed.stream().mapToInt(b.labels::indexOf).toArray();
            return new Term(LinearAlgebra.tensordot(a.array, b.array, axesA, axesB), labels);
        }
        return new Term(batched(a, b, batch, freeA, freeB, summed, type), labels);
    }

    private static List<Integer> without(List<Integer> labels, List<Integer> batch, List<Integer> summed) {
        return labels.stream()
                .filter(l -> !batch.contains(l) && !summed.contains(l))
                .toList();
    }

    private static NdArray batched(
            Term a,
            Term b,
            List<Integer> batch,
            List<Integer> freeA,
            List<Integer> freeB,
            List<Integer> summed,
            DType type) {
        long[] outer = a.dims(batch);
        long[] rows = a.dims(freeA);
        long[] columns = b.dims(freeB);
        long[] inner = a.dims(summed);
        long count = product(outer);
        long m = product(rows);
        long n = product(columns);
        long k = product(inner);
        NdArray x = a.ordered(batch, freeA, summed).reshape(count, m, 1, k);
        NdArray y = b.ordered(batch, freeB, summed).reshape(count, 1, n, k);
        List<NdArray> parts = new ArrayList<>();
        long step = m * n * k <= SMALL ? Math.max(1, CHUNK / Math.max(1, m * n * k)) : 1;
        for (long at = 0; at < count; at += step) {
            Index piece = Index.range(at, Math.min(count, at + step));
            if (step > 1) {
                parts.add(x.get(piece).mul(y.get(piece)).reduce(Reductions.SUM, Axes.of(3), type));
            } else {
                NdArray left = x.get(piece).reshape(m, k);
                NdArray right = y.get(piece).reshape(n, k);
                parts.add(LinearAlgebra.tensordot(left, right, new int[] {1}, new int[] {1})
                        .reshape(1, m, n));
            }
        }
        long[] dims = new long[outer.length + rows.length + columns.length];
        System.arraycopy(outer, 0, dims, 0, outer.length);
        System.arraycopy(rows, 0, dims, outer.length, rows.length);
        System.arraycopy(columns, 0, dims, outer.length + rows.length, columns.length);
        if (parts.isEmpty()) {
            return Creation.zeros(Shape.of(dims), type);
        }
        NdArray all = parts.size() == 1 ? parts.get(0) : Manipulation.concat(0, parts.toArray(new NdArray[0]));
        return all.reshape(dims);
    }

    private static long product(long[] dims) {
        return Arrays.stream(dims).reduce(1, Math::multiplyExact);
    }

    /** An array and the index of each of its axes. */
    private record Term(NdArray array, List<Integer> labels) {
        /** Takes the diagonal of axes of one index. */
        Term diagonals() {
            if (labels.stream().distinct().count() == labels.size()) {
                return this;
            }
            DenseArray a = DenseLoops.dense("einsum, of a diagonal,", array)[0];
            List<Integer> distinct = labels.stream().distinct().toList();
            long[] dims = new long[distinct.size()];
            int[] strides = new int[distinct.size()];
            Arrays.fill(dims, 1);
            for (int i = 0; i < labels.size(); i++) {
                int at = distinct.indexOf(labels.get(i));
                long n = a.shape().get(i);
                if (labels.indexOf(labels.get(i)) != i && n != dims[at]) {
                    throw new ShapeException("einsum: the diagonal of shape " + a.shape() + " over index "
                            + name(labels.get(i)) + ": expected axes of one size");
                }
                dims[at] = n;
                strides[at] += a.stride(i);
            }
            return new Term(a.view(Shape.of(dims), a.offset(), strides), distinct);
        }

        /** Drops axes of size one whose index is larger elsewhere: what is there counts for all its values. */
        Term withoutOnes(Map<Integer, Long> sizes) {
            List<Integer> kept = new ArrayList<>();
            List<Index> entries = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                boolean one = array.shape().get(i) == 1 && sizes.getOrDefault(labels.get(i), 1L) != 1;
                entries.add(one ? Index.at(0) : Index.all());
                if (!one) {
                    kept.add(labels.get(i));
                }
            }
            return kept.size() == labels.size() ? this : new Term(array.index(entries.toArray(new Index[0])), kept);
        }

        /** Sums over the indices that are not kept. */
        Term summed(List<Integer> keep, DType type) {
            int[] axes = new int[labels.size()];
            int count = 0;
            List<Integer> kept = new ArrayList<>();
            for (int i = 0; i < axes.length; i++) {
                if (keep.contains(labels.get(i))) {
                    kept.add(labels.get(i));
                } else {
                    axes[count++] = i;
                }
            }
            if (count == 0) {
                return this;
            }
            return new Term(array.reduce(Reductions.SUM, Axes.of(Arrays.copyOf(axes, count)), type), kept);
        }

        long[] dims(List<Integer> of) {
            return of.stream()
                    .mapToLong(l -> array.shape().get(labels.indexOf(l)))
                    .toArray();
        }

        NdArray ordered(List<Integer> first, List<Integer> second, List<Integer> third) {
            List<Integer> all = new ArrayList<>(first);
            all.addAll(second);
            all.addAll(third);
            return array.permute(all.stream().mapToInt(labels::indexOf).toArray());
        }
    }

    /** The text, taken apart: for each operand and the result the labels of their axes. */
    private static final class Notation {
        private final String text;
        private final List<List<Integer>> inputs = new ArrayList<>();
        private final List<Integer> output = new ArrayList<>();
        private int widest;

        Notation(String subscripts, NdArray... operands) {
            text = subscripts;
            String compact = subscripts.replace(" ", "");
            int arrow = compact.indexOf("->");
            String left = arrow < 0 ? compact : compact.substring(0, arrow);
            String[] parts = left.split(",", -1);
            if (operands.length == 0 || parts.length != operands.length) {
                throw wrong("it has " + parts.length + " operands, and " + operands.length + " are given");
            }
            for (int i = 0; i < parts.length; i++) {
                List<Integer> labels = new ArrayList<>();
                parse(parts[i], operands[i].ndim(), labels);
                if (labels.size() != operands[i].ndim()) {
                    throw wrong("operand " + i + " has " + labels.size() + " indices, and the array "
                            + operands[i].ndim() + " axes");
                }
                inputs.add(labels);
            }
            if (arrow < 0) {
                implied(left);
            } else {
                explicit(compact.substring(arrow + 2));
            }
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("einsum '" + text + "': " + what);
        }

        /** The labels of a list of letters; an ellipsis stands for what is left of {@code ndim} axes. */
        private void parse(String part, int ndim, List<Integer> labels) {
            int dots = part.indexOf("...");
            int letters = dots < 0 ? part.length() : part.length() - 3;
            for (int i = 0; i < part.length(); i++) {
                if (i == dots) {
                    int hidden = ndim - letters;
                    if (hidden < 0) {
                        throw wrong("'" + part + "' has " + letters + " letters for " + ndim + " axes");
                    }
                    widest = Math.max(widest, hidden);
                    for (int h = hidden; h > 0; h--) {
                        labels.add(-h);
                    }
                    i += 2;
                    continue;
                }
                char c = part.charAt(i);
                if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) {
                    throw wrong("'" + c + "' at place " + i + " of '" + part + "': expected a letter or one '...'");
                }
                labels.add(c <= 'Z' ? c - 'A' : c - 'a' + LETTERS / 2);
            }
        }

        private void implied(String left) {
            for (int h = widest; h > 0; h--) {
                output.add(-h);
            }
            for (int label = 0; label < LETTERS; label++) {
                char c = letter(label);
                if (left.chars().filter(x -> x == c).count() == 1) {
                    output.add(label);
                }
            }
        }

        private void explicit(String right) {
            boolean dots = right.contains("...");
            if (!dots && widest > 0) {
                throw wrong("the result has no '...' for the axes that the operands' stands for");
            }
            parse(right, dots ? right.length() - 3 + widest : right.length(), output);
            for (int label : output) {
                if (inputs.stream().noneMatch(l -> l.contains(label))) {
                    throw wrong("index " + name(label) + " of the result is in no operand");
                }
            }
            if (output.stream().distinct().count() != output.size()) {
                throw wrong("an index is twice in the result");
            }
        }
    }
}
