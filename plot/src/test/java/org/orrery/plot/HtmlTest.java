package org.orrery.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.plot.internal.Ticks;

class HtmlTest {
    private static final double[] X = {0, 1, 2, 3, 4};
    private static final double[] Y = {1, 3, 2, 5, Double.NaN};

    @TempDir
    private Path folder;

    private static String html(Figure figure) throws IOException {
        var out = new ByteArrayOutputStream();
        figure.write("html", out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Figure everything() {
        var random = new Random(5);
        double[] noise = random.doubles(300, -1, 1).toArray();
        double[] many = random.doubles(5_000).toArray();
        double[] more = random.doubles(5_000).toArray();
        double[][] z = new double[20][30];
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 30; j++) {
                z[i][j] = Math.sin(i / 4.) * Math.cos(j / 5.);
            }
        }
        z[3][4] = Double.NaN;
        double[] x = new double[30];
        double[] y = new double[20];
        Arrays.setAll(x, i -> 1 + i);
        Arrays.setAll(y, i -> 100 - i);
        String[] names = {"one", "two", "three"};
        return Figure.grid(
                        2,
                        4,
                        Figure.of("lines")
                                .x("time", "s")
                                .y("voltage", "mV")
                                .line(X, Y, "a")
                                .band(X, X, Y, "b")
                                .errorBars(X, Y, X, "e")
                                .horizontal(2, "two")
                                .vertical(1, "")
                                .text(1, 2, "here <b>"),
                        Figure.heatMap(z, x, y).xLog().contours(z, x, y),
                        Figure.of("</script><script>")
                                .scatter(noise, noise, noise, "points")
                                .equal(),
                        Figure.of("bars")
                                .bars(names, new double[] {1, 20, 300}, "p")
                                .bars(names, new double[] {3, -1, Double.NaN}, "q")
                                .yLog(),
                        Figure.of("histogram").histogram(noise, "h"),
                        Figure.of("many").scatter(many, more),
                        Figure.of("empty"))
                .title("Everything & more");
    }

    @Test
    void needsNothingFromElsewhere() throws IOException {
        String page = html(everything());
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(page)
                .doesNotContain("<link")
                .doesNotContainPattern("src=[\"'](?!data:)")
                .doesNotContain("@import")
                .doesNotContain("url(")
                .doesNotContain("fetch(")
                .contains("Content-Security-Policy\" content=\"default-src 'none'");
    }

    @Test
    void textCannotLeaveItsPlace() throws IOException {
        String page =
                html(Figure.of("</title></script><script>alert(1)</script>").line(X, X, "</script>{{script}}"));
        assertThat(page.split("<script").length)
                .isEqualTo(html(Figure.of("a").line(X, X, "b")).split("<script").length);
        assertThat(page).doesNotContain("alert(1)</script>");
    }

    private static List<String> browser() {
        String path = System.getenv("PATH");
        for (String name : new String[] {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}) {
            for (String place : (path == null ? "" : path).split(File.pathSeparator, -1)) {
                Path file = Path.of(place.isEmpty() ? "." : place, name);
                if (Files.isExecutable(file)) {
                    return List.of(file.toString());
                }
            }
        }
        return List.of();
    }

    /** The page after a browser has run it and the script that is added to it. */
    private String run(String page, String script) throws Exception {
        List<String> browser = browser();
        assumeTrue(!browser.isEmpty(), "no Chromium on the path: the interactive page is not run");
        Path file = folder.resolve("page.html");
        Path result = folder.resolve("result.html");
        Files.writeString(file, page.replace("</body>", "<script>" + script + "</script></body>"));
        var command = new ArrayList<>(browser);
        command.addAll(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1000,800",
                "--virtual-time-budget=2000",
                "--dump-dom",
                file.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(result.toFile())
                .redirectError(folder.resolve("log.txt").toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assumeTrue(ended && process.exitValue() == 0, "Chromium does not start here: the interactive page is not run");
        String dom = Files.readString(result);
        Matcher error = Pattern.compile("data-error=\"([^\"]*)\"").matcher(dom);
        assertThat(error.find() ? error.group(1) : "").isEmpty();
        return dom;
    }

    private static String value(String dom, String name) {
        Matcher found = Pattern.compile("data-" + name + "=\"([^\"]*)\"").matcher(dom);
        assertThat(found.find()).as("data-%s", name).isTrue();
        return found.group(1);
    }

    @Test
    void aBrowserDrawsEveryKindOfSeriesWithTheTicksThatJavaChooses() throws Exception {
        var random = new Random(11);
        var calls = new StringBuilder();
        var expected = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            double size = Math.pow(10, random.nextInt(16) - 8);
            double min = (random.nextDouble() - .3) * size;
            double max = min + size * (.001 + random.nextDouble());
            int target = 2 + random.nextInt(8);
            boolean log = min > 0 && random.nextBoolean();
            boolean whole = !log && random.nextBoolean();
            Ticks ticks = log
                    ? Ticks.logarithmic(min, max, target)
                    : whole ? Ticks.whole(min, max, target) : Ticks.linear(min, max, target);
            calls.append(log ? "l(" : whole ? "w(" : "t(").append(min + "," + max + "," + target + ");");
            expected.append(String.join(" ", ticks.labels()))
                    .append(' ')
                    .append(ticks.factor())
                    .append('|');
        }
        String script =
                """
                const seen = window.figure.panels.map(p => {
                  const data = p.c.getImageData(0, 0, p.base.width, p.base.height).data, colors = new Set();
                  for (let i = 0; i < data.length; i += 4) colors.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
                  return colors.size;
                });
                const out = document.documentElement.dataset;
                out.colors = seen.join(' ');
                let all = '';
                const put = t => all += t.labels.join(' ') + ' ' + t.factor + '|';
                const t = (a, b, n) => put(window.figure.linearTicks(a, b, n));
                const w = (a, b, n) => put(window.figure.wholeTicks(a, b, n));
                const l = (a, b, n) => put(window.figure.logTicks(a, b, n));
                """;
        String dom = run(html(everything()), script + calls + "out.ticks = all;");
        assertThat(value(dom, "ticks")).isEqualTo(expected.toString());
        assertThat(value(dom, "drawn")).isEqualTo("7");
        for (String colors : value(dom, "colors").split(" ", -1)) {
            assertThat(Integer.parseInt(colors)).isGreaterThan(4);
        }
    }

    @Test
    void theReaderCanZoomMoveResetHideAndReadValues() throws Exception {
        Figure figure = Figure.of("")
                .x("time", "s")
                .y("voltage", "mV")
                .line(X, Y, "channel")
                .scatter(X, X, "other");
        String dom = run(
                html(figure),
                """
                HTMLElement.prototype.setPointerCapture = () => {};
                const p = window.figure.panels[0], el = p.base, out = document.documentElement.dataset;
                const r = el.getBoundingClientRect(), a = p.area;
                const at = (x, y, more) => Object.assign({ clientX: r.left + x, clientY: r.top + y, bubbles: true,
                  cancelable: true, button: 0, pointerId: 1 }, more);
                const size = () => ((p.x.to - p.x.from) / (p.x.home[1] - p.x.home[0])).toFixed(3);
                const middle = [a.left + a.width / 2, a.top + a.height / 2];
                el.dispatchEvent(new WheelEvent('wheel', at(...middle, { deltaY: -100 })));
                out.zoomed = size();
                const before = p.x.from;
                el.dispatchEvent(new PointerEvent('pointerdown', at(...middle)));
                el.dispatchEvent(new PointerEvent('pointermove', at(middle[0] + a.width / 4, middle[1])));
                el.dispatchEvent(new PointerEvent('pointerup', at(middle[0] + a.width / 4, middle[1])));
                out.moved = ((before - p.x.from) / (p.x.to - p.x.from)).toFixed(3);
                el.dispatchEvent(new MouseEvent('dblclick', at(...middle)));
                out.reset = size();
                el.dispatchEvent(new PointerEvent('pointerdown', at(a.left, a.top, { shiftKey: true })));
                el.dispatchEvent(new PointerEvent('pointermove', at(...middle)));
                el.dispatchEvent(new PointerEvent('pointerup', at(...middle)));
                out.boxed = size();
                el.dispatchEvent(new MouseEvent('dblclick', at(...middle)));
                p.point(p.px(3) + 4, p.py(5) - 3);
                out.note = p.note.textContent;
                const row = p.legendRows[0];
                el.dispatchEvent(new PointerEvent('pointerdown', at(row.left + 2, (row.top + row.bottom) / 2)));
                out.hidden = [...p.hidden].join();
                window.figure.draw();
                p.point(p.px(3) + 4, p.py(5) - 3);
                out.shown = p.note.style.display;
                """);
        assertThat(Double.parseDouble(value(dom, "zoomed"))).isLessThan(.9);
        assertThat(value(dom, "moved")).isEqualTo("0.250");
        assertThat(value(dom, "reset")).isEqualTo("1.000");
        assertThat(value(dom, "boxed")).isEqualTo("0.500");
        assertThat(value(dom, "note")).isEqualTo("channeltime: 3 svoltage: 5 mV");
        assertThat(value(dom, "hidden")).isEqualTo("0");
        assertThat(value(dom, "shown")).isEqualTo("none");
    }

    @Test
    void aHeatMapTellsItsCells() throws Exception {
        double[][] z = {{1, 2}, {3, Double.NaN}};
        Figure figure = Figure.heatMap(z, new double[] {10, 20}, new double[] {7, 5})
                .x("w1")
                .y("w2")
                .z("signal", "V");
        String dom = run(
                html(figure),
                """
                const p = window.figure.panels[0], out = document.documentElement.dataset;
                p.point(p.px(10), p.py(7));
                out.one = p.note.innerText.replace(/\\n/g, '; ');
                p.point(p.px(20), p.py(5));
                out.missing = p.note.innerText.replace(/\\n/g, '; ');
                """);
        assertThat(value(dom, "one")).isEqualTo("w1: 10; w2: 7; signal: 1 V");
        assertThat(value(dom, "missing")).isEqualTo("w1: 20; w2: 5; signal: NaN V");
    }
}
