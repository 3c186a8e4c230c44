"""The Python side of `reproduce sparse`: times SciPy, pydata/sparse or NumPy on arrays that the Java side wrote.

    python sparse_peer.py {scipy|sparse|numpy}
"""
import sys

import numpy as np

from side_by_side import Workload, serve


class Dense(Workload):
    statements = {"add": "A + B", "multiply": "A * B", "sum0": "A.sum(axis=0)", "sum1": "A.sum(axis=1)",
                  "addInto": "np.add(A, B, out=OUT)", "sum": "A.sum()", "view": "A[10:20, ::2]"}

    def matrix(self, kind, row, col, data, shape):
        value = np.zeros(shape)
        value[row, col] = data
        return value

    def names(self, operation, operands):
        names = super().names(operation, operands)
        if operation == "addInto":
            names["OUT"] = np.empty_like(operands[0])
        return names


class Sparse(Workload):
    """What SciPy and pydata/sparse have in common: a large result is compared by what is stored."""

    def write(self, value, save, whole_up_to):
        if np.isscalar(value) or int(np.prod(value.shape)) <= whole_up_to:
            super().write(self.dense(value), save, whole_up_to)
            return
        for axis in (0, 1):
            save(f"sum{axis}", self.dense(value.sum(axis=axis)))
        row, col, data = self.stored(value)
        keys = row.astype(np.int64) * value.shape[1] + col
        save("key", keys[data != 0])
        save("value", data[data != 0])


class SciPy(Sparse):
    library = "scipy"
    statements = {"add": "A + B", "multiply": "A.multiply(B)", "sum0": "A.sum(axis=0)", "sum1": "A.sum(axis=1)"}

    def matrix(self, kind, row, col, data, shape):
        value = scipy.sparse.coo_matrix((data, (row, col)), shape=shape).tocsr()
        value.sum_duplicates()
        value.sort_indices()
        return value

    def dense(self, value):
        return value.toarray() if scipy.sparse.issparse(value) else value

    def stored(self, value):
        value = value.tocsr()
        value.sort_indices()
        value = value.tocoo()
        return value.row, value.col, value.data


class PydataSparse(Sparse):
    library = "sparse"
    statements = {"add": "A + B", "multiply": "A * B", "sum0": "A.sum(axis=0)", "sum1": "A.sum(axis=1)"}

    def matrix(self, kind, row, col, data, shape):
        return sparse.COO(np.stack([row, col]), data, shape=shape)

    def dense(self, value):
        return value.todense() if isinstance(value, sparse.SparseArray) else value

    def stored(self, value):
        return *value.coords, value.data


if sys.argv[1] == "scipy":
    import scipy
    import scipy.sparse
elif sys.argv[1] == "sparse":
    import sparse
serve({"scipy": SciPy, "sparse": PydataSparse, "numpy": Dense}[sys.argv[1]]())
