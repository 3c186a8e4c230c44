/**
 * The Array API standard, revision 2024.12, as one table: what each function is here, and what checks it against plain code
 * on boxed elements.
 *
 * <pre>{@code
 * for (StandardFunctions.Row row : StandardFunctions.rows()) {
 *     StandardTest.run(row);
 * }
 * }</pre>
 */
@NullMarked
package org.orrery.ndarray.standard;

import org.jspecify.annotations.NullMarked;
