package org.orrery.ndarray.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/**
 * Keeps what was made for lengths, those used last, up to a bound of memory. May be used by several threads.
 *
 * @param <T> the type of what is kept
 */
final class LengthCache<T> {
    private final IntFunction<T> maker;
    private final ToLongFunction<T> size;
    private final long limit;
    private final Map<Integer, T> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    /**
     * Creates an empty cache.
     *
     * @param maker makes the entry of a length; may run twice for one
     * @param size the size of an entry
     * @param limit the greatest sum of sizes, but for the entry used last
     */
    LengthCache(IntFunction<T> maker, ToLongFunction<T> size, long limit) {
        this.maker = maker;
        this.size = size;
        this.limit = limit;
    }

    /** The entry of a length. */
    T get(int n) {
        synchronized (entries) {
            T known = entries.get(n);
            if (known != null) {
                return known;
            }
        }
        // Outside the lock: making a long one takes a while, and may ask for others.
        T made = maker.apply(n);
        synchronized (entries) {
            T known = entries.putIfAbsent(n, made);
            if (known != null) {
                return known;
            }
            held += size.applyAsLong(made);
            Iterator<T> oldest = entries.values().iterator();
            while (held > limit && entries.size() > 1) {
                held -= size.applyAsLong(oldest.next());
                oldest.remove();
            }
            return made;
        }
    }
}
