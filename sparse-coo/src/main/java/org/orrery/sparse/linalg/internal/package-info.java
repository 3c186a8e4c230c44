/** Compressed rows and the loops over them, shared by linear algebra and graphs; not for users. */
@NullMarked
package org.orrery.sparse.linalg.internal;

import org.jspecify.annotations.NullMarked;
