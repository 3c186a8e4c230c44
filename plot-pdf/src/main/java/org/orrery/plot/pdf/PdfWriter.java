package org.orrery.plot.pdf;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;
import org.orrery.plot.Figure;
import org.orrery.plot.FigureWriter;

/**
 * Writes a figure as a PDF page of its size. Lines and areas are vectors, text is text in an embedded subset of
 * Liberation Sans, which comes with PDFBox; characters that it lacks are drawn as outlines. Only heat maps and colour
 * bars are images.
 */
public final class PdfWriter implements FigureWriter {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float POINTS_PER_INCH = 72;
    private static final float UNITS_PER_INCH = 100;

    /** Pixels of an image per unit: 300 dots per inch. */
    private static final double RASTER_SCALE = 3;

    /** For the {@link java.util.ServiceLoader}. */
    public PdfWriter() {}

    @Override
    public String format() {
        return "pdf";
    }

    @Override
    public void write(Figure figure, OutputStream out) throws IOException {
        var width = (float) figure.widthInches();
        var height = (float) figure.heightInches();
        try (var document = new PDDocument()) {
            var page = new PDPage(new PDRectangle(width * POINTS_PER_INCH, height * POINTS_PER_INCH));
            document.addPage(page);
            document.getDocumentInformation().setTitle(figure.title());
            document.getDocumentInformation().setProducer("Orrery");
            var g = new PdfBoxGraphics2D(document, width * UNITS_PER_INCH, height * UNITS_PER_INCH);
            var text = new PdfBoxGraphics2DFontTextDrawer();
            Font font = font();
            try (InputStream in = fontFile()) {
                text.registerFont(font.getFontName(), PDType0Font.load(document, in));
            }
            g.setFontTextDrawer(text);
            g.setFont(font);
            figure.draw(g, RASTER_SCALE);
            g.dispose();
            try (var content = new PDPageContentStream(document, page)) {
                content.transform(
                        Matrix.getScaleInstance(POINTS_PER_INCH / UNITS_PER_INCH, POINTS_PER_INCH / UNITS_PER_INCH));
                content.drawForm(g.getXFormObject());
            }
            document.save(out);
        }
    }

    /** The font by which the figure measures its text; the same file is embedded. */
    private static Font font() throws IOException {
        try (InputStream in = fontFile()) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (FontFormatException e) {
            throw new IOException("the font that comes with PDFBox cannot be read", e);
        }
    }

    private static InputStream fontFile() throws IOException {
        InputStream in = PDDocument.class.getResourceAsStream(FONT);
        if (in == null) {
            throw new IOException("this PDFBox has no font " + FONT);
        }
        return in;
    }
}
