"""What the Python sides of all reproductions share: loads arrays, times statements on them, writes their results.

One request is a line of JSON on standard input, one answer a line on standard output (see Contestant.java). The
statement of an operation is compiled by timeit, so that no call stands between the clock and the library.
"""
import json
import os
import platform
import sys
import time
import timeit

import numpy as np


class Workload:
    """What a script measures: it gives statements, and where that is not enough loads, names or writes more."""

    library = "numpy"

    #: The same operation in the library's own words. A and B are the first and the last operand.
    statements = {}

    def matrix(self, kind, row, col, data, shape):
        raise ValueError("this workload has no matrices")

    def names(self, operation, operands):
        return {"np": np, "A": operands[0], "B": operands[-1]}

    def write(self, value, save, whole_up_to):
        value = np.asarray(value)
        if value.size <= whole_up_to:
            save("whole", value)
        else:
            save("sum0", value.sum(axis=0))
            save("sum1", value.sum(axis=1))


class Side:
    def __init__(self, workload):
        self.workload = workload
        self.operands = {}
        self.warm = set()

    def about(self, request):
        modules = {"numpy": np.__version__}
        modules[self.workload.library] = sys.modules[self.workload.library].__version__
        return dict(modules, python=platform.python_version(), executable=sys.executable)

    def load(self, request):
        if request["kind"] == "array":
            value = np.load(request["file"])
        else:
            parts = (np.load(os.path.join(request["folder"], name + ".npy")) for name in ("row", "col", "value"))
            value = self.workload.matrix(request["kind"], *parts, tuple(request["shape"]))
        self.operands[request["as"]] = value
        return {}

    def clear(self, request):
        self.operands.clear()
        self.warm.clear()
        return {}

    def scope(self, request):
        return self.workload.names(request["operation"], [self.operands[name] for name in request["operands"]])

    def time(self, request):
        statement = self.workload.statements[request["operation"]]
        timer = timeit.Timer(statement, globals=self.scope(request))
        key = (request["operation"], tuple(request["operands"]))
        inner = 1
        if key not in self.warm:
            timer.timeit(3 if timer.timeit(1) < 0.1 else 1)  # Numba compiles at the first call
            self.warm.add(key)
        while inner < 1_000_000 and timer.timeit(inner) < 50e-6:
            inner *= 4
        samples = []
        end = time.perf_counter() + request["seconds"]
        while len(samples) < 3 or time.perf_counter() < end:
            samples.append(timer.timeit(inner) / inner)
        return {"seconds": samples, "code": statement}

    def result(self, request):
        def save(name, array):
            array = np.asarray(array)
            if array.dtype.kind == "c":  # as pairs of real numbers
                array = np.stack([array.real, array.imag], axis=-1)
            if name != "key":
                array = array.astype(np.float64)
            np.save(os.path.join(request["folder"], name + ".npy"), np.ascontiguousarray(array).reshape(-1))

        value = eval(self.workload.statements[request["operation"]], self.scope(request))
        self.workload.write(value, save, request["wholeUpTo"])
        return {}


def serve(workload):
    side = Side(workload)
    answers = {"about": side.about, "load": side.load, "clear": side.clear, "time": side.time, "result": side.result}
    try:
        for line in sys.stdin:
            request = json.loads(line)
            try:
                answer = answers[request["do"]](request)
            except Exception as problem:  # the Java side reports it in the cell of this row
                answer = {"error": f"{type(problem).__name__}: {problem}"}
            print(json.dumps(answer), flush=True)
    except KeyboardInterrupt:
        pass
