/** Figures from arrays: PNG, SVG, interactive HTML. */
@NullMarked
package org.orrery.plot;

import org.jspecify.annotations.NullMarked;
