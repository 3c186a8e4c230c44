/**
 * Arrays in files: NumPy's npy and npz, and CSV.
 *
 * <p>Readers check every size that a file declares before they allocate, and answer what breaks the format with a
 * {@link org.orrery.ndarray.FormatException} that names the position. Writers write a temporary file and move it.
 *
 * <pre>{@code
 * Npy.write(Path.of("a.npy"), a);
 * Npz.write(Path.of("all.npz"), Map.of("a", a, "b", b));
 * DenseArray a = Npz.read(Path.of("all.npz")).get("a");
 * DenseArray table = Csv.read(Path.of("table.csv"));
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.orrery.ndarray.io;
