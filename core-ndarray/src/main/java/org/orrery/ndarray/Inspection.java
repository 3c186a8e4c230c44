package org.orrery.ndarray;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** What the library can do: the standard's {@code __array_namespace_info__}. */
public final class Inspection {
    /**
     * What depends on an implementation.
     *
     * @param booleanIndexing whether a mask selects elements
     * @param dataDependentShapes whether functions are there whose result's shape depends on values
     * @param maxDimensions the largest number of dimensions, empty if there is no limit
     */
    public record Capabilities(boolean booleanIndexing, boolean dataDependentShapes, OptionalInt maxDimensions) {}

    /**
     * The types that functions choose where none is asked for.
     *
     * @param realFloating the real floating type
     * @param complexFloating the complex type
     * @param integral the integer type
     * @param indexing the type of positions
     */
    public record DefaultDtypes(DType realFloating, DType complexFloating, DType integral, DType indexing) {}

    private Inspection() {}

    /**
     * What this implementation can do.
     *
     * @return the capabilities
     */
    public static Capabilities capabilities() {
        return new Capabilities(true, true, OptionalInt.empty());
    }

    /**
     * The device that arrays live on.
     *
     * @return its name, {@code "cpu"}
     */
    public static String defaultDevice() {
        return "cpu";
    }

    /**
     * All devices that arrays can live on.
     *
     * @return their names
     */
    public static List<String> devices() {
        return List.of(defaultDevice());
    }

    /**
     * The types that functions choose where none is asked for.
     *
     * @return the types
     */
    public static DefaultDtypes defaultDtypes() {
        return new DefaultDtypes(DType.FLOAT64, DType.COMPLEX128, DType.INT64, DType.INT64);
    }

    /**
     * All data types.
     *
     * @return the types
     */
    public static List<DType> dtypes() {
        return List.of(DType.values());
    }

    /**
     * The data types of some kinds.
     *
     * @param kinds the kinds
     * @return the types of these kinds
     */
    public static List<DType> dtypes(DataTypes.Kind... kinds) {
        return dtypes().stream()
                .filter(t -> Arrays.stream(kinds).anyMatch(k -> k.holds(t)))
                .toList();
    }
}
