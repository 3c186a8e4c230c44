import static org.orrery.ndarray.Nd.*;
import org.orrery.ndarray.*;
import org.orrery.plot.*;
import org.orrery.sparse.*;
import java.nio.file.Path;
System.out.println("""
        Orrery on Java %s. Three things to try:
            var x = linspace(0, 2 * Math.PI, 9); sin(x)
            var a = arange(12).reshape(3, 4); sum(a, axis(0))
            var s = CooArray.random(shape(10_000, 10_000), 0.001, seed(1)); sum(s.mul(s), axis(1))
        /help tells what the shell can do, /exit leaves it.""".formatted(Runtime.version().feature()));
