/** How figures are laid out, drawn and written. Not for users: it changes without notice. */
@NullMarked
package org.orrery.plot.internal;

import org.jspecify.annotations.NullMarked;
