package org.orrery.bench.architecture.bad.sparse;

/** Ambiguous in JShell. */
public class List {}
