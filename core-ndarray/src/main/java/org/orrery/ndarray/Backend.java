package org.orrery.ndarray;

/**
 * Something that may run an operation in another way than plain Java: a native library, a device. Found by
 * {@link Providers}; {@link Backends#describe()} tells the state of each.
 */
public interface Backend {
    /**
     * The name by which a user chooses it, such as {@code openblas}.
     *
     * @return a short name in lower case
     */
    String name();

    /**
     * Loads what it stands on and tests that it works. Called before it is used, and again to describe it: the first call
     * loads, and only here may natives be loaded.
     *
     * @return what was found, in a few words, such as a library's version or a device's name
     * @throws BackendException if it cannot be used; the message says why
     */
    String probe();
}
