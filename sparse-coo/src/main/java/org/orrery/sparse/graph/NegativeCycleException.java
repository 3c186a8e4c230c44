package org.orrery.sparse.graph;

/** A graph in which some path can be made ever lighter, by going around a cycle. */
public class NegativeCycleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which cycle was found, and its weight
     */
    public NegativeCycleException(String message) {
        super(message);
    }
}
