package org.orrery.bench.architecture.bad.backend.opencl;

/** Something that others might want. */
public class Driver {}
