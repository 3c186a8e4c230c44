package org.orrery.bench.reproduction;

import java.util.List;
import org.orrery.bench.report.Goal;

/**
 * What can be reproduced: a paper, or numbers that were asked for.
 *
 * @param name the name of the subcommand
 * @param title the title of the paper
 * @param source authors and venue
 * @param contents what is measured, in a line
 * @param worker our side: a class whose main method serves an {@link ArrayWorkload}
 * @param script the Python side: the name of a resource beside the worker
 * @param peers the libraries that the script can measure, named to it by its argument
 * @param goals the numbers that were asked for
 */
public record Subject(
        String name,
        String title,
        String source,
        String contents,
        Class<?> worker,
        String script,
        List<Peer> peers,
        List<? extends Goal> goals) {
    /**
     * Keeps its own copies of the lists.
     *
     * @param name the name of the subcommand
     * @param title the title of the paper
     * @param source authors and venue
     * @param contents what is measured
     * @param worker our side
     * @param script the Python side
     * @param peers the libraries that the script can measure
     * @param goals the numbers that were asked for
     */
    public Subject {
        peers = List.copyOf(peers);
        goals = List.copyOf(goals);
    }

    /**
     * A library of Python.
     *
     * @param module what it is imported as, and the key of its column
     * @param name how people call it
     */
    public record Peer(String module, String name) {}

    /**
     * The heading over everything.
     *
     * @return title and source
     */
    public String heading() {
        return title + " (" + source + ")";
    }
}
