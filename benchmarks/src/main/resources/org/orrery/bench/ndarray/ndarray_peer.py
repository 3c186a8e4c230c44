"""The Python side of `reproduce ndarray`: times NumPy on arrays that the Java side wrote.

    python ndarray_peer.py numpy
"""
import numpy as np

from side_by_side import Workload, serve


class Dense(Workload):
    statements = {"add": "A + B", "sum": "A.sum()", "sum0": "A.sum(axis=0)", "sum1": "A.sum(axis=1)",
                  "expInto": "np.exp(A, out=OUT)", "sinInto": "np.sin(A, out=OUT)", "cumulativeSum": "np.cumsum(A)",
                  "argsort": "np.argsort(A)", "uniform": "G.random(N)", "normal": "G.standard_normal(N)",
                  "fft": "np.fft.fft(A)", "transpose": "np.ascontiguousarray(A.T)", "matmul": "A @ B",
                  "view": "A[10:20, ::2]", "element": "A[5, 7]"}

    def names(self, operation, operands):
        names = super().names(operation, operands)
        if operation.endswith("Into"):
            names["OUT"] = np.empty_like(operands[0])
        elif operation in ("uniform", "normal"):
            names.update(G=np.random.default_rng(1), N=operands[0].size)
        return names


serve(Dense())
