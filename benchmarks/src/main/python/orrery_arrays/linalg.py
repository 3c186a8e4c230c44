"""The extension for linear algebra."""
from collections import namedtuple as _namedtuple

from . import matmul, matrix_transpose, tensordot, vecdot
from ._array import Array as _Array, Word as _Word, axes as _axes, call as _call, constant as _constant

EighResult = _namedtuple("EighResult", "eigenvalues eigenvectors")
QRResult = _namedtuple("QRResult", "Q R")
SlogdetResult = _namedtuple("SlogdetResult", "sign logabsdet")
SVDResult = _namedtuple("SVDResult", "U S Vh")


def cholesky(x, /, *, upper=False):
    return _call("cholesky", x, upper)


def cross(x1, x2, /, *, axis=-1):
    return _call("cross", x1, x2, axis)


def det(x, /):
    return _call("det", x)


def diagonal(x, /, *, offset=0):
    return _call("diagonal", x, offset)


def eigh(x, /):
    return EighResult(*_call("eigh", x))


def eigvalsh(x, /):
    return _call("eigvalsh", x)


def inv(x, /):
    return _call("inv", x)


def matrix_norm(x, /, *, keepdims=False, ord="fro"):
    names = {"fro": "FROBENIUS", "nuc": "NUCLEAR", 1: "ONE", -1: "MINUS_ONE", 2: "TWO", -2: "MINUS_TWO",
             float("inf"): "INFINITY", float("-inf"): "MINUS_INFINITY"}
    if ord not in names:
        raise ValueError(f"ord {ord!r} given, expected one of {list(names)}")
    return _call("matrixNorm", x, _constant(names[ord]), keepdims)


def matrix_power(x, n, /):
    return _call("matrixPower", x, n)


def _tolerance(rtol):
    return [] if rtol is None else [rtol if isinstance(rtol, _Array) else float(rtol)]


def matrix_rank(x, /, *, rtol=None):
    return _call("matrixRank", x, *_tolerance(rtol))


def outer(x1, x2, /):
    return _call("outer", x1, x2)


def pinv(x, /, *, rtol=None):
    return _call("pinv", x, *_tolerance(rtol))


def qr(x, /, *, mode="reduced"):
    if mode not in ("reduced", "complete"):
        raise ValueError(f"mode {mode!r} given, expected 'reduced' or 'complete'")
    return QRResult(*_call("qr", x, _constant(mode.upper())))


def slogdet(x, /):
    return SlogdetResult(*_call("slogdet", x))


def solve(x1, x2, /):
    return _call("solve", x1, x2)


def svd(x, /, *, full_matrices=True):
    return SVDResult(*_call("svd", x, full_matrices))


def svdvals(x, /):
    return _call("svdvals", x)


def trace(x, /, *, offset=0, dtype=None):
    return _call("trace", x, offset, *([] if dtype is None else [dtype]))


def vector_norm(x, /, *, axis=None, keepdims=False, ord=2):
    return _call("vectorNorm", x, _axes(axis, keepdims), float(ord))
