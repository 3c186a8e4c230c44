package org.orrery.plot.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.plot.ColorMap;
import org.orrery.plot.Figure;

class PdfWriterTest {
    private static final double[] X = {0, 1, 2, 3};
    private static final double[] Y = {-1, 3, 2, 5};

    private static PDDocument pdf(Figure figure) throws IOException {
        var out = new ByteArrayOutputStream();
        figure.write("pdf", out);
        return Loader.loadPDF(out.toByteArray());
    }

    /** All forms on the page, nested ones too. */
    private static List<PDFormXObject> forms(PDResources resources) throws IOException {
        var forms = new ArrayList<PDFormXObject>();
        for (COSName name : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDFormXObject form) {
                forms.add(form);
                forms.addAll(forms(form.getResources()));
            }
        }
        return forms;
    }

    private static List<PDXObject> images(PDDocument document) throws IOException {
        var images = new ArrayList<PDXObject>();
        for (PDFormXObject form : forms(document.getPage(0).getResources())) {
            for (COSName name : form.getResources().getXObjectNames()) {
                if (form.getResources().getXObject(name) instanceof PDImageXObject image) {
                    images.add(image);
                }
            }
        }
        return images;
    }

    private static long count(PDDocument document, String operator) throws IOException {
        long count = 0;
        for (PDFormXObject form : forms(document.getPage(0).getResources())) {
            for (Object token : new PDFStreamParser(form).parse()) {
                count += token instanceof Operator found && found.getName().equals(operator) ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void textCanBeExtracted() throws IOException {
        Figure figure = Figure.of("Größe des Signals")
                .x("time", "µs")
                .y("voltage", "mV")
                .line(X, Y, "channel 1");
        try (PDDocument document = pdf(figure)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains("Größe des Signals", "time (µs)", "channel 1", "−1", "0.5", "5");
            assertThat(text.replaceAll("\\s", "")).contains("voltage(mV)"); // turned text comes in pieces
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Größe des Signals");
        }
    }

    @Test
    void linesAreVectorsAndThereIsNoImage() throws IOException {
        try (PDDocument document = pdf(Figure.of("a").line(X, Y, "b").scatter(Y, X, "c"))) {
            assertThat(images(document)).isEmpty();
            assertThat(count(document, "l")).isGreaterThan(10);
            assertThat(count(document, "S")).isGreaterThan(5);
            assertThat(count(document, "Tj") + count(document, "TJ")).isGreaterThan(5);
        }
    }

    @Test
    void pagesHaveTheSizeOfTheFigure() throws IOException {
        try (PDDocument document = pdf(Figure.of("a").line(X, Y).size(4, 3))) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(288);
            assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(216);
        }
    }

    @Test
    void everyFontIsEmbedded() throws IOException {
        try (PDDocument document =
                pdf(Figure.of("ω₁ and 10⁻³").xLog().line(new double[] {1e-3, 1}, new double[] {0, 1}))) {
            for (PDFormXObject form : forms(document.getPage(0).getResources())) {
                for (COSName name : form.getResources().getFontNames()) {
                    assertThat(form.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
            // Raised digits are digits of a smaller size.
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s", ""))
                    .contains("10−3")
                    .contains("ω1and");
        }
    }

    @Test
    void aHeatMapIsAnImage() throws IOException {
        double[][] z = {{0, 1}, {2, 3}};
        try (PDDocument document = pdf(Figure.heatMap(z))) {
            assertThat(images(document)).hasSize(2);
            var page = new PDFRenderer(document).renderImageWithDPI(0, 100);
            assertThat(page.getRGB(100, 400) & 0xFFFFFF).isEqualTo(ColorMap.VIRIDIS.rgb(0));
        }
    }

    @Test
    void charactersThatTheFontLacksAreDrawn() throws IOException {
        try (PDDocument document = pdf(Figure.of("時間").line(X, Y, "≈ ∂"))) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
    }

    @Test
    void writesAFileByItsEnding(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("figure.pdf");
        Figure.grid(1, 2, Figure.of("(a)").line(X, Y), Figure.of("(b)").scatter(X, Y))
                .write(file);
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(new PDFTextStripper().getText(document)).contains("(a)", "(b)");
        }
    }
}
