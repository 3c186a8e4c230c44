package org.orrery.bench.bridge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.DenseArray;

/** The arrays that the other side holds, by number. */
final class Handles {
    private final List<@Nullable DenseArray> arrays = new ArrayList<>();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();

    int add(DenseArray array) {
        var handle = free.isEmpty() ? arrays.size() : free.pop();
        if (handle == arrays.size()) {
            arrays.add(array);
        } else {
            arrays.set(handle, array);
        }
        return handle;
    }

    DenseArray get(int handle) {
        var array = handle >= 0 && handle < arrays.size() ? arrays.get(handle) : null;
        if (array == null) {
            throw new IllegalArgumentException("no array has the handle " + handle);
        }
        return array;
    }

    void drop(int handle) {
        get(handle);
        arrays.set(handle, null);
        free.push(handle);
    }
}
