/**
 * JMH benchmarks, a class per performance figure of a paper.
 *
 * <p>Each first uses every operation of the library, so that no call site has seen only the one that is measured
 * ({@link org.orrery.bench.jmh.OpProfile}); each forks JVMs whose heap has one size and is touched beforehand, on one
 * thread of ours. Table 2 of the Sparse paper is {@link org.orrery.bench.jmh.SparseTable2} and
 * {@link org.orrery.bench.jmh.DenseTable2}; what {@code reproduce ndarray} measures is
 * {@link org.orrery.bench.jmh.DenseMillion}, {@link org.orrery.bench.jmh.DenseMatrices},
 * {@link org.orrery.bench.jmh.DenseOperations} and, on one thread and on two, {@link org.orrery.bench.jmh.DenseOneThread}
 * and {@link org.orrery.bench.jmh.DenseTwoThreads}.
 *
 * <pre>{@code
 * bin/reproduce jmh SparseTable2
 * java -cp benchmarks/target/orrery-benchmarks-0.1.0-SNAPSHOT.jar org.orrery.bench.jmh.DenseOperations
 * }</pre>
 */
@NullMarked
package org.orrery.bench.jmh;

import org.jspecify.annotations.NullMarked;
