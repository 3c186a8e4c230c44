/** Kernels of the sparse arrays, for nobody else: what is here changes without notice. */
@NullMarked
package org.orrery.sparse.internal;

import org.jspecify.annotations.NullMarked;
