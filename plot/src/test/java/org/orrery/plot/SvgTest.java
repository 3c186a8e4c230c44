package org.orrery.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SvgTest {
    private static final double[] X = {0, 1, 2, 3};
    private static final double[] Y = {1, 3, 2, 5};

    private static Document svg(Figure figure) throws Exception {
        var out = new ByteArrayOutputStream();
        figure.write("svg", out);
        assertThat(out.toString("UTF-8")).doesNotContain("<!DOCTYPE");
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(out.toByteArray()));
    }

    private static List<Element> all(Document document, String name) {
        var list = new ArrayList<Element>();
        var nodes = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", name);
        for (int i = 0; i < nodes.getLength(); i++) {
            list.add((Element) nodes.item(i));
        }
        return list;
    }

    private static List<String> texts(Document document) {
        return all(document, "text").stream().map(Element::getTextContent).toList();
    }

    @Test
    void linesArePathsAndTextIsText() throws Exception {
        Document document =
                svg(Figure.of("A & <title>").x("time", "µs").y("voltage", "mV").line(X, Y, "channel 1"));
        Element root = document.getDocumentElement();
        assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 800 500");
        assertThat(root.getAttribute("width")).isEqualTo("8in");
        assertThat(root.getAttribute("height")).isEqualTo("5in");
        assertThat(texts(document))
                .contains("A & <title>", "time (µs)", "voltage (mV)", "channel 1", "0.0", "3.0", "5.0");
        assertThat(all(document, "image")).isEmpty();
        List<Element> paths = new ArrayList<>(all(document, "path"));
        paths.addAll(all(document, "polyline"));
        assertThat(paths)
                .anyMatch(path -> (path.getAttribute("d") + path.getAttribute("points")).split("[ML ]").length > 3);
    }

    @Test
    void textIsAnchoredWhereItIsMeantToBe() throws Exception {
        Document document = svg(Figure.of("Title").line(X, Y));
        for (Element text : all(document, "text")) {
            String anchor = text.getTextContent().equals("Title") ? "middle" : text.getAttribute("text-anchor");
            assertThat(text.getAttribute("text-anchor")).isEqualTo(anchor).isIn("middle", "end");
        }
    }

    @Test
    void aHeatMapIsOneImageOfSharpCells() throws Exception {
        Document document = svg(Figure.heatMap(new double[][] {{0, 1}, {2, 3}}));
        List<Element> images = all(document, "image");
        assertThat(images).hasSize(2); // the map and its colour bar
        Element map = images.get(0);
        assertThat(map.getAttribute("style")).contains("pixelated");
        String data = map.getAttributeNS("http://www.w3.org/1999/xlink", "href");
        assertThat(data).startsWith("data:image/png;base64,");
        var image = ImageIO.read(
                new ByteArrayInputStream(Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1))));
        assertThat(image.getRGB(5, 5) & 0xFFFFFF)
                .isEqualTo(ColorScale.AUTO
                        .fit(new Bounds.Extent(0, 3, 1, true, true))
                        .rgb(2));
        assertThat(image.getRGB(image.getWidth() - 5, image.getHeight() - 5) & 0xFFFFFF)
                .isEqualTo(ColorScale.AUTO
                        .fit(new Bounds.Extent(0, 3, 1, true, true))
                        .rgb(1));
    }

    @Test
    void coordinatesAreThoseOfTheData() throws Exception {
        // Fixed ranges: the line runs between two corners of the clip rectangle.
        Document document = svg(Figure.of("")
                .xRange(0, 1)
                .yRange(0, 1)
                .line(new double[] {0, 1}, new double[] {0, 1}, "", Style.AUTO.color("#123456")));
        String clip = all(document, "clipPath")
                .get(0)
                .getElementsByTagName("path")
                .item(0)
                .getAttributes()
                .getNamedItem("d")
                .getNodeValue();
        double[] c = numbers(clip);
        Element line = all(document, "path").stream()
                .filter(p -> p.getAttribute("d").startsWith("M") && numbers(p.getAttribute("d")).length == 4)
                .findFirst()
                .orElseThrow();
        double[] p = numbers(line.getAttribute("d"));
        double left = Math.min(c[0], c[2]);
        double right = Math.max(c[0], c[2]);
        double top = Math.min(c[1], c[5]);
        double bottom = Math.max(c[1], c[5]);
        assertThat(p).containsExactly(left, bottom, right, top);
    }

    private static double[] numbers(String path) {
        return java.util.Arrays.stream(path.trim().split("[A-Za-z ]+"))
                .filter(s -> !s.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void manyPointsMakeASmallFile() throws Exception {
        int n = 1_000_000;
        var x = new double[n];
        var y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i;
            y[i] = Math.sin(i * .7) * i;
        }
        var out = new ByteArrayOutputStream();
        Figure.of("").line(x, y).write("svg", out);
        assertThat(out.size()).isLessThan(400_000);
    }
}
