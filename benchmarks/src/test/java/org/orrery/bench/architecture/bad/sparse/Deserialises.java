package org.orrery.bench.architecture.bad.sparse;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;

/** Runs what a file tells it to. */
class Deserialises {
    Object read(InputStream in) throws IOException, ClassNotFoundException {
        return new ObjectInputStream(in).readObject();
    }
}
