package org.orrery.sparse.graph;

/** Disjoint sets: Tarjan and van Leeuwen, "Worst-Case Analysis of Set Union Algorithms", J. ACM 31 (1984). */
final class Forest {
    private final int[] parent;

    Forest(int n) {
        parent = new int[n];
        for (int i = 0; i < n; i++) {
            parent[i] = i;
        }
    }

    int root(int v) {
        int u = v;
        while (parent[u] != u) {
            parent[u] = parent[parent[u]];
            u = parent[u];
        }
        return u;
    }

    /** Joins two sets, and says whether they were two; the root is the lesser of both. */
    boolean join(int v, int u) {
        int a = root(v);
        int b = root(u);
        if (a == b) {
            return false;
        }
        parent[Math.max(a, b)] = Math.min(a, b);
        return true;
    }
}
