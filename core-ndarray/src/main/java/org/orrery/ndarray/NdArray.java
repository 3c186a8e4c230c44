package org.orrery.ndarray;

import org.jspecify.annotations.Nullable;

/**
 * An n-dimensional array of one data type: the interface against which code is written once for dense and sparse arrays.
 *
 * <p>The first part is what users call. The second, below {@link #dispatchPriority()}, is the protocol that an array
 * type provides; library functions stand on it. An operation on several arrays is offered, with all of them in their
 * order, to the type of the highest priority.
 *
 * <pre>{@code
 * NdArray a = Creation.arange(12).reshape(3, 4);
 * a.get("1:, ::2").mul(2).add(1);
 * }</pre>
 *
 * <p>The interface is read-only: only {@link DenseArray} can be written to.
 */
public interface NdArray {
    /**
     * The data type of the elements.
     *
     * @return the type
     */
    DType dtype();

    /**
     * The dimensions.
     *
     * @return the shape
     */
    Shape shape();

    /**
     * The number of dimensions.
     *
     * @return the rank
     */
    default int ndim() {
        return shape().ndim();
    }

    /**
     * The number of elements.
     *
     * @return the product of the dimensions
     */
    default long size() {
        return shape().size();
    }

    /**
     * Where the elements live.
     *
     * @return the device's name, one of {@link Inspection#devices()}
     */
    default String device() {
        return Inspection.defaultDevice();
    }

    /**
     * The array on a device.
     *
     * @param device its name, one of {@link Inspection#devices()}
     * @return this array if it lives there
     * @throws IllegalArgumentException if there is no such device
     */
    default NdArray toDevice(String device) {
        if (!device.equals(device())) {
            throw new IllegalArgumentException(
                    "device '" + device + "' is unknown: expected one of " + Inspection.devices());
        }
        return this;
    }

    /**
     * The elements as a dense array.
     *
     * @return this array if it is dense, else a new one
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    DenseArray toDense();

    /**
     * The only element, as a real number; {@link #getLong(long...)} and {@link #getComplex(long...)} without arguments
     * read other types of a zero-dimensional array exactly.
     *
     * @return the element
     * @throws ShapeException if there is more than one element, or none
     * @throws DTypeException if the type is complex
     */
    default double item() {
        if (size() != 1) {
            throw new ShapeException("item of an array of shape " + shape() + ": expected exactly one element");
        }
        return getDouble(new long[ndim()]);
    }

    /**
     * One element as a real number.
     *
     * @param index a position for each axis, where negative ones count from the end
     * @return the element
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is complex
     */
    double getDouble(long... index);

    /**
     * One element of an array of one dimension as a real number.
     *
     * @param i the position on axis 0
     * @return the element
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is complex
     */
    default double getDouble(long i) {
        return getDouble(new long[] {i});
    }

    /**
     * One element of an array of two dimensions as a real number.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @return the element
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is complex
     */
    default double getDouble(long i, long j) {
        return getDouble(new long[] {i, j});
    }

    /**
     * One element of an array of three dimensions as a real number.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @param k the position on axis 2
     * @return the element
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is complex
     */
    default double getDouble(long i, long j, long k) {
        return getDouble(new long[] {i, j, k});
    }

    /**
     * One element as a integer (an unsigned one by its bits).
     *
     * @param index a position for each axis, where negative ones count from the end
     * @return the element
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is neither integer nor boolean
     */
    long getLong(long... index);

    /**
     * One element of an array of one dimension as a integer (an unsigned one by its bits).
     *
     * @param i the position on axis 0
     * @return the element
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is neither integer nor boolean
     */
    default long getLong(long i) {
        return getLong(new long[] {i});
    }

    /**
     * One element of an array of two dimensions as a integer (an unsigned one by its bits).
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @return the element
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is neither integer nor boolean
     */
    default long getLong(long i, long j) {
        return getLong(new long[] {i, j});
    }

    /**
     * One element of an array of three dimensions as a integer (an unsigned one by its bits).
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @param k the position on axis 2
     * @return the element
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is neither integer nor boolean
     */
    default long getLong(long i, long j, long k) {
        return getLong(new long[] {i, j, k});
    }

    /**
     * One element as a truth value.
     *
     * @param index a position for each axis, where negative ones count from the end
     * @return the element
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is not boolean
     */
    boolean getBoolean(long... index);

    /**
     * One element of an array of one dimension as a truth value.
     *
     * @param i the position on axis 0
     * @return the element
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is not boolean
     */
    default boolean getBoolean(long i) {
        return getBoolean(new long[] {i});
    }

    /**
     * One element of an array of two dimensions as a truth value.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @return the element
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is not boolean
     */
    default boolean getBoolean(long i, long j) {
        return getBoolean(new long[] {i, j});
    }

    /**
     * One element of an array of three dimensions as a truth value.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @param k the position on axis 2
     * @return the element
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is not boolean
     */
    default boolean getBoolean(long i, long j, long k) {
        return getBoolean(new long[] {i, j, k});
    }

    /**
     * One element as a complex number.
     *
     * @param index a position for each axis, where negative ones count from the end
     * @return the element
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     */
    Complex getComplex(long... index);

    /**
     * One element of an array of one dimension as a complex number.
     *
     * @param i the position on axis 0
     * @return the element
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     */
    default Complex getComplex(long i) {
        return getComplex(new long[] {i});
    }

    /**
     * One element of an array of two dimensions as a complex number.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @return the element
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     */
    default Complex getComplex(long i, long j) {
        return getComplex(new long[] {i, j});
    }

    /**
     * One element of an array of three dimensions as a complex number.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @param k the position on axis 2
     * @return the element
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     */
    default Complex getComplex(long i, long j, long k) {
        return getComplex(new long[] {i, j, k});
    }

    /**
     * The part that an index expression selects; {@link Index#parse(String)} says what can be written.
     *
     * @param expression the expression, such as {@code "1:, ::2"} or {@code "..., [0, 3]"}
     * @return a view of a dense array for integers, slices and new axes, else a new array
     * @throws IllegalArgumentException if the text is no index expression
     * @throws ShapeException if it does not fit this array's axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     */
    default NdArray get(String expression) {
        return index(Index.parse(expression));
    }

    /**
     * The part that index entries select.
     *
     * @param entries the entries; axes that they do not reach are taken whole
     * @return a view of a dense array for integers, slices and new axes, else a new array
     * @throws ShapeException if they do not fit this array's axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     */
    default NdArray get(Index... entries) {
        return index(entries);
    }

    /**
     * The array with its axes reversed.
     *
     * @return a view of a dense array
     */
    default NdArray transpose() {
        int[] axes = new int[ndim()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = axes.length - 1 - i;
        }
        return permute(axes);
    }

    /**
     * Each matrix of a stack transposed: the last two axes exchanged.
     *
     * @return a view of a dense array
     * @throws ShapeException if there are less than two dimensions
     */
    default NdArray mT() {
        return LinearAlgebra.matrixTranspose(this);
    }

    /**
     * The negative, element by element.
     *
     * @return the result
     * @throws DTypeException if the type is boolean
     */
    default NdArray neg() {
        return Ops.NEGATIVE.apply(this);
    }

    /**
     * The sum, element by element: this plus the other array.
     *
     * @param other the other operand, which broadcasts against this one
     * @return the result, of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray add(NdArray other) {
        return Ops.ADD.apply(this, other);
    }

    /**
     * The sum with a scalar: this plus the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray add(boolean value) {
        return Ops.ADD.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The sum with a scalar: this plus the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray add(long value) {
        return Ops.ADD.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The sum with a scalar: this plus the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray add(double value) {
        return Ops.ADD.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The sum with a scalar: this plus the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray add(Complex value) {
        return Ops.ADD.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code. Nothing is returned, so
     * that most mistakes do not compile.
     *
     * @param value a character
     * @throws DTypeException always
     */
    default void add(char value) {
        throw DTypeException.character(value);
    }

    /**
     * The difference, element by element: this minus the other array.
     *
     * @param other the other operand, which broadcasts against this one
     * @return the result, of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray sub(NdArray other) {
        return Ops.SUBTRACT.apply(this, other);
    }

    /**
     * The difference with a scalar: this minus the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray sub(boolean value) {
        return Ops.SUBTRACT.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The difference with a scalar: this minus the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray sub(long value) {
        return Ops.SUBTRACT.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The difference with a scalar: this minus the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray sub(double value) {
        return Ops.SUBTRACT.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The difference with a scalar: this minus the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray sub(Complex value) {
        return Ops.SUBTRACT.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code. Nothing is returned, so
     * that most mistakes do not compile.
     *
     * @param value a character
     * @throws DTypeException always
     */
    default void sub(char value) {
        throw DTypeException.character(value);
    }

    /**
     * The product, element by element: this times the other array.
     *
     * @param other the other operand, which broadcasts against this one
     * @return the result, of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray mul(NdArray other) {
        return Ops.MULTIPLY.apply(this, other);
    }

    /**
     * The product with a scalar: this times the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray mul(boolean value) {
        return Ops.MULTIPLY.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The product with a scalar: this times the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray mul(long value) {
        return Ops.MULTIPLY.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The product with a scalar: this times the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray mul(double value) {
        return Ops.MULTIPLY.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The product with a scalar: this times the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray mul(Complex value) {
        return Ops.MULTIPLY.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code. Nothing is returned, so
     * that most mistakes do not compile.
     *
     * @param value a character
     * @throws DTypeException always
     */
    default void mul(char value) {
        throw DTypeException.character(value);
    }

    /**
     * The quotient, element by element: this divided by the other array.
     *
     * @param other the other operand, which broadcasts against this one
     * @return the result, of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray div(NdArray other) {
        return Ops.DIVIDE.apply(this, other);
    }

    /**
     * The quotient with a scalar: this divided by the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray div(boolean value) {
        return Ops.DIVIDE.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The quotient with a scalar: this divided by the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray div(long value) {
        return Ops.DIVIDE.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The quotient with a scalar: this divided by the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray div(double value) {
        return Ops.DIVIDE.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The quotient with a scalar: this divided by the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray div(Complex value) {
        return Ops.DIVIDE.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code. Nothing is returned, so
     * that most mistakes do not compile.
     *
     * @param value a character
     * @throws DTypeException always
     */
    default void div(char value) {
        throw DTypeException.character(value);
    }

    /**
     * The power, element by element: this to the power of the other array.
     *
     * @param other the other operand, which broadcasts against this one
     * @return the result, of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray pow(NdArray other) {
        return Ops.POW.apply(this, other);
    }

    /**
     * The power with a scalar: this to the power of the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray pow(boolean value) {
        return Ops.POW.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The power with a scalar: this to the power of the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray pow(long value) {
        return Ops.POW.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The power with a scalar: this to the power of the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray pow(double value) {
        return Ops.POW.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The power with a scalar: this to the power of the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray pow(Complex value) {
        return Ops.POW.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code. Nothing is returned, so
     * that most mistakes do not compile.
     *
     * @param value a character
     * @throws DTypeException always
     */
    default void pow(char value) {
        throw DTypeException.character(value);
    }

    /**
     * The remainder, element by element: this modulo the other array.
     *
     * @param other the other operand, which broadcasts against this one
     * @return the result, of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray mod(NdArray other) {
        return Ops.REMAINDER.apply(this, other);
    }

    /**
     * The remainder with a scalar: this modulo the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray mod(boolean value) {
        return Ops.REMAINDER.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The remainder with a scalar: this modulo the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray mod(long value) {
        return Ops.REMAINDER.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The remainder with a scalar: this modulo the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray mod(double value) {
        return Ops.REMAINDER.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * The remainder with a scalar: this modulo the value, which does not widen the array within its kind.
     *
     * @param value the other operand
     * @return the result
     * @throws DTypeException if the operation does not take the types
     */
    default NdArray mod(Complex value) {
        return Ops.REMAINDER.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code. Nothing is returned, so
     * that most mistakes do not compile.
     *
     * @param value a character
     * @throws DTypeException always
     */
    default void mod(char value) {
        throw DTypeException.character(value);
    }

    /**
     * Whether {@code this == other}, element by element.
     *
     * @param other the other operand, which broadcasts against this one
     * @return booleans, of the broadcast shape
     * @throws ShapeException if the shapes do not broadcast
     */
    default NdArray eq(NdArray other) {
        return Ops.EQUAL.apply(this, other);
    }

    /**
     * Whether {@code this == value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray eq(boolean value) {
        return Ops.EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this == value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray eq(long value) {
        return Ops.EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this == value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray eq(double value) {
        return Ops.EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this == value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray eq(Complex value) {
        return Ops.EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code. Nothing is returned, so
     * that most mistakes do not compile.
     *
     * @param value a character
     * @throws DTypeException always
     */
    default void eq(char value) {
        throw DTypeException.character(value);
    }

    /**
     * Whether {@code this != other}, element by element.
     *
     * @param other the other operand, which broadcasts against this one
     * @return booleans, of the broadcast shape
     * @throws ShapeException if the shapes do not broadcast
     */
    default NdArray ne(NdArray other) {
        return Ops.NOT_EQUAL.apply(this, other);
    }

    /**
     * Whether {@code this != value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray ne(boolean value) {
        return Ops.NOT_EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this != value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray ne(long value) {
        return Ops.NOT_EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this != value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray ne(double value) {
        return Ops.NOT_EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this != value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray ne(Complex value) {
        return Ops.NOT_EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code. Nothing is returned, so
     * that most mistakes do not compile.
     *
     * @param value a character
     * @throws DTypeException always
     */
    default void ne(char value) {
        throw DTypeException.character(value);
    }

    /**
     * Whether {@code this < other}, element by element.
     *
     * @param other the other operand, which broadcasts against this one
     * @return booleans, of the broadcast shape
     * @throws ShapeException if the shapes do not broadcast
     */
    default NdArray lt(NdArray other) {
        return Ops.LESS.apply(this, other);
    }

    /**
     * Whether {@code this < value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray lt(boolean value) {
        return Ops.LESS.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this < value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray lt(long value) {
        return Ops.LESS.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this < value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray lt(double value) {
        return Ops.LESS.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this < value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray lt(Complex value) {
        return Ops.LESS.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code. Nothing is returned, so
     * that most mistakes do not compile.
     *
     * @param value a character
     * @throws DTypeException always
     */
    default void lt(char value) {
        throw DTypeException.character(value);
    }

    /**
     * Whether {@code this <= other}, element by element.
     *
     * @param other the other operand, which broadcasts against this one
     * @return booleans, of the broadcast shape
     * @throws ShapeException if the shapes do not broadcast
     */
    default NdArray le(NdArray other) {
        return Ops.LESS_EQUAL.apply(this, other);
    }

    /**
     * Whether {@code this <= value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray le(boolean value) {
        return Ops.LESS_EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this <= value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray le(long value) {
        return Ops.LESS_EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this <= value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray le(double value) {
        return Ops.LESS_EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this <= value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray le(Complex value) {
        return Ops.LESS_EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code. Nothing is returned, so
     * that most mistakes do not compile.
     *
     * @param value a character
     * @throws DTypeException always
     */
    default void le(char value) {
        throw DTypeException.character(value);
    }

    /**
     * Whether {@code this > other}, element by element.
     *
     * @param other the other operand, which broadcasts against this one
     * @return booleans, of the broadcast shape
     * @throws ShapeException if the shapes do not broadcast
     */
    default NdArray gt(NdArray other) {
        return Ops.GREATER.apply(this, other);
    }

    /**
     * Whether {@code this > value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray gt(boolean value) {
        return Ops.GREATER.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this > value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray gt(long value) {
        return Ops.GREATER.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this > value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray gt(double value) {
        return Ops.GREATER.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this > value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray gt(Complex value) {
        return Ops.GREATER.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code. Nothing is returned, so
     * that most mistakes do not compile.
     *
     * @param value a character
     * @throws DTypeException always
     */
    default void gt(char value) {
        throw DTypeException.character(value);
    }

    /**
     * Whether {@code this >= other}, element by element.
     *
     * @param other the other operand, which broadcasts against this one
     * @return booleans, of the broadcast shape
     * @throws ShapeException if the shapes do not broadcast
     */
    default NdArray ge(NdArray other) {
        return Ops.GREATER_EQUAL.apply(this, other);
    }

    /**
     * Whether {@code this >= value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray ge(boolean value) {
        return Ops.GREATER_EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this >= value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray ge(long value) {
        return Ops.GREATER_EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this >= value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray ge(double value) {
        return Ops.GREATER_EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Whether {@code this >= value}, element by element.
     *
     * @param value the other operand
     * @return booleans, of this array's shape
     */
    default NdArray ge(Complex value) {
        return Ops.GREATER_EQUAL.apply(this, Creation.weak(value, dtype()));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code. Nothing is returned, so
     * that most mistakes do not compile.
     *
     * @param value a character
     * @throws DTypeException always
     */
    default void ge(char value) {
        throw DTypeException.character(value);
    }

    // The protocol.

    /**
     * Which operand's type is asked to run an operation on several: the one of the highest priority.
     *
     * @return 0 for dense arrays, more for types that know dense ones
     */
    int dispatchPriority();

    /**
     * Applies an element-wise operation.
     *
     * @param op the operation
     * @param in all operands in their order, this one among them
     * @return the result, of the broadcast shape
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the operation does not take the types
     * @throws DensificationException if this type has no rule for it
     */
    NdArray apply(Op op, NdArray... in);

    /**
     * Reduces axes.
     *
     * @param reduction the reduction
     * @param axes the axes
     * @param dtype the type to accumulate in and to return, or null for the default
     * @return the result, without the reduced axes unless they are kept
     * @throws ShapeException if an axis is outside the rank or named twice, or nothing is reduced to nothing
     * @throws DTypeException if the reduction does not take the type
     */
    NdArray reduce(Reduction reduction, Axes axes, @Nullable DType dtype);

    /**
     * Folds all prefixes along an axis.
     *
     * @param reduction a reduction that has a running fold
     * @param axis the axis
     * @param dtype the type to accumulate in and to return, or null for the default
     * @return the result, of this array's shape
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if the reduction does not take the type
     * @throws IllegalArgumentException if the reduction has no running fold
     */
    NdArray scan(Reduction reduction, int axis, @Nullable DType dtype);

    /**
     * The part that index entries select; see {@link IndexPlan} for their meaning.
     *
     * @param entries the entries; axes that they do not reach are taken whole
     * @return a view of a dense array for integers, slices and new axes, else a new array
     * @throws ShapeException if they do not fit this array's axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     */
    NdArray index(Index... entries);

    /**
     * The elements, in row-major order, in another shape.
     *
     * @param dims the dimensions, one of which may be -1 and is then inferred
     * @return a view of a contiguous dense array, else a new array
     * @throws ShapeException if the number of elements differs
     */
    NdArray reshape(long... dims);

    /**
     * The array with its axes in another order.
     *
     * @param axes for each axis of the result, the axis of this array
     * @return a view of a dense array
     * @throws ShapeException if these are not all axes, each once
     */
    NdArray permute(int... axes);

    /**
     * The array repeated along new axes and along axes of size one.
     *
     * @param shape the wanted shape
     * @return a read-only view of a dense array
     * @throws ShapeException if this array does not broadcast to the shape, or a dense one would have more than 2^31-1
     *     elements
     */
    NdArray broadcastTo(Shape shape);

    /**
     * Joins arrays along an axis that they have.
     *
     * @param axis the axis
     * @param arrays all arrays in their order, this one among them
     * @return a new array of the promoted type
     * @throws ShapeException if the shapes differ elsewhere
     */
    NdArray concat(int axis, NdArray... arrays);

    /**
     * Sums products over pairs of axes (tensordot).
     *
     * @param a the first operand
     * @param b the second operand; this array is one of both
     * @param axesA the axes of the first that are summed over
     * @param axesB the axes of the second that they pair with
     * @return the result: the other axes of the first, then those of the second
     * @throws ShapeException if paired axes differ in size or number
     * @throws DTypeException if a type is boolean
     */
    NdArray contract(NdArray a, NdArray b, int[] axesA, int[] axesB);

    /**
     * Sorts along an axis.
     *
     * @param axis the axis
     * @param descending whether the largest comes first; NaN counts as larger than every number
     * @return a new array
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if the type is complex
     */
    NdArray sort(int axis, boolean descending);

    /**
     * The positions that sort along an axis, equal elements in their order.
     *
     * @param axis the axis
     * @param descending whether the largest comes first; NaN counts as larger than every number
     * @return a new array of int64 positions
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if the type is complex
     */
    NdArray argsort(int axis, boolean descending);

    /**
     * The elements as another data type. Floating values are truncated towards zero (NaN to zero), integers wrap,
     * anything but zero is true (NaN too).
     *
     * @param dtype the type
     * @return this array if it has the type, else a new one
     * @throws DTypeException if complex numbers would become real
     */
    NdArray convert(DType dtype);
}
