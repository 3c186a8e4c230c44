package org.orrery.plot.internal;

import java.awt.Font;
import java.awt.Graphics;
import java.awt.Image;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ImageObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.DOMGroupManager;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.orrery.plot.Figure;
import org.orrery.plot.FigureWriter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes SVG. Lines, areas and text are vectors; only heat maps and colour bars are images inside the file. */
final class SvgWriter implements FigureWriter {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    /** Pixels of an image per unit: fine enough that no viewer's smoothing is seen. */
    private static final double RASTER_SCALE = 3;

    @Override
    public String format() {
        return "svg";
    }

    @Override
    public void write(Figure figure, OutputStream out) throws IOException {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(draw(figure, document)), new StreamResult(out));
        } catch (ParserConfigurationException | TransformerException e) {
            throw new IOException("cannot write SVG: " + e.getMessage(), e);
        }
        out.flush();
    }

    private static Element draw(Figure figure, Document document) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(3);
        var font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        var defaults = new SVGGeneratorContext.GraphicContextDefaults();
        defaults.setFont(font);
        context.setGraphicContextDefaults(defaults);
        var g = new Drawing(context);
        g.setFont(font);
        figure.draw(g, RASTER_SCALE);
        Element root = g.getRoot();
        root.setAttribute("width", number(figure.widthInches()) + "in");
        root.setAttribute("height", number(figure.heightInches()) + "in");
        root.setAttribute(
                "viewBox",
                "0 0 " + number(figure.widthInches() * Theme.INCH) + " " + number(figure.heightInches() * Theme.INCH));
        return root;
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    /** Anchors text where it is meant to be, whatever the width of the viewer's font; keeps pixels of images square. */
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

        private Element element(String name, double x, double y) {
            Element element = getDOMFactory().createElementNS(SVG, name);
            element.setAttribute("x", getGeneratorContext().doubleString(x));
            element.setAttribute("y", getGeneratorContext().doubleString(y));
            return element;
        }

        @Override
        public void drawString(String text, float x, float y) {
            int align = getRenderingHint(Text.ALIGN) instanceof Integer set ? set : -1;
            double shift = align < 0 ? 0 : (align + 1) / 2.0 * Text.width(this, text);
            Element element = element("text", x + shift, y);
            if (align >= 0) {
                element.setAttribute("text-anchor", align == 0 ? "middle" : "end");
            }
            element.appendChild(getDOMFactory().createTextNode(text));
            domGroupManager.addElement(element, DOMGroupManager.FILL);
        }

        @Override
        public boolean drawImage(Image image, AffineTransform where, ImageObserver observer) {
            if (!(image instanceof BufferedImage pixels) || where.getShearX() != 0 || where.getShearY() != 0) {
                return super.drawImage(image, where, observer);
            }
            var png = new ByteArrayOutputStream();
            try {
                PngWriter.encode(pixels, Theme.INCH * RASTER_SCALE, png);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // never, in memory
            }
            Element element = element("image", where.getTranslateX(), where.getTranslateY());
            element.setAttribute("width", getGeneratorContext().doubleString(pixels.getWidth() * where.getScaleX()));
            element.setAttribute("height", getGeneratorContext().doubleString(pixels.getHeight() * where.getScaleY()));
            element.setAttribute("preserveAspectRatio", "none");
            element.setAttribute("style", "image-rendering:pixelated");
            element.setAttributeNS(
                    XLINK,
                    "xlink:href",
                    "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray()));
            domGroupManager.addElement(element, DOMGroupManager.FILL);
            return true;
        }
    }
}
