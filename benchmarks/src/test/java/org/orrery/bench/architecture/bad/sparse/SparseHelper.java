package org.orrery.bench.architecture.bad.sparse;

/** Says nothing. */
class SparseHelper {}
