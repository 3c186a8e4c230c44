package org.orrery.sparse.linalg.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An order in which elimination fills in little: the vertex with the fewest neighbours goes first. Degrees are bounds on a
 * quotient graph, after Amestoy, Davis and Duff, "An Approximate Minimum Degree Ordering Algorithm", SIAM J. Matrix Anal.
 * Appl. 17 (1996): a vertex that was eliminated lives on as an element, whose members are neighbours of each other;
 * elements that lie in another are absorbed, vertices with the same neighbours are one, and those that have none outside
 * the new element go with it. Vertices with very many neighbours are put last.
 */
public final class MinimumDegree {
    private static final int[] NONE = new int[0];

    private final int n;
    /** Of each vertex how many it stands for; 0 where it is gone, or another stands for it. */
    private final int[] size;

    private final int[] degree;
    private final int[][] variables;
    private final int[] variableCount;
    private final int[][] elements;
    private final int[] elementCount;
    /** The members of an element; null where it is none, or was absorbed. */
    private final int[] @Nullable [] members;

    private final int[] weight;

    // Lists of the vertices of one degree.
    private final int[] head;
    private final int[] next;
    private final int[] previous;

    /** Vertices that go together are a chain that begins with the one that stands for them. */
    private final int[] follower;

    private final int[] tail;

    private final int[] mark;
    private int stamp;
    private final int[] outside;
    private final int[] outsideStamp;
    private final int[] compared;
    private int comparison;
    private final int[] bucket;
    private final int[] bucketNext;

    private MinimumDegree(Sparsity graph) {
        n = graph.size();
        size = new int[n];
        Arrays.fill(size, 1);
        degree = new int[n];
        variables = new int[n][];
        variableCount = new int[n];
        elements = new int[n][];
        Arrays.fill(elements, NONE);
        elementCount = new int[n];
        members = new int[n][];
        weight = new int[n];
        head = new int[n + 1];
        Arrays.fill(head, -1);
        next = new int[n];
        previous = new int[n];
        follower = new int[n];
        Arrays.fill(follower, -1);
        tail = new int[n];
        mark = new int[n];
        outside = new int[n];
        outsideStamp = new int[n];
        compared = new int[2 * n];
        bucket = new int[n];
        Arrays.fill(bucket, -1);
        bucketNext = new int[n];
        for (int v = 0; v < n; v++) {
            variables[v] = Arrays.copyOfRange(graph.neighbours(), graph.starts()[v], graph.starts()[v + 1]);
            variableCount[v] = variables[v].length;
            tail[v] = v;
        }
    }

    /**
     * The order.
     *
     * @param graph the graph of a symmetric matrix
     * @return for each place the vertex that belongs there
     */
    public static int[] order(Sparsity graph) {
        return new MinimumDegree(graph).run();
    }

    private int[] run() {
        int[] order = new int[n];
        double full = Math.max(16, 10 * Math.sqrt(n));
        int last = n;
        for (int v = n - 1; v >= 0; v--) {
            if (variableCount[v] > full) {
                order[--last] = v;
                size[v] = 0;
            }
        }
        for (int v = 0; v < n; v++) {
            if (size[v] > 0) {
                degree[v] = variableCount[v];
                link(v);
            }
        }
        int placed = 0;
        int least = 0;
        int[] found = new int[n];
        while (placed < last) {
            while (head[least] < 0) {
                least++;
            }
            int pivot = head[least];
            unlink(pivot);
            int count = gather(pivot, found);
            eliminate(pivot, found, count, last - placed - size[pivot]);
            for (int v = pivot; v >= 0; v = follower[v]) {
                order[placed++] = v;
            }
            size[pivot] = 0;
            int[] kept = members[pivot];
            if (kept != null) {
                for (int v : kept) {
                    least = Math.min(least, degree[v]);
                }
            }
        }
        return order;
    }

    private void link(int v) {
        int d = degree[v];
        next[v] = head[d];
        previous[v] = -1;
        if (head[d] >= 0) {
            previous[head[d]] = v;
        }
        head[d] = v;
    }

    private void unlink(int v) {
        if (previous[v] >= 0) {
            next[previous[v]] = next[v];
        } else {
            head[degree[v]] = next[v];
        }
        if (next[v] >= 0) {
            previous[next[v]] = previous[v];
        }
    }

    /** Finds the neighbours of a vertex, itself or by elements, which are absorbed. */
    private int gather(int pivot, int[] found) {
        stamp++;
        mark[pivot] = stamp;
        int count = 0;
        for (int t = 0; t < variableCount[pivot]; t++) {
            count = find(variables[pivot][t], found, count);
        }
        for (int t = 0; t < elementCount[pivot]; t++) {
            int[] some = members[elements[pivot][t]];
            if (some != null) {
                for (int v : some) {
                    count = find(v, found, count);
                }
                members[elements[pivot][t]] = null;
            }
        }
        variables[pivot] = NONE;
        elements[pivot] = NONE;
        return count;
    }

    private int find(int v, int[] found, int count) {
        if (size[v] > 0 && mark[v] != stamp) {
            mark[v] = stamp;
            found[count] = v;
            return count + 1;
        }
        return count;
    }

    private void eliminate(int pivot, int[] found, int count, int left) {
        int total = 0;
        for (int t = 0; t < count; t++) {
            int v = found[t];
            unlink(v);
            total += size[v];
            for (int s = 0; s < elementCount[v]; s++) {
                int e = elements[v][s];
                if (outsideStamp[e] != stamp) {
                    outsideStamp[e] = stamp;
                    outside[e] = weight[e];
                }
                outside[e] -= size[v];
            }
        }
        int kept = 0;
        int[] bound = new int[count];
        int[] hashes = new int[count];
        for (int t = 0; t < count; t++) {
            int v = found[t];
            int[] mine = elements[v];
            int hash = 0;
            int beyond = 0;
            int k = 0;
            for (int s = 0; s < elementCount[v]; s++) {
                int e = mine[s];
                if (members[e] != null && outside[e] == 0) {
                    members[e] = null;
                }
                if (members[e] != null) {
                    beyond += outside[e];
                    hash += e;
                    mine[k++] = e;
                }
            }
            int u = 0;
            for (int s = 0; s < variableCount[v]; s++) {
                int w = variables[v][s];
                if (size[w] > 0 && mark[w] != stamp) {
                    beyond += size[w];
                    hash += w;
                    variables[v][u++] = w;
                }
            }
            variableCount[v] = u;
            if (k == 0 && u == 0) {
                total -= size[v];
                join(pivot, v);
                continue;
            }
            if (k == mine.length) {
                mine = Arrays.copyOf(mine, k + k / 2 + 2);
                elements[v] = mine;
            }
            mine[k] = pivot;
            elementCount[v] = k + 1;
            bound[kept] = beyond;
            hashes[kept] = (hash & Integer.MAX_VALUE) % n;
            found[kept++] = v;
        }
        for (int t = 0; t < kept; t++) {
            int v = found[t];
            int most = total - size[v];
            degree[v] = Math.min(Math.min(left - size[v], degree[v] + most), most + bound[t]);
            degree[v] = Math.max(degree[v], 0);
        }
        unite(found, hashes, kept);
        int o = 0;
        for (int t = 0; t < kept; t++) {
            if (size[found[t]] > 0) {
                found[o++] = found[t];
                link(found[t]);
            }
        }
        members[pivot] = o == 0 ? null : Arrays.copyOf(found, o);
        weight[pivot] = total;
    }

    /** Makes one of those that have the same neighbours. */
    private void unite(int[] found, int[] hashes, int kept) {
        for (int t = 0; t < kept; t++) {
            int v = found[t];
            int h = hashes[t];
            int same = bucket[h];
            if (same >= 0) {
                comparison++;
                for (int s = 0; s < elementCount[v]; s++) {
                    compared[n + elements[v][s]] = comparison;
                }
                for (int s = 0; s < variableCount[v]; s++) {
                    compared[variables[v][s]] = comparison;
                }
                while (same >= 0 && !equal(v, same)) {
                    same = bucketNext[same];
                }
            }
            if (same >= 0) {
                degree[same] = Math.max(0, degree[same] - size[v]);
                size[same] += size[v];
                join(same, v);
            } else {
                bucketNext[v] = bucket[h];
                bucket[h] = v;
            }
        }
        for (int t = 0; t < kept; t++) {
            bucket[hashes[t]] = -1;
        }
    }

    private boolean equal(int v, int u) {
        if (elementCount[v] != elementCount[u] || variableCount[v] != variableCount[u]) {
            return false;
        }
        for (int s = 0; s < elementCount[u]; s++) {
            if (compared[n + elements[u][s]] != comparison) {
                return false;
            }
        }
        for (int s = 0; s < variableCount[u]; s++) {
            if (compared[variables[u][s]] != comparison) {
                return false;
            }
        }
        return true;
    }

    /** Lets a vertex go with another. */
    private void join(int first, int v) {
        follower[tail[first]] = v;
        tail[first] = tail[v];
        size[v] = 0;
        variables[v] = NONE;
        elements[v] = NONE;
        variableCount[v] = 0;
        elementCount[v] = 0;
    }
}
