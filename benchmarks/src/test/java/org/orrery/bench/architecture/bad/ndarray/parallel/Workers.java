package org.orrery.bench.architecture.bad.ndarray.parallel;

/** The one place that may. */
class Workers {
    Thread worker(Runnable work) {
        return new Thread(work);
    }
}
