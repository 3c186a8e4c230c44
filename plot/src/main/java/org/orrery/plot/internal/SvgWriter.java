package org.orrery.plot.internal;

import java.awt.Font;
import java.awt.Graphics;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.DOMGroupManager;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.orrery.plot.Figure;
import org.orrery.plot.FigureWriter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes SVG. Lines, areas and text are vectors; only heat maps and colour bars are images inside the file. */
final class SvgWriter implements FigureWriter {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    /** Pixels of an image per unit: fine enough that no viewer's smoothing is seen. */
    private static final double RASTER_SCALE = 3;

    @Override
    public String format() {
        return "svg";
    }

    @Override
    public void write(Figure figure, OutputStream out) throws IOException {
        Document document;
        try {
            document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IOException("this Java runtime has no XML parser", e);
        }
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(3);
        context.setImageHandler(new ImageHandlerBase64Encoder());
        var g = new Drawing(context);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        figure.draw(g, RASTER_SCALE);
        Element root = g.getRoot();
        double width = figure.widthInches() * Theme.INCH;
        double height = figure.heightInches() * Theme.INCH;
        root.setAttribute("width", number(figure.widthInches()) + "in");
        root.setAttribute("height", number(figure.heightInches()) + "in");
        root.setAttribute("viewBox", "0 0 " + number(width) + " " + number(height));
        // The writer stays open: closing it would close the stream.
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        g.stream(root, writer, true, false);
        writer.flush();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value).replaceAll("\\.?0+$", "");
    }

    /** Anchors text where it is meant to be, whatever the width of the viewer's font. */
    private static final class Drawing extends SVGGraphics2D {
        Drawing(SVGGeneratorContext context) {
            super(context, false);
        }

        private Drawing(Drawing other) {
            super(other);
        }

        @Override
        public Graphics create() {
            return new Drawing(this);
        }

        @Override
        public void drawString(String text, float x, float y) {
            int align = getRenderingHint(Text.ALIGN) instanceof Integer set ? set : -1;
            double shift = align < 0 ? 0 : (align + 1) / 2.0 * Text.width(this, text);
            AffineTransform before = getTransform();
            Element element = getDOMFactory().createElementNS(NAMESPACE, "text");
            element.setAttribute("x", getGeneratorContext().doubleString(x + shift));
            element.setAttribute("y", getGeneratorContext().doubleString(y));
            if (align >= 0) {
                element.setAttribute("text-anchor", align == 0 ? "middle" : "end");
            }
            element.appendChild(getDOMFactory().createTextNode(text));
            domGroupManager.addElement(element, DOMGroupManager.FILL);
            setTransform(before);
        }
    }
}
