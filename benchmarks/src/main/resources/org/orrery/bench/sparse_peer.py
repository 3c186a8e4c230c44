"""The Python side of `reproduce sparse`: times SciPy, pydata/sparse or NumPy on arrays that the Java side wrote.

    python sparse_peer.py {scipy|sparse|numpy}

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

LIBRARY = sys.argv[1]
if LIBRARY == "scipy":
    import scipy
    import scipy.sparse
elif LIBRARY == "sparse":
    import sparse

# The same operation in each library's own words. A and B are the operands, OUT an array of A's shape.
STATEMENTS = {
    "scipy": {"add": "A + B", "multiply": "A.multiply(B)", "sum0": "A.sum(axis=0)", "sum1": "A.sum(axis=1)"},
    "sparse": {"add": "A + B", "multiply": "A * B", "sum0": "A.sum(axis=0)", "sum1": "A.sum(axis=1)"},
    "numpy": {"add": "A + B", "multiply": "A * B", "sum0": "A.sum(axis=0)", "sum1": "A.sum(axis=1)",
              "addInto": "np.add(A, B, out=OUT)", "sum": "A.sum()", "view": "A[10:20, ::2]"},
}[LIBRARY]

# A result up to this many elements is compared element by element, a larger one by what is stored, or by its sums.
WHOLE = 4_000_000

operands = {}
warm = set()


def about(request):
    modules = {"numpy": np.__version__}
    if LIBRARY != "numpy":
        modules[LIBRARY] = sys.modules[LIBRARY].__version__
    return dict(modules, python=platform.python_version(), executable=sys.executable)


def load(request):
    if request["kind"] == "array":
        value = np.load(request["file"])
    else:
        row, col, data = (np.load(os.path.join(request["folder"], name + ".npy")) for name in ("row", "col", "value"))
        shape = tuple(request["shape"])
        if LIBRARY == "scipy":
            value = scipy.sparse.coo_matrix((data, (row, col)), shape=shape).tocsr()
            value.sum_duplicates()
            value.sort_indices()
        elif LIBRARY == "sparse":
            value = sparse.COO(np.stack([row, col]), data, shape=shape)
        else:
            value = np.zeros(shape)
            value[row, col] = data
    operands[request["as"]] = value
    return {}


def clear(request):
    operands.clear()
    warm.clear()
    return {}


def scope(request):
    names = request["operands"]
    values = {"np": np, "A": operands[names[0]], "B": operands[names[-1]]}
    if request["operation"] == "addInto":
        values["OUT"] = np.empty_like(values["A"])
    return values


def measure(request):
    statement = STATEMENTS[request["operation"]]
    timer = timeit.Timer(statement, globals=scope(request))
    key = (request["operation"], tuple(request["operands"]))
    inner = 1
    if key not in warm:
        timer.timeit(3 if timer.timeit(1) < 0.1 else 1)  # Numba compiles at the first call
        warm.add(key)
    while inner < 1_000_000 and timer.timeit(inner) < 50e-6:
        inner *= 4
    samples = []
    end = time.perf_counter() + request["seconds"]
    while len(samples) < 3 or time.perf_counter() < end:
        samples.append(timer.timeit(inner) / inner)
    return {"seconds": samples, "code": statement}


def result(request):
    value = eval(STATEMENTS[request["operation"]], scope(request))

    def write(name, array):
        np.save(os.path.join(request["folder"], name + ".npy"), array)

    if np.isscalar(value):
        value = np.asarray(value)
    size = int(np.prod(value.shape))
    if size <= WHOLE:
        if LIBRARY == "scipy" and scipy.sparse.issparse(value):
            value = value.toarray()
        elif LIBRARY == "sparse":
            value = value.todense()
        write("whole", np.ascontiguousarray(np.asarray(value, dtype=np.float64)).reshape(-1))
        return {}
    for axis in (0, 1):
        total = value.sum(axis=axis)
        write(f"sum{axis}", np.asarray(total.todense() if LIBRARY == "sparse" else total).reshape(-1))
    if LIBRARY != "numpy":
        if LIBRARY == "scipy":
            value = value.tocsr()
            value.sort_indices()
            value = value.tocoo()
            row, col = value.row, value.col
        else:
            row, col = value.coords
        keys = row.astype(np.int64) * value.shape[1] + col
        stored = value.data != 0
        write("key", keys[stored])
        write("value", value.data[stored])
    return {}


def main():
    answers = {"about": about, "load": load, "clear": clear, "time": measure, "result": result}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = answers[request["do"]](request)
        except Exception as problem:  # the Java side reports it in the cell of this row
            answer = {"error": f"{type(problem).__name__}: {problem}"}
        print(json.dumps(answer), flush=True)


try:
    main()
except KeyboardInterrupt:
    pass
