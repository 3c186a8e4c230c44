/**
 * What the tests of all modules stand on: seeded generators of arrays, a fuzz harness for readers, NumPy as a reference.
 *
 * <pre>{@code
 * var random = new Generators(42);
 * DenseArray a = random.view(random.array(DType.FLOAT64));
 * DenseArray v = random.view(DType.INT16, Shape.of(3, 4));
 * Fuzz.bytes(corpus, bytes -> Npy.read(new ByteArrayInputStream(bytes), "fuzz"), Set.of(FormatException.class), 10_000, 42);
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.orrery.ndarray.testing;
