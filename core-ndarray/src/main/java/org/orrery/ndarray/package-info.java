/** N-dimensional arrays, linear algebra, FFT, sampling, parallel runtime. */
@NullMarked
package org.orrery.ndarray;

import org.jspecify.annotations.NullMarked;
