package org.orrery.plot.internal;

import java.util.function.Consumer;
import org.orrery.plot.Pen;
import org.orrery.plot.Series;

/**
 * A series given by what it does with a pen.
 *
 * @param label the text in the legend
 * @param strokes draws it
 */
public record Sketch(String label, Consumer<Pen> strokes) implements Series {
    @Override
    public void draw(Pen pen) {
        strokes.accept(pen);
    }
}
