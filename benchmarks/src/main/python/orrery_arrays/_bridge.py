"""The process that holds the arrays, and the words that requests and answers are made of (see Words.java)."""
import atexit
import os
import pathlib
import shlex
import subprocess


class JavaError(Exception):
    """An exception of the Java side; `java` is its class."""

    java = ""


class JavaTypeError(JavaError, TypeError):
    pass


class JavaValueError(JavaError, ValueError):
    pass


class JavaIndexError(JavaError, IndexError):
    pass


class JavaNotImplementedError(JavaError, NotImplementedError):
    pass


class JavaMemoryError(JavaError, MemoryError):
    pass


class LinAlgError(JavaValueError):
    pass


_ERRORS = {
    "DTypeException": JavaTypeError,
    "ClassCastException": JavaTypeError,
    "ShapeException": JavaValueError,
    "IllegalArgumentException": JavaValueError,
    "NumberFormatException": JavaValueError,
    "ArithmeticException": JavaValueError,
    "IndexOutOfBoundsException": JavaIndexError,
    "ArrayIndexOutOfBoundsException": JavaIndexError,
    "SingularMatrixException": LinAlgError,
    "ConvergenceException": LinAlgError,
    "UnsupportedOperationException": JavaNotImplementedError,
    "OutOfMemoryError": JavaMemoryError,
}


def _command():
    """The command in ORRERY_BRIDGE, or bin/bridge of the checkout that this file lies in."""
    given = os.environ.get("ORRERY_BRIDGE")
    if given:
        return shlex.split(given)
    return [str(pathlib.Path(__file__).resolve().parents[5] / "bin" / "bridge")]


class Bridge:
    """Requests go out and answers come in, a line each. Not thread-safe."""

    def __init__(self):
        self.process = subprocess.Popen(_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.out = self.process.stdin.fileno()
        self.answers = self.process.stdout.fileno()
        self.dropped = []
        atexit.register(self.close)

    def close(self):
        if self.process.poll() is None:
            self.process.stdin.close()
            self.process.wait(10)

    def drop(self, handle):
        """Forgets an array with the next request, so that the end of a Python object costs no turn."""
        self.dropped.append(handle)

    def ask(self, *words):
        """The text of the answer, without its first character."""
        line = " ".join(words)
        if self.dropped:
            handles, self.dropped = self.dropped, []
            line = " ".join(f"-{handle}" for handle in handles) + " " + line
        data = (line + "\n").encode()
        while data:
            data = data[os.write(self.out, data):]
        answer = self._line()
        if answer[:1] == "=":
            return answer[1:]
        if not answer:
            raise RuntimeError("the process behind the bridge ended")
        java, _, message = answer[1:].partition(" ")
        error = _ERRORS.get(java, JavaError)(f"{java}: {message}")
        error.java = java
        raise error

    def _line(self):
        # Most answers are short: a large buffer would cost more than the call.
        part = os.read(self.answers, 512)
        if part[-1:] == b"\n":
            return part[:-1].decode()
        parts = [part]
        while part and part[-1:] != b"\n":
            part = os.read(self.answers, 1 << 20)
            parts.append(part)
        return b"".join(parts)[:-1].decode() if part else ""


bridge = Bridge()
