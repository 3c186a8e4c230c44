package org.orrery.bench.architecture.bad.ndarray;

/** What all may use. */
public class Core {}
