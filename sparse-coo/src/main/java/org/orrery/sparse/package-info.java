/** N-dimensional sparse arrays. */
@NullMarked
package org.orrery.sparse;

import org.jspecify.annotations.NullMarked;
