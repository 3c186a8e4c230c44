package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.testing.NumPy;

class WindowsTest {
    private interface Window {
        DenseArray make(long n, boolean periodic);
    }

    private static Map<String, Window> windows() {
        Map<String, Window> w = new LinkedHashMap<>();
        w.put("boxcar", Windows::boxcar);
        w.put("bartlett", Windows::bartlett);
        w.put("cosine", Windows::cosine);
        w.put("hann", Windows::hann);
        w.put("hamming", Windows::hamming);
        w.put("blackman", Windows::blackman);
        w.put("blackmanharris", Windows::blackmanHarris);
        w.put("nuttall", Windows::nuttall);
        w.put("flattop", Windows::flattop);
        w.put("gaussian, 3.5", (n, p) -> Windows.gaussian(n, 3.5, p));
        w.put("kaiser, 8.6", (n, p) -> Windows.kaiser(n, 8.6, p));
        w.put("tukey, 0.5", (n, p) -> Windows.tukey(n, 0.5, p));
        w.put("tukey, 1", (n, p) -> Windows.tukey(n, 1, p));
        w.put("tukey, 0", (n, p) -> Windows.tukey(n, 0, p));
        return w;
    }

    @Test
    void areSymmetricAndPeriodic() {
        windows().forEach((name, window) -> {
            for (int n : new int[] {1, 2, 3, 8, 9, 64}) {
                double[] w = window.make(n, false).doubles();
                for (int i = 0; i < n; i++) {
                    assertThat(w[i]).as(name).isEqualTo(w[n - 1 - i]);
                }
                double[] longer = window.make(n + 1, false).doubles();
                double[] periodic = window.make(n, true).doubles();
                for (int i = 0; i < n && n > 1; i++) {
                    assertThat(periodic[i]).as(name).isEqualTo(longer[i]);
                }
            }
            assertThat(window.make(0, true).doubles()).isEmpty();
            assertThat(window.make(1, true).doubles()).containsExactly(1);
            assertThatThrownBy(() -> window.make(-1, false)).isInstanceOf(ShapeException.class);
        });
    }

    @Test
    void closedForms() {
        assertThat(Windows.hann(4, true).doubles()[1]).isCloseTo(0.5, Peer.within(1e-16));
        assertThat(Windows.hann(5).doubles()).containsExactly(new double[] {0, 0.5, 1, 0.5, 0}, Peer.within(1e-16));
        assertThat(Windows.bartlett(5).doubles()).containsExactly(0, 0.5, 1, 0.5, 0);
        assertThat(Windows.hamming(3).doubles()).containsExactly(new double[] {0.08, 1, 0.08}, Peer.within(1e-15));
        assertThat(Windows.kaiser(5, 0).doubles()).containsOnly(1);
        assertThat(Windows.tukey(7, 1).doubles())
                .containsExactly(Windows.hann(7).doubles(), Peer.within(2e-16));
        // Hann's windows that overlap by half add up to one.
        double[] w = Windows.hann(64, true).doubles();
        for (int i = 0; i < 32; i++) {
            assertThat(w[i] + w[i + 32]).isCloseTo(1, Peer.within(2e-16));
        }
        assertThatThrownBy(() -> Windows.kaiser(5, -1)).hasMessage("kaiser window: beta = -1.0: expected 0 to 700");
        assertThatThrownBy(() -> Windows.gaussian(5, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Windows.tukey(5, 1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void agreesWithSciPy() {
        NumPy.assumeModule("scipy");
        Peer peer = new Peer("from scipy.signal.windows import get_window\n");
        windows().forEach((name, window) -> {
            String[] parts = name.split(", ");
            String spec = parts.length == 1 ? "'" + name + "'" : "('" + parts[0] + "', " + parts[1] + ")";
            for (int n : new int[] {1, 2, 5, 16, 51}) {
                peer.add(1e-15, window.make(n, true).add(1), "1 + get_window(" + spec + ", " + n + ")");
                peer.add(1e-15, window.make(n, false).add(1), "1 + get_window(" + spec + ", " + n + ", fftbins=False)");
            }
        });
        peer.compare();
    }
}
