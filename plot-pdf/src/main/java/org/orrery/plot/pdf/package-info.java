/** Figures as PDF. */
@NullMarked
package org.orrery.plot.pdf;

import org.jspecify.annotations.NullMarked;
