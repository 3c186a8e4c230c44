package org.orrery.bench.architecture.bad.sparse;

/** Libraries never print. */
public class Prints {
    void print() {
        System.out.println("ready");
    }
}
