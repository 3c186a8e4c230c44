package org.orrery.sparse.graph;

/** Checks of vertices that are arguments. */
final class Vertices {
    private Vertices() {}

    static int check(String name, long vertex, int count) {
        if (vertex < 0 || vertex >= count) {
            throw new IndexOutOfBoundsException(
                    name + " is " + vertex + ": expected " + (count == 0 ? "no vertex" : "0 to " + (count - 1)));
        }
        return (int) vertex;
    }
}
