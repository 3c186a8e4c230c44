package org.orrery.bench.bridge;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;

/**
 * Answers requests for array functions until its input ends.
 *
 * <p>A request is a line of words with a space between: handles that are no longer needed, each after a minus sign, a
 * name, arguments. An answer is {@code =} and the words of the result, or {@code !}, the class of the exception and its
 * message. {@link Words} tells the words. Beside the functions of the standard, found by their Java names, there are
 *
 * <ul>
 *   <li>{@code new DTYPE SHAPE TEXT}: an array of the elements in the text, row-major and little-endian, in Base64;
 *   <li>{@code data ARRAY}: the elements in that form; {@code item ARRAY}: the only element as a number;
 *   <li>{@code get ARRAY INDEX} and {@code set ARRAY INDEX VALUE}; {@code transpose ARRAY};
 *   <li>{@code into NAME OUT ARGUMENT...}: the form of a function that writes into an array.
 * </ul>
 *
 * Requests are answered one after the other; not thread-safe.
 */
public final class Bridge {
    private final Functions functions = new Functions();
    private final Handles handles = new Handles();
    private final Words words = new Words(handles);

    private Bridge() {}

    /**
     * Serves on the standard streams.
     *
     * @param arguments none
     * @throws IOException if the streams fail
     */
    public static void main(String[] arguments) throws IOException {
        var answers = System.out;
        // Nothing that a library might print may come between the answers.
        System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        serve(System.in, answers);
    }

    /**
     * Serves until the input ends.
     *
     * @param in requests
     * @param out answers
     * @throws IOException if the streams fail
     */
    public static void serve(InputStream in, OutputStream out) throws IOException {
        var bridge = new Bridge();
        var requests = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        var answers = new BufferedOutputStream(out);
        for (var line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.write(bridge.answer(line).getBytes(StandardCharsets.UTF_8));
            answers.write('\n');
            answers.flush();
        }
    }

    private String answer(String line) {
        try {
            var request = Words.split(line, ' ');
            var start = 0;
            while (request.get(start).startsWith("-")) {
                handles.drop(Integer.parseInt(request.get(start).substring(1)));
                start++;
            }
            var text = new StringBuilder("=");
            words.write(text, call(request.get(start), request.subList(start + 1, request.size())));
            return text.toString();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            // The other side raises it where the call is.
            return "!" + e.getClass().getSimpleName() + " "
                    + String.valueOf(e.getMessage()).replace('\n', ' ').replace('\r', ' ');
        }
    }

    private @Nullable Object call(String name, List<String> arguments) {
        return switch (name) {
            case "new" ->
                Elements.decode(
                        DType.parse(arguments.get(0)),
                        Shape.of(Words.longs(arguments.get(1))),
                        Base64.getDecoder().decode(arguments.get(2)));
            case "data" -> Base64.getEncoder().encodeToString(Elements.encode(array(arguments.get(0))));
            case "item" -> item(array(arguments.get(0)));
            case "transpose" -> array(arguments.get(0)).transpose();
            case "get" -> array(arguments.get(0)).get(words.index(arguments.get(1)));
            case "set" -> {
                set(array(arguments.get(0)), arguments.get(1), words.read(arguments.get(2)));
                yield true;
            }
            case "into" -> functions.call(arguments.get(0), read(arguments.subList(1, arguments.size())), true);
            default -> functions.call(name, read(arguments), false);
        };
    }

    private DenseArray array(String word) {
        return (DenseArray) words.read(word);
    }

    private Object[] read(List<String> arguments) {
        return arguments.stream().map(words::read).toArray();
    }

    /** The only element: a boolean, a number, or a text for what no long holds. */
    private static Object item(DenseArray array) {
        if (array.size() != 1) {
            throw new IllegalArgumentException("item of shape " + array.shape() + ": expected one element");
        }
        var only = array.reshape();
        var dtype = array.dtype();
        if (dtype.isBoolean()) {
            return only.getBoolean();
        }
        if (dtype.isComplex()) {
            return only.getComplex();
        }
        if (dtype.isInteger()) {
            var value = only.getLong();
            return dtype.isUnsigned() && value < 0 ? new Words.Unsigned(value) : value;
        }
        return only.getDouble();
    }

    private void set(DenseArray array, String index, Object value) {
        var entries = words.index(index);
        if (value instanceof NdArray other) {
            array.set(other, entries);
        } else if (value instanceof Boolean truth) {
            array.set((boolean) truth, entries);
        } else if (value instanceof Long number) {
            array.set((long) number, entries);
        } else if (value instanceof Double number) {
            array.set((double) number, entries);
        } else {
            array.set((Complex) value, entries);
        }
    }
}
