"""Orrery's arrays as the namespace of the Python Array API standard, revision 2024.12.

A process of Java holds the arrays and runs every function (`bin/bridge`, or the command in ORRERY_BRIDGE); here are only
the standard's names and signatures. Arrays are exchanged with others through NumPy. For the standard's test suite:

    PYTHONPATH=benchmarks/src/main/python ARRAY_API_TESTS_MODULE=orrery_arrays pytest array_api_tests
"""
import math as _math
import operator as _operator
from collections import namedtuple as _namedtuple

import numpy as _np

from . import _array
from ._array import (Array, Word as _Word, axes as _axes, call as _call, check_device as _check_device,
                     constant as _constant, is_scalar as _is_scalar, listed as _listed, longs as _longs,
                     scalar as _scalar)
from ._bridge import LinAlgError  # noqa: F401  what the functions of linalg raise
from ._dtypes import DTYPES as _DTYPES, DType as _DType, is_complex as _is_complex

VERSIONS = ("2021.12", "2022.12", "2023.12", "2024.12")
__array_api_version__ = "2024.12"

e, inf, nan, pi, newaxis = _math.e, _math.inf, _math.nan, _math.pi, None

(bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64, complex64, complex128) = (
    _DTYPES.values())
_built_in_any = any


def _axis(axis):
    return _operator.index(axis)


def _shape(shape):
    return _longs(shape if isinstance(shape, (tuple, list)) else (shape,))


def _arrays(*arrays):
    for x in arrays:
        if not isinstance(x, Array):
            raise TypeError(f"{type(x).__name__} given, expected an array")


# Creation functions

def _python_scalar(value):
    return value.item() if isinstance(value, _np.generic) else value


def _kind(*scalars):
    """The default type of Python scalars."""
    kinds = [type(s) for s in scalars if s is not None]
    return complex128 if complex in kinds else float64 if float in kinds else int64


def arange(start, /, stop=None, step=1, *, dtype=None, device=None):
    _check_device(device)
    start, stop, step = map(_python_scalar, (start, stop, step))
    if stop is None:
        start, stop = 0, start
    numbers = (start, stop, step)
    if _kind(*numbers) == float64:
        numbers = tuple(map(float, numbers))
    return _call("arange", *numbers) if dtype is None else _call("arange", *numbers, dtype)


def asarray(obj, /, *, dtype=None, device=None, copy=None):
    _check_device(device)
    if isinstance(obj, Array):
        if copy is None:
            return obj if dtype is None or dtype == obj.dtype else astype(obj, dtype)
        return _call("asarray", obj, obj.dtype if dtype is None else dtype, copy)
    if copy is False:
        raise ValueError("copy=False given: the array is in another process, and what is here must be copied")
    wanted = None if dtype is None else _np.dtype(dtype.name)
    return _array.from_numpy(_np.asarray(obj, dtype=wanted))


def empty(shape, *, dtype=None, device=None):
    _check_device(device)
    return _call("empty", _shape(shape), dtype or float64)


def empty_like(x, /, *, dtype=None, device=None):
    _check_device(device)
    return _call("emptyLike", x, dtype or x.dtype)


def eye(n_rows, n_cols=None, /, *, k=0, dtype=None, device=None):
    _check_device(device)
    return _call("eye", n_rows, n_rows if n_cols is None else n_cols, k, dtype or float64)


def from_dlpack(x, /, *, device=None, copy=None):
    _check_device(device)
    if isinstance(x, Array):
        return asarray(x, copy=copy)
    if copy is False:
        raise BufferError("copy=False given: the array is in another process, and what is here must be copied")
    return _array.from_numpy(_np.from_dlpack(x))


def full(shape, fill_value, *, dtype=None, device=None):
    _check_device(device)
    fill_value = _python_scalar(fill_value)
    if dtype is not None:
        fill_value = _scalar(fill_value, dtype)
    if isinstance(fill_value, Array):
        filled = _call("full", _shape(shape), fill_value)
        return filled if dtype is None else astype(filled, dtype, copy=False)
    return _call("full", _shape(shape), fill_value, *([] if dtype is None else [dtype]))


def full_like(x, /, fill_value, *, dtype=None, device=None):
    return full(x.shape, fill_value, dtype=dtype or x.dtype, device=device)


def linspace(start, stop, /, num, *, dtype=None, device=None, endpoint=True):
    _check_device(device)
    start, stop = map(_python_scalar, (start, stop))
    if _kind(start, stop) == complex128 or (dtype is not None and _is_complex(dtype)):
        line = _call("linspace", complex(start), complex(stop), num, endpoint)
        return line if dtype is None else astype(line, dtype, copy=False)
    return _call("linspace", float(start), float(stop), num, endpoint, dtype or float64)


def meshgrid(*arrays, indexing="xy"):
    if indexing not in ("xy", "ij"):
        raise ValueError(f"indexing {indexing!r} given, expected 'xy' or 'ij'")
    _arrays(*arrays)
    return _call("meshgrid", _constant(indexing.upper()), _listed(arrays))


def ones(shape, *, dtype=None, device=None):
    _check_device(device)
    return _call("ones", _shape(shape), dtype or float64)


def ones_like(x, /, *, dtype=None, device=None):
    _check_device(device)
    return _call("onesLike", x, dtype or x.dtype)


def tril(x, /, *, k=0):
    return _call("tril", x, k)


def triu(x, /, *, k=0):
    return _call("triu", x, k)


def zeros(shape, *, dtype=None, device=None):
    _check_device(device)
    return _call("zeros", _shape(shape), dtype or float64)


def zeros_like(x, /, *, dtype=None, device=None):
    _check_device(device)
    return _call("zerosLike", x, dtype or x.dtype)


# Data type functions

finfo_object = _namedtuple("finfo_object", "bits eps max min smallest_normal dtype")
iinfo_object = _namedtuple("iinfo_object", "bits max min dtype")


def astype(x, dtype, /, *, copy=True, device=None):
    _check_device(device)
    return _call("astype", x, dtype, copy) if copy or x.dtype != dtype else x


def can_cast(from_, to, /):
    return _call("canCast", from_, to)


def finfo(type, /):
    return finfo_object(*_call("finfo", type))


def iinfo(type, /):
    bits, largest, smallest, dtype = _call("iinfo", type)
    return iinfo_object(bits, largest % 2**64 if dtype == uint64 else largest, smallest, dtype)


def isdtype(dtype, kind):
    if isinstance(kind, tuple):
        return _built_in_any([isdtype(dtype, k) for k in kind])
    if isinstance(kind, _DType):
        return _call("isdtype", dtype, _listed([kind]))
    kinds = {"bool": "BOOL", "signed integer": "SIGNED_INTEGER", "unsigned integer": "UNSIGNED_INTEGER",
             "integral": "INTEGRAL", "real floating": "REAL_FLOATING", "complex floating": "COMPLEX_FLOATING",
             "numeric": "NUMERIC"}
    if kind not in kinds:
        raise ValueError(f"kind {kind!r} given, expected one of {', '.join(kinds)}")
    return _call("isdtype", dtype, _Word(f"(x{kinds[kind]})"))


def result_type(*arrays_and_dtypes):
    types = [x.dtype if isinstance(x, Array) else x for x in arrays_and_dtypes if not _is_scalar(x)]
    if not types:
        raise ValueError("result_type: expected at least one array or dtype")
    result = _call("resultType", _listed(types))
    for x in arrays_and_dtypes:
        if _is_scalar(x):
            result = _call("resultType", result, x)
    return result


# Element-wise functions

def _unary(name, java):
    def function(x, /):
        _arrays(x)
        return _call(java, x)

    return _named(function, name)


def _binary(name, java):
    def function(x1, x2, /):
        if isinstance(x1, Array):
            return _call(java, x1, _scalar(x2, x1.dtype))
        _arrays(x2)
        return _call(java, _scalar(x1, x2.dtype), x2)

    return _named(function, name)


def _named(function, name):
    function.__name__ = function.__qualname__ = name
    return function


def _java(name):
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


for _name in ("abs acos acosh asin asinh atan atanh bitwise_invert ceil conj cos cosh exp expm1 floor imag isfinite isinf"
              " isnan log log1p log2 log10 logical_not negative positive real reciprocal round sign signbit sin sinh"
              " square sqrt tan tanh trunc").split():
    globals()[_name] = _unary(_name, _java(_name))

for _name in ("add atan2 bitwise_and bitwise_left_shift bitwise_or bitwise_right_shift bitwise_xor copysign divide equal"
              " floor_divide greater greater_equal hypot less less_equal logaddexp logical_and logical_or logical_xor"
              " maximum minimum multiply nextafter not_equal pow remainder subtract").split():
    globals()[_name] = _binary(_name, _java(_name))


def clip(x, /, min=None, max=None):
    def bound(value):
        return value if value is None or isinstance(value, Array) else _call("weak", _scalar(value, x.dtype), x.dtype)

    low, high = bound(min), bound(max)
    if low is not None and high is not None:
        return _call("clip", x, low, high)
    if low is not None:
        return _call("maximum", x, low)
    return _copy(x) if high is None else _call("minimum", x, high)


def _copy(x):
    return _call("astype", x, x.dtype, True)


# Indexing functions

def take(x, indices, /, *, axis=None):
    return _call("take", x, indices) if axis is None else _call("take", x, indices, _axis(axis))


def take_along_axis(x, indices, /, *, axis=-1):
    return _call("takeAlongAxis", x, indices, _axis(axis))


# Linear algebra functions

def matmul(x1, x2, /):
    return _call("matmul", x1, x2)


def matrix_transpose(x, /):
    return _call("matrixTranspose", x)


def tensordot(x1, x2, /, *, axes=2):
    if isinstance(axes, int):
        first, second = range(x1.ndim - axes, x1.ndim), range(axes)
    else:
        first, second = axes
    return _call("tensordot", x1, x2, _longs(first), _longs(second))


def vecdot(x1, x2, /, *, axis=-1):
    return _call("vecdot", x1, x2, _axis(axis))


# Manipulation functions

def broadcast_arrays(*arrays):
    _arrays(*arrays)
    return _call("broadcastArrays", _listed(arrays))


def broadcast_to(x, /, shape):
    return _call("broadcastTo", x, _shape(shape))


def concat(arrays, /, *, axis=0):
    if axis is None:
        return _call("concat", _axes(None), _listed(arrays))
    return _call("concat", _axis(axis), _listed(arrays))


def expand_dims(x, /, *, axis=0):
    return _call("expandDims", x, _axis(axis))


def flip(x, /, *, axis=None):
    return x[...] if axis == () else _call("flip", x, _axes(axis))


def moveaxis(x, source, destination, /):
    pair = [a if isinstance(a, tuple) else (a,) for a in (source, destination)]
    return _call("moveaxis", x, _longs(pair[0]), _longs(pair[1]))


def permute_dims(x, /, axes):
    return _call("permuteDims", x, _longs(axes))


def repeat(x, repeats, /, *, axis=None):
    return _call("repeat", x, repeats, *([] if axis is None else [_axis(axis)]))


def reshape(x, /, shape, *, copy=None):
    shape = list(shape) if isinstance(shape, (tuple, list)) else [shape]
    if shape.count(-1) == 1:  # a Shape of Java has no size that is left open
        known = -_math.prod(shape)
        if known == 0 or x.size % known:
            raise ValueError(f"reshape of shape {x.shape} to {tuple(shape)}: no size of the open axis fits")
        shape[shape.index(-1)] = x.size // known
    return _call("reshape", x, _shape(shape), *([] if copy is None else [copy]))


def roll(x, /, shift, *, axis=None):
    if axis is None:
        return _call("roll", x, shift)
    axis = axis if isinstance(axis, tuple) else (axis,)
    shift = shift if isinstance(shift, tuple) else (shift,) * len(axis)
    return _call("roll", x, _longs(shift), _longs(axis))


def squeeze(x, /, axis):
    axis = axis if isinstance(axis, tuple) else (axis,)
    return _call("squeeze", x, _longs(axis)) if axis else x[...]


def stack(arrays, /, *, axis=0):
    return _call("stack", _axis(axis), _listed(arrays))


def tile(x, repetitions, /):
    return _call("tile", x, _longs(repetitions))


def unstack(x, /, *, axis=0):
    return _call("unstack", x, _axis(axis))


# Searching functions

def _search(name):
    java = _java(name)

    def function(x, /, *, axis=None, keepdims=False):
        return _call(java, x, _axes(axis, keepdims))

    return _named(function, name)


argmax, argmin, count_nonzero = map(_search, ("argmax", "argmin", "count_nonzero"))


def nonzero(x, /):
    return _call("nonzero", x)


def searchsorted(x1, x2, /, *, side="left", sorter=None):
    return _call("searchsorted", x1, x2, _constant(side.upper()), sorter)


def where(condition, x1, x2, /):
    if not isinstance(x1, Array):
        x1 = _scalar(x1, x2.dtype)
    elif not isinstance(x2, Array):
        x2 = _scalar(x2, x1.dtype)
    return _call("where", condition, x1, x2)


# Set functions

unique_all_result = _namedtuple("unique_all_result", "values indices inverse_indices counts")
unique_counts_result = _namedtuple("unique_counts_result", "values counts")
unique_inverse_result = _namedtuple("unique_inverse_result", "values inverse_indices")


def unique_all(x, /):
    return unique_all_result(*_call("uniqueAll", x))


def unique_counts(x, /):
    return unique_counts_result(*_call("uniqueCounts", x))


def unique_inverse(x, /):
    return unique_inverse_result(*_call("uniqueInverse", x))


def unique_values(x, /):
    return _call("uniqueValues", x)


# Sorting functions

def argsort(x, /, *, axis=-1, descending=False, stable=True):
    return _call("argsort", x, _axis(axis), descending)


def sort(x, /, *, axis=-1, descending=False, stable=True):
    return _call("sort", x, _axis(axis), descending)


# Statistical functions

def _cumulative(name):
    java = _java(name)

    def function(x, /, *, axis=None, dtype=None, include_initial=False):
        if axis is None:
            if x.ndim != 1:
                raise ValueError(f"{name} of shape {x.shape}: expected an axis, as there is more or less than one")
            axis = 0
        return _call(java, x, _axis(axis), dtype, include_initial)

    return _named(function, name)


cumulative_prod, cumulative_sum = map(_cumulative, ("cumulative_prod", "cumulative_sum"))
max, mean, min = map(_search, ("max", "mean", "min"))


def _total(name):
    def function(x, /, *, axis=None, dtype=None, keepdims=False):
        return _call(name, x, _axes(axis, keepdims), *([] if dtype is None else [dtype]))

    return _named(function, name)


def _spread(name):
    def function(x, /, *, axis=None, correction=0.0, keepdims=False):
        return _call(name, x, _axes(axis, keepdims), float(correction))

    return _named(function, name)


prod, sum = map(_total, ("prod", "sum"))
std, var = map(_spread, ("std", "var"))


# Utility functions

all, any = map(_search, ("all", "any"))


def diff(x, /, *, axis=-1, n=1, prepend=None, append=None):
    return _call("diff", x, _axis(axis), n, prepend, append)


# Inspection

class _Info:
    def capabilities(self):
        boolean_indexing, data_dependent_shapes, dimensions = _call("capabilities")
        return {"boolean indexing": boolean_indexing, "data-dependent shapes": data_dependent_shapes,
                "max dimensions": dimensions}

    def default_device(self):
        return _call("defaultDevice")

    def default_dtypes(self, *, device=None):
        _check_device(device)
        names = ("real floating", "complex floating", "integral", "indexing")
        return dict(zip(names, _call("defaultDtypes")))

    def devices(self):
        return list(_call("devices"))

    def dtypes(self, *, device=None, kind=None):
        _check_device(device)
        return {d.name: d for d in _call("dtypes") if kind is None or isdtype(d, kind)}


def __array_namespace_info__():
    return _Info()


from . import fft, linalg  # noqa: E402  the extensions need the functions above
