package org.orrery.bench.architecture.bad.ndarray.parallel;

/** The one place that may start threads, though not print. */
class Workers {
    void print() {
        System.err.println("started");
    }

    Thread worker(Runnable work) {
        return new Thread(work);
    }
}
