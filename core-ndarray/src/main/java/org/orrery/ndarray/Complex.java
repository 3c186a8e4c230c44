package org.orrery.ndarray;

/**
 * A complex number of two doubles, as scalars and single elements are given and read.
 *
 * @param re the real part
 * @param im the imaginary part
 */
public record Complex(double re, double im) {
    /** The imaginary unit. */
    public static final Complex I = new Complex(0, 1);

    /**
     * A complex number from its parts.
     *
     * @param re the real part
     * @param im the imaginary part
     * @return the number
     */
    public static Complex of(double re, double im) {
        return new Complex(re, im);
    }

    /**
     * The modulus, without undue overflow.
     *
     * @return {@code hypot(re, im)}
     */
    public double abs() {
        return Math.hypot(re, im);
    }

    /**
     * The argument.
     *
     * @return the angle in radians, in [-pi, pi]
     */
    public double arg() {
        return Math.atan2(im, re);
    }

    /** Python's form, such as {@code (1+2j)}. */
    @Override
    public String toString() {
        boolean negative = im < 0 || (im == 0 && 1 / im < 0);
        return "(" + re + (negative ? "-" : "+") + Math.abs(im) + "j)";
    }
}
