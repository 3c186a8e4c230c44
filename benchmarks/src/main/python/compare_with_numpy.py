"""Drives every function and attribute of the Array API standard over the bridge and compares with NumPy.

    compare_with_numpy.py [--brief] [--seed N] [--only NAME ...]

Input is generated: every type that the standard allows, arrays of no dimension, empty, strided, reversed, transposed and
broadcast ones. What docs/choices.md settles otherwise than NumPy is left out where it is generated; each place says so.
Ends with a table of functions, calls and failures; the exit status is 1 if there is a failure, 3 if a function that the
standard names is missing and nothing else is wrong.
"""
import argparse
import itertools
import math
import operator
import sys
import time
import warnings

import numpy as np

import orrery_arrays as xp
from orrery_arrays._bridge import JavaNotImplementedError

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--brief", action="store_true", help="fewer layouts of each input")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="only functions with these names")
OPTIONS = parser.parse_args()
warnings.simplefilter("ignore")
np.seterr(all="ignore")
rng = np.random.default_rng(OPTIONS.seed)

SIGNED = ["int8", "int16", "int32", "int64"]
UNSIGNED = ["uint8", "uint16", "uint32", "uint64"]
INTEGER = SIGNED + UNSIGNED
FLOATING = ["float32", "float64"]
COMPLEX = ["complex64", "complex128"]
REAL = INTEGER + FLOATING
NUMERIC = REAL + COMPLEX
ALL = ["bool"] + NUMERIC


# Input

def values(dtype, shape, low=-50, high=50, special=True, nonzero=False):
    """Numbers that every type can hold, some twice; NaN, infinities and negative zeros among floating ones."""
    size = math.prod(shape)
    if dtype == "bool":
        return rng.integers(0, 2, shape).astype(bool)
    if dtype in INTEGER:
        start = max(low, 0) if dtype in UNSIGNED else low
        found = rng.integers(start, high, shape)
        return np.where(found == 0, 3, found).astype(dtype) if nonzero else found.astype(dtype)
    found = rng.uniform(low, high, shape)
    if dtype in COMPLEX:  # special complex values: C99 is followed where the standard is open
        return (found + 1j * rng.uniform(low, high, shape)).astype(dtype)
    if special and size > 4:
        found.flat[rng.choice(size, 4, replace=False)] = [math.nan, math.inf, -math.inf, -0.0]
    return found.astype(dtype)


class Pair:
    """An array of NumPy's and ours with the same elements."""

    def __init__(self, array, ours=None):
        self.numpy = np.asarray(array)
        self.ours = xp.asarray(self.numpy) if ours is None else ours

    def map(self, function):
        return Pair(function(self.numpy), function(self.ours))

    def __repr__(self):
        text = np.array2string(self.numpy, threshold=30, separator=", ").replace("\n", "")
        return f"{self.numpy.dtype} {self.numpy.shape} {text}"


#: The shape of the base, and what is made of it.
LAYOUTS = [
    ((3, 4), lambda a: a),
    ((), lambda a: a),
    ((0,), lambda a: a),
    ((14,), lambda a: a[::2]),
    ((7,), lambda a: a[::-1]),
    ((2, 0, 3), lambda a: a),
    ((6, 5), lambda a: a[1::2, ::-2]),
    ((2, 3, 4), lambda a: np.permute_dims(a, (2, 0, 1)) if isinstance(a, np.ndarray) else xp.permute_dims(a, (2, 0, 1))),
    ((1, 4), lambda a: (np if isinstance(a, np.ndarray) else xp).broadcast_to(a, (3, 4))),
    ((40,), lambda a: a[5:]),
]
if OPTIONS.brief:
    LAYOUTS = LAYOUTS[:2] + LAYOUTS[6:7]


def inputs(dtypes, ndim=0, **options):
    for dtype in dtypes:
        for shape, view in LAYOUTS:
            pair = Pair(values(dtype, shape, **options)).map(view)
            if pair.numpy.ndim >= ndim:
                yield pair


SHAPES = [((3, 4), (3, 4)), ((3, 4), (4,)), ((), (5,)), ((2, 1, 3), (4, 1)), ((0, 3), (1, 3)), ((), ())]
if OPTIONS.brief:
    SHAPES = SHAPES[1:3]


def pairs(dtypes, second=None, **options):
    for dtype in dtypes:
        for one, two in SHAPES:
            yield (Pair(values(dtype, one, **options)),
                   Pair(values(dtype, two, **(second or options))))
        yield (Pair(values(dtype, (8,), **options)).map(lambda a: a[::-2]),
               Pair(values(dtype, (4,), **(second or options))))


# Comparison

NO_DIMENSION = "__getitem__, 0-d mask"

#: What is known to be wrong in the array core: it is told of, but is no failure. Whoever mends it takes it out here.
KNOWN = {NO_DIMENSION: "the standard: a mask of no dimension adds an axis of size one or zero"}

#: How many units in the last place results may differ by; NumPy and we round functions each in their own way.
ULPS = 32


def same(ours, theirs, scale=None):
    """What is wrong, or nothing. `scale` is the size that rounding errors are relative to; without it, each element."""
    if isinstance(theirs, (tuple, list)):
        if len(ours) != len(theirs):
            return f"{len(ours)} results, expected {len(theirs)}"
        return next(filter(None, (same(o, t, scale) for o, t in zip(ours, theirs))), None)
    if not isinstance(theirs, (np.ndarray, np.generic)):
        return None if ours == theirs or (ours != ours and theirs != theirs) else f"{ours!r}, expected {theirs!r}"
    if not isinstance(ours, xp._array.Array):
        return f"a {type(ours).__name__}, expected an array"
    if ours.dtype.name != theirs.dtype.name:
        return f"dtype {ours.dtype}, expected {theirs.dtype}"
    if ours.shape != theirs.shape:
        return f"shape {ours.shape}, expected {theirs.shape}"
    found = np.asarray(ours)
    if theirs.dtype.kind not in "fc":
        wrong = found != theirs
    else:
        eps = np.finfo(theirs.dtype).eps
        equal = (found == theirs) | (np.isnan(found) & np.isnan(theirs))
        size = np.abs(theirs.astype(np.complex128)) if scale is None else scale
        size = np.maximum(size, np.finfo(theirs.dtype).tiny / eps)
        wrong = ~equal & ~(np.abs(found.astype(np.complex128) - theirs) <= ULPS * eps * size)
    if not np.any(wrong):
        return None
    place = np.unravel_index(int(np.argmax(wrong)), wrong.shape) if wrong.ndim else ()
    return f"{found[place]!r} at {tuple(map(int, place))}, expected {theirs[place]!r}"


class Record:
    def __init__(self):
        self.calls = 0
        self.failures = []
        self.missing = None


records = {}


def unpaired(value, side):
    if isinstance(value, Pair):
        return getattr(value, side)
    if isinstance(value, (tuple, list)):
        return type(value)(unpaired(v, side) for v in value)
    if isinstance(value, Type):
        return getattr(value, side)
    return value


class Type:
    """A dtype on both sides."""

    def __init__(self, name):
        self.name = name
        self.ours = getattr(xp, name)
        self.numpy = np.dtype(name)

    def __repr__(self):
        return self.name


def check(name, ours, theirs, args=(), kwargs=None, scale=None):
    """Calls both and compares; `scale` is a function of NumPy's arguments and result."""
    record = records.setdefault(name, Record())
    if record.missing:
        return
    kwargs = kwargs or {}
    record.calls += 1
    problem = expected = found = None
    arguments = [unpaired(a, "numpy") for a in args]
    try:
        expected = theirs(*arguments, **{k: unpaired(v, "numpy") for k, v in kwargs.items()})
        if isinstance(expected, np.ndarray) and expected.dtype.name not in ALL:
            expected = expected.astype("float64")
        refusal = None
    except Exception as error:
        refusal = error
    try:
        found = ours(*[unpaired(a, "ours") for a in args], **{k: unpaired(v, "ours") for k, v in kwargs.items()})
        if refusal is not None:
            problem = f"a result, expected an error: NumPy says {type(refusal).__name__}: {refusal}"
    except JavaNotImplementedError as error:
        if " has no form for " in str(error):
            if record.calls == 1:
                record.missing = str(error)
                return
        problem = str(error)
    except Exception as error:
        if refusal is None:
            problem = f"{type(error).__name__}: {error}"
    if problem is None and refusal is None:
        limits = scale(arguments, expected) if scale is not None else None
        problem = same(found, expected, limits)
    if problem is not None:
        described = ", ".join([*map(repr, args), *(f"{k}={v!r}" for k, v in kwargs.items())])
        record.failures.append(f"{name}({described}): {problem}")


def wanted(name):
    return not OPTIONS.only or name in OPTIONS.only


def function(name, arguments, kwargs=None, scale=None, reference=None, within=None):
    """Checks a function of the namespace for every tuple of arguments and every set of keywords."""
    where = within or ""
    label = f"{where}.{name}" if where else name
    if not wanted(label):
        return
    ours = getattr(getattr(xp, where) if where else xp, name, None)
    if ours is None:
        records.setdefault(label, Record()).missing = "not in the namespace"
        return
    theirs = reference or getattr(getattr(np, where) if where else np, name)
    for args in arguments:
        args = args if isinstance(args, tuple) else (args,)
        for keywords in kwargs(*args) if callable(kwargs) else kwargs or [{}]:
            check(label, ours, theirs, args, keywords, scale)


# Element-wise functions

def elementwise():
    def one(names, dtypes, scale=None, **options):
        for name in names.split():
            function(name, inputs(dtypes, **options), scale=scale)

    def two(names, dtypes, second=None, **options):
        for name in names.split():
            function(name, pairs(dtypes, second, **options))
            function(name, ((pair, rng.integers(1, 9).item()) for pair in inputs(
                [d for d in dtypes if d != "bool"], **options) if pair.numpy.dtype != "bool"))

    def modulus(args, result):
        return np.abs(result) + 1

    one("abs", NUMERIC)
    one("negative", SIGNED + FLOATING + COMPLEX)
    one("positive square sign", NUMERIC)
    one("ceil floor trunc", REAL)
    one("round", NUMERIC)
    one("isfinite isinf isnan", NUMERIC)
    one("real imag", COMPLEX)
    one("conj", NUMERIC)
    one("signbit", FLOATING)
    one("logical_not", ["bool"])
    one("bitwise_invert", ["bool"] + INTEGER)
    one("exp expm1 sin cos tan sinh cosh tanh", FLOATING + COMPLEX, modulus, low=-8, high=8)
    one("log log2 log10 log1p sqrt reciprocal", FLOATING + COMPLEX, modulus)
    one("atan asinh", FLOATING + COMPLEX, modulus)
    one("acos asin atanh", FLOATING + COMPLEX, modulus, low=-1, high=1)
    one("acosh", FLOATING + COMPLEX, modulus, low=1, high=50)
    two("add multiply subtract", NUMERIC)
    function("divide", pairs(FLOATING + COMPLEX))
    two("equal not_equal", ALL)
    two("less less_equal greater greater_equal maximum minimum", REAL)
    function("logical_and", pairs(["bool"]))
    function("logical_or", pairs(["bool"]))
    function("logical_xor", pairs(["bool"]))
    for name in ("bitwise_and", "bitwise_or", "bitwise_xor"):
        function(name, pairs(["bool"] + INTEGER))
    for name in ("bitwise_left_shift", "bitwise_right_shift"):  # by less than the width: beyond it is a choice
        function(name, pairs(INTEGER, dict(low=0, high=7)))
    # Infinite operands and integers divided by zero are choices.
    for name in ("floor_divide", "remainder"):
        function(name, pairs(REAL, special=False, nonzero=True))
    function("pow", pairs(INTEGER, dict(low=0, high=6)))  # negative powers of integers are an error in both
    function("pow", pairs(FLOATING, low=0, high=9))
    function("pow", pairs(COMPLEX, low=1, high=5), scale=lambda args, result: 8 * np.abs(result))
    for name in ("atan2", "copysign", "hypot", "logaddexp", "nextafter"):
        function(name, pairs(FLOATING))
    bounds = [dict(min=2, max=9), dict(min=-3), dict(max=5), dict(min=None, max=None)]
    function("clip", inputs(SIGNED + FLOATING), bounds)
    function("clip", ((x, Pair(np.asarray(3, dtype=x.numpy.dtype)), Pair(np.asarray(20, dtype=x.numpy.dtype)))
                      for x in inputs(REAL)))


def wide(dtype, shape):
    """Numbers of the whole range of a type, its ends among them."""
    if dtype in INTEGER:
        ends = np.iinfo(dtype)
        found = rng.integers(ends.min, ends.max, shape, dtype=dtype, endpoint=True)
        edges = [ends.min, ends.max, ends.max - 1, 0, 1]
    else:
        ends = np.finfo(dtype)
        found = (rng.choice([-1, 1], shape) * 2.0 ** rng.uniform(ends.minexp, ends.maxexp - 1, shape)).astype(dtype)
        edges = [ends.smallest_subnormal, -ends.tiny, ends.max, ends.min, 0.0]
    found.flat[rng.choice(found.size, len(edges), replace=False)] = np.array(edges, dtype=dtype)
    return found


def ranges():
    """Overflow, and integers that no float64 holds."""
    def two(names, dtypes):
        for name in names.split():
            function(name, ((Pair(wide(d, (5, 4))), Pair(wide(d, (5, 4)))) for d in dtypes for _ in range(5)))

    two("add subtract multiply equal less greater_equal maximum minimum", REAL)
    two("bitwise_and bitwise_xor", INTEGER)
    two("divide copysign hypot nextafter", FLOATING)
    for name in ("floor_divide", "remainder"):
        function(name, ((Pair(wide(d, (40,))), Pair(values(d, (40,), nonzero=True, special=False))) for d in INTEGER))
    for name in ("abs", "negative", "square", "sign", "positive", "round", "floor", "trunc", "ceil"):
        function(name, (Pair(wide(d, (5, 4))) for d in REAL if name != "negative" or d not in UNSIGNED))
    for name in ("sum", "prod", "max", "min", "argmax", "argmin", "cumulative_sum", "cumulative_prod", "sort",
                 "unique_counts", "count_nonzero"):
        theirs = {"unique_counts": lambda x: tuple(np.unique_counts(x)),
                  "count_nonzero": lambda x: np.asarray(np.count_nonzero(x))}.get(name)
        function(name, (Pair(wide(d, (30,))) for d in INTEGER), reference=theirs)
    function("argsort", (Pair(wide(d, (30,))) for d in REAL), reference=lambda x: np.argsort(x, stable=True))
    function("searchsorted", ((Pair(np.sort(wide(d, (30,)))), Pair(wide(d, (9,)))) for d in REAL))
    function("astype", ((Pair(wide(d, (30,))), Type(t)) for d in INTEGER for t in ALL))
    function("astype", ((Pair(wide(d, (30,))), Type(t)) for d in FLOATING for t in FLOATING + COMPLEX))
    for name, dtypes in (("__bool__", REAL), ("__int__", INTEGER), ("__float__", REAL), ("__index__", INTEGER)):
        convert = {"__bool__": bool, "__int__": int, "__float__": float, "__index__": operator.index}[name]
        if wanted(name):
            for d in dtypes:
                for value in wide(d, (6,)):
                    check(name, convert, convert, [Pair(value)])
    if wanted("__add__"):
        for d in INTEGER:
            for scalar in (np.iinfo(d).max.__int__(), int(np.iinfo(d).min)):
                check("__add__", operator.add, operator.add, [Pair(wide(d, (9,))), scalar])


def mixed():
    """Operands of two types, as far as the standard promotes them."""
    families = [SIGNED, UNSIGNED, [d for d in INTEGER if d != "uint64"], FLOATING + COMPLEX]
    both = sorted({(a, b) for family in families for a in family for b in family if a != b})
    narrow = dict(low=1, high=9, special=False)
    for name in ("add", "subtract", "multiply", "pow", "equal", "not_equal", "less", "greater_equal", "floor_divide",
                 "remainder", "divide", "atan2", "copysign", "hypot", "logaddexp", "maximum", "minimum", "bitwise_and",
                 "bitwise_or", "bitwise_xor", "bitwise_left_shift", "bitwise_right_shift"):
        allowed = {"divide": FLOATING + COMPLEX, "atan2": FLOATING, "copysign": FLOATING, "hypot": FLOATING,
                   "logaddexp": FLOATING}.get(name)
        if allowed is None:
            allowed = INTEGER if name.startswith("bitwise") else NUMERIC if name in (
                "add", "subtract", "multiply", "pow", "equal", "not_equal") else REAL
        scale = (lambda args, result: 8 * np.abs(result)) if name == "pow" else None
        function(name, ((Pair(values(a, (3, 4), **narrow)), Pair(values(b, (4,), **narrow)))
                        for a, b in both if a in allowed and b in allowed), scale=scale)
    for a, b in both:
        x, y = Pair(values(a, (2, 3), **narrow)), Pair(values(b, (2, 3), **narrow))
        function("where", [(Pair(values("bool", (2, 3))), x, y)])
        function("concat", [([x, y],)], [dict(axis=1)])
        function("stack", [([x, y],)])
        function("matmul", [(x, Pair(values(b, (3, 2), **narrow)))], scale=product)
        function("tensordot", [(x, Pair(values(b, (3, 2), **narrow)))], [dict(axes=1)], product)
        function("vecdot", [(x, y)], scale=product)
        if a in REAL and b in REAL:
            function("searchsorted", [(Pair(np.sort(values(a, (6,), **narrow))), Pair(values(b, (4,), **narrow)))])
    if wanted("result_type"):
        for a, b in both:
            check("result_type", lambda *t: xp.result_type(*t).name, lambda *t: np.result_type(*t).name,
                  [Type(a), Pair(values(b, (2,)))])


# Reductions and scans

def every_axis(x):
    n = x.numpy.ndim
    found = [dict(axis=axis, keepdims=keep) for axis in [None, *range(-n, n)] for keep in (False, True)]
    if n > 1:
        found += [dict(axis=(0, -1)), dict(axis=tuple(range(n)), keepdims=True)]
    return found[:4] if OPTIONS.brief else found


def single_axis(x):
    return [k for k in every_axis(x) if not isinstance(k["axis"], tuple)]


def total(args, result):
    """Sums may be added in any order: errors are relative to the sum of all magnitudes."""
    magnitudes = np.abs(args[0].astype(np.complex128))
    return 1 + np.sum(magnitudes[np.isfinite(magnitudes)])


def statistics():
    function("sum", inputs(NUMERIC), every_axis, total)
    function("prod", inputs(NUMERIC, low=1, high=3), every_axis)
    function("sum", inputs(INTEGER + FLOATING), lambda x: [dict(dtype=Type("float64"))], total)
    function("prod", inputs(["int8", "uint8"], high=4), lambda x: [dict(dtype=Type("int64"))])
    function("max", inputs(REAL), every_axis)
    function("min", inputs(REAL), every_axis)
    function("mean", inputs(FLOATING + COMPLEX), every_axis, total)
    spread = dict(special=False)
    function("std", inputs(FLOATING, **spread), every_axis, lambda args, result: 100)
    function("var", inputs(FLOATING, **spread), every_axis, lambda args, result: 10_000)
    function("var", inputs(FLOATING, ndim=1, **spread), [dict(axis=0, correction=1.0)], lambda args, result: 10_000)
    for name in ("cumulative_sum", "cumulative_prod"):
        small = dict(low=1, high=3) if name.endswith("prod") else {}
        scale = total if name.endswith("sum") else None
        function(name, inputs(NUMERIC, ndim=1, **small), lambda x: [
            dict(axis=axis, include_initial=initial) for axis in range(-x.numpy.ndim, x.numpy.ndim)
            for initial in (False, True)], scale)
        function(name, (x for x in inputs(FLOATING, **small) if x.numpy.ndim == 1), [{}], scale)
    function("all", inputs(ALL), every_axis)
    function("any", inputs(ALL), every_axis)
    function("count_nonzero", inputs(ALL), every_axis, reference=lambda x, **kw: np.asarray(np.count_nonzero(x, **kw)))
    function("argmax", inputs(REAL), single_axis)
    function("argmin", inputs(REAL), single_axis)
    differences = inputs(NUMERIC, ndim=1)
    function("diff", differences, lambda x: [
        dict(axis=axis, n=n) for axis in range(-x.numpy.ndim, x.numpy.ndim) for n in (1, 2)], total)
    function("diff", ((Pair(values(d, (5,))),) for d in NUMERIC), lambda x: [
        dict(prepend=Pair(np.ones(2, x.numpy.dtype)), append=Pair(np.ones(1, x.numpy.dtype)))], total)


# Creation

def creation():
    def both(name, arguments, kwargs=None, within=None):
        function(name, arguments, kwargs, within=within)

    shapes = [(), (0,), (5,), (3, 4), (2, 0, 3)]
    typed = [{}, *(dict(dtype=Type(d)) for d in ALL)]
    for name in ("zeros", "ones"):
        both(name, [(s,) for s in shapes] + [4], typed)
    for name in ("zeros_like", "ones_like"):
        both(name, inputs(ALL), [{}, dict(dtype=Type("int16"))])
    for name in ("empty", "empty_like"):
        arguments = [(s,) for s in shapes] if name == "empty" else inputs(ALL)
        theirs = getattr(np, name)
        if wanted(name):
            ours = getattr(xp, name)
            for args in arguments:
                args = args if isinstance(args, tuple) else (args,)
                check(name, lambda *a: (ours(*a).shape, ours(*a).dtype.name),
                      lambda *a: (theirs(*a).shape, theirs(*a).dtype.name), args)
    fills = [True, 3, 2.5, 1 - 2j]
    both("full", [(s, v) for s in shapes for v in fills])
    both("full", [((2, 3), 3)], typed)
    both("full_like", [(x, 1) for x in inputs(ALL)])
    both("eye", [(0,), (3,), (3, 5), (4, 2)], [dict(k=k) for k in (-5, -1, 0, 2)])
    both("eye", [(3,)], typed)
    both("arange", [(5,), (0,), (-3,), (2, 9), (2, 9, 3), (9, 2, -2), (0.5, 3.0), (1.0,), (0.0, 1.0, 0.25)])
    both("arange", [(5,), (1, 8, 3)], [dict(dtype=Type(d)) for d in REAL])
    both("linspace", [(0, 1, 5), (0.0, -2.0, 4), (1, 1, 1), (0, 5, 0), (2, 7, 1)],
         [dict(endpoint=e) for e in (True, False)])
    both("linspace", [(0, 4, 5)], [dict(dtype=Type(d)) for d in FLOATING + COMPLEX])
    both("linspace", [(0j, 1 + 2j, 5)])
    for name in ("tril", "triu"):
        both(name, inputs(ALL, ndim=2), [dict(k=k) for k in (-1, 0, 2)])
    if wanted("meshgrid"):
        for d in ALL:
            for sizes in ((2, 3), (3,), (2, 0), (2, 3, 4)):
                for indexing in ("xy", "ij"):
                    arrays = [Pair(values(d, (n,))) for n in sizes]
                    check("meshgrid", xp.meshgrid, np.meshgrid, arrays, dict(indexing=indexing))
    nested = [True, 3, 2.5, 1j, [], [1, 2], [[1.5, 2], [3, 4]], [True, False], (1, (2)), [[[1]]]]
    both("asarray", [(n,) for n in nested])
    both("asarray", inputs(ALL), [{}, dict(copy=True)])
    both("asarray", inputs(INTEGER), [dict(dtype=Type("float64")), dict(dtype=Type("complex64"))])
    if wanted("from_dlpack"):
        for x in inputs(ALL):
            check("from_dlpack", lambda a: xp.from_dlpack(a), lambda a: np.from_dlpack(a), [x])
            check("from_dlpack", lambda a: xp.from_dlpack(np.asarray(a)), lambda a: a, [x])


# Data types

def data_types():
    types = list(map(Type, ALL))
    if wanted("astype"):
        for d in ALL:
            # Complex to real is refused, floating to integer defined for what fits: both choices.
            targets = [t for t in ALL if t in COMPLEX or d not in COMPLEX]
            for x in inputs([d], low=0, special=False):
                for t in targets:
                    check("astype", xp.astype, np.astype, [x, Type(t)])
    # From booleans, and from integers to floating types, the standard leaves it open.
    kinds = [(a, b) for a in types for b in types
             if {a.name, b.name} <= set(FLOATING + COMPLEX) or {a.name, b.name} <= set(INTEGER)]
    # NumPy lets float64 become complex64 by no rule; the same here.
    function("can_cast", kinds)
    names = ["bool", "signed integer", "unsigned integer", "integral", "real floating", "complex floating", "numeric"]
    function("isdtype", [(t, n) for t in types for n in names] + [(t, ("bool", "integral")) for t in types] + [
        (t, u) for t in types for u in types])
    mixes = [(a, b) for a in types for b in types
             if not ({a.name, b.name} & set(INTEGER + ["bool"]) and {a.name, b.name} & set(FLOATING + COMPLEX))
             and (a.name == b.name or "bool" not in (a.name, b.name))
             and not ("uint64" in (a.name, b.name) and {a.name, b.name} & set(SIGNED))]
    named = lambda f: lambda *a: f(*a).name
    if wanted("result_type"):
        for mix in mixes:
            check("result_type", named(xp.result_type), named(np.result_type), mix)
        for x in inputs(["int8", "float32"]):
            for scalar in (1, 2.5):
                if isinstance(scalar, int) or x.numpy.dtype.kind == "f":
                    check("result_type", named(xp.result_type), named(np.result_type), [x, scalar])
    fields = {"finfo": ("bits", "eps", "max", "min", "smallest_normal"), "iinfo": ("bits", "max", "min")}
    for name, dtypes in (("finfo", FLOATING + COMPLEX), ("iinfo", INTEGER)):
        if wanted(name):
            def read(module):
                return lambda t: tuple(float(getattr(getattr(module, name)(t), f)) for f in fields[name])
            for d in dtypes:
                check(name, read(xp), read(np), [Type(d)])
                check(name, read(xp), lambda a: read(np)(a.dtype), [Pair(np.zeros(2, d))])


# Shapes

def manipulation():
    def each(name, dtypes=ALL, ndim=0, kwargs=None, **options):
        function(name, inputs(dtypes, ndim, **options), kwargs)

    def axes(x):
        return range(-x.numpy.ndim, x.numpy.ndim)

    function("broadcast_to", [(Pair(values(d, s)), t) for d in ALL for s, t in (
        ((4,), (3, 4)), ((), (2, 2)), ((3, 1), (2, 3, 4)), ((0,), (2, 0)), ((1,), (0,)), ((3,), (4,)))])
    if wanted("broadcast_arrays"):
        for one, two in pairs(ALL):
            check("broadcast_arrays", xp.broadcast_arrays, lambda *a: tuple(np.broadcast_arrays(*a)), [one, two])
    for name in ("concat", "stack"):
        for d in ALL:
            arrays = [Pair(values(d, (2, 3))) for _ in range(3)]
            function(name, [(arrays,)], [dict(axis=a) for a in (0, 1, -1)] + ([dict(axis=None)] if name == "concat" else []))
    mixed = [Pair(values("int8", (2, 3))), Pair(values("int32", (1, 3)))]
    function("concat", [(mixed,)], [{}])
    each("expand_dims", kwargs=lambda x: [dict(axis=a) for a in range(-x.numpy.ndim - 1, x.numpy.ndim + 1)])
    each("flip", kwargs=lambda x: [{}, *(dict(axis=a) for a in axes(x)), *([dict(axis=(0, 1))] if x.numpy.ndim > 1 else [])])
    function("moveaxis", ((x, s, t) for x in inputs(ALL, 2) for s, t in ((0, -1), (1, 0), ((0, 1), (1, 0)))))
    function("permute_dims", ((x, p) for x in inputs(ALL) for p in itertools.permutations(range(x.numpy.ndim))))
    function("matrix_transpose", inputs(ALL, 2))
    function("repeat", ((x, 2) for x in inputs(ALL, 1)), lambda x, n: [{}, *(dict(axis=a) for a in axes(x))])
    function("repeat", ((Pair(values(d, (3,))), Pair(np.array([0, 2, 1]))) for d in ALL), [{}, dict(axis=0)])
    function("reshape", ((x, s) for x in inputs(ALL) for s in ((-1,), (x.numpy.size,), (1, x.numpy.size), (7, 7))
                         if x.numpy.size or -1 not in s), [{}, dict(copy=True)])
    function("roll", ((x, s) for x in inputs(ALL) for s in (0, 1, -2, 9)), lambda x, s: [{}, *(dict(axis=a) for a in axes(x))])
    function("roll", ((x, (1, -2)) for x in inputs(ALL, 2)), [dict(axis=(0, 1))])
    function("squeeze", ((Pair(values(d, s)), a) for d in ALL for s, a in (
        ((1, 3, 1), 0), ((1, 3, 1), (0, 2)), ((1, 3, 1), -1), ((2, 3), 0), ((1, 0), 0))))
    function("tile", ((x, r) for x in inputs(ALL) for r in ((2,), (), (2, 1, 3), (0,))))
    if wanted("unstack"):
        for x in inputs(ALL, 1):
            for a in axes(x):
                check("unstack", xp.unstack, np.unstack, [x], dict(axis=a))


# Searching, sorting, sets, indexing

def descending(x, axis=-1):
    if x.size == 0 or x.ndim == 0:
        return np.argsort(x, axis=axis) if x.ndim else np.asarray(0)
    ranks = np.unique(x, return_inverse=True, equal_nan=True)[1].reshape(x.shape)
    return np.argsort(-ranks, axis=axis, stable=True)


def searching():
    def axes(x):
        return [dict(axis=a) for a in range(-x.numpy.ndim, x.numpy.ndim)]

    function("nonzero", inputs(ALL))
    function("where", ((Pair(values("bool", one.numpy.shape)), one, two) for one, two in pairs(ALL)))
    function("where", ((Pair(values("bool", (2, 3))), Pair(values(d, (2, 3))), 1) for d in NUMERIC))
    function("where", ((Pair(values("bool", (2, 3))), 2, Pair(values(d, (2, 3)))) for d in NUMERIC))
    ordered = [Pair(np.sort(values(d, (9,), special=False))) for d in REAL]
    function("searchsorted", ((s, Pair(values(str(s.numpy.dtype), shape, special=False))) for s in ordered
                              for shape in ((), (4,), (2, 3), (0,))),
             [dict(side=s) for s in ("left", "right")])
    if wanted("searchsorted"):
        for d in REAL:
            x = values(d, (9,), special=False)
            check("searchsorted", xp.searchsorted, np.searchsorted, [Pair(x), Pair(values(d, (5,), special=False))],
                  dict(sorter=Pair(np.argsort(x))))
    function("sort", inputs(REAL, 1), axes)
    function("argsort", inputs(REAL, 1), axes, reference=lambda x, axis: np.argsort(x, axis=axis, stable=True))
    if wanted("sort"):
        for x in inputs(REAL, 1):
            for k in axes(x):
                check("sort", lambda a, axis: xp.sort(a, axis=axis, descending=True),
                      lambda a, axis: np.take_along_axis(a, descending(a, axis), axis), [x], k)
    if wanted("argsort"):
        for x in inputs(REAL, 1):
            for k in axes(x):
                check("argsort", lambda a, axis: xp.argsort(a, axis=axis, descending=True), descending, [x], k)
    for name in ("unique_all", "unique_counts", "unique_inverse"):
        function(name, inputs(ALL), reference=lambda x, name=name: tuple(getattr(np, name)(x)))
    function("unique_values", inputs(ALL), reference=lambda x: np.sort(np.unique_values(x)))
    function("take", ((x, Pair(np.array([0, -1, 1, 0]))) for x in inputs(ALL, 1) if 0 not in x.numpy.shape),
             lambda x, i: [k for k in axes(x) if x.numpy.shape[k["axis"]] > 1])
    function("take", ((Pair(values(d, (5,))), Pair(np.array([3, 0]))) for d in ALL))
    for d in ALL:
        x = Pair(values(d, (3, 4)))
        order = Pair(np.argsort(rng.random((3, 4)), axis=1))
        function("take_along_axis", [(x, order)], [{}, dict(axis=1)])
        function("take_along_axis", [(x, Pair(np.argsort(rng.random((3, 4)), axis=0)))], [dict(axis=0)])


# Products, the extensions

def product(args, result):
    return 1 + np.max(np.abs(args[0]), initial=0) * np.max(np.abs(args[1]), initial=0) * max(args[0].size, 1)


def products(within=None):
    sizes = dict(low=-9, high=9, special=False)
    shapes = [((3, 4), (4, 2)), ((4,), (4,)), ((2, 3, 4), (4, 5)), ((4,), (4, 3)), ((3, 4), (4,)), ((3, 0), (0, 2)),
              ((2, 1, 3, 2), (4, 2, 3)), ((3, 4), (3, 4))]
    function("matmul", [(Pair(values(d, a, **sizes)), Pair(values(d, b, **sizes))) for d in NUMERIC for a, b in shapes],
             scale=product, within=within)
    function("matrix_transpose", inputs(ALL, 2), within=within)
    for d in NUMERIC:
        a, b = Pair(values(d, (2, 3, 4), **sizes)), Pair(values(d, (3, 4, 2), **sizes))
        function("tensordot", [(a, b)], [{}, dict(axes=2), dict(axes=((0, 1), (2, 0)))], product, within=within)
        function("tensordot", [(a, Pair(values(d, (4, 2), **sizes)))], [dict(axes=1), dict(axes=0)], product, within=within)
    for d in NUMERIC:
        for a, b in (((4,), (4,)), ((3, 4), (4,)), ((2, 1, 4), (3, 4)), ((0,), (0,))):
            function("vecdot", [(Pair(values(d, a, **sizes)), Pair(values(d, b, **sizes)))], scale=product, within=within)
        function("vecdot", [(Pair(values(d, (4, 3), **sizes)), Pair(values(d, (4, 3), **sizes)))], [dict(axis=-2)],
                 product, within=within)


def matrices(dtypes, shapes, definite=False):
    for d in dtypes:
        for shape in shapes:
            x = values(d, shape, low=-3, high=3, special=False).astype(np.complex128 if d in COMPLEX else np.float64)
            if definite:
                x = x @ np.conj(np.matrix_transpose(x)) / max(shape[-1], 1) + np.eye(shape[-1])
            yield Pair(x.astype(d))


SQUARE = [(3, 3), (1, 1), (0, 0), (2, 4, 4), (20, 20)]
ANY = [(3, 3), (4, 2), (2, 5), (2, 3, 4), (18, 20)]


def large(args, result):
    """Factorisations err relative to the norm of the matrix; those here are well-conditioned."""
    return 100 * (1 + np.max(np.abs(args[0]), initial=0)) * (1 + args[0].shape[-1])


def linalg():
    products("linalg")
    types = FLOATING + COMPLEX
    definite = lambda: matrices(types, SQUARE, definite=True)
    function("cholesky", definite(), [{}, dict(upper=True)], large, within="linalg")
    function("det", definite(), scale=lambda args, result: 100 * np.abs(result), within="linalg")
    function("slogdet", definite(), scale=large, reference=lambda x: tuple(np.linalg.slogdet(x)), within="linalg")
    function("inv", definite(), scale=large, within="linalg")
    function("pinv", matrices(types, ANY), scale=large, within="linalg")
    function("eigvalsh", definite(), scale=large, within="linalg")
    function("svdvals", matrices(types, ANY), scale=large, within="linalg")
    function("matrix_rank", matrices(types, ANY), within="linalg", reference=lambda x: np.asarray(np.linalg.matrix_rank(x)))
    function("matrix_power", [(x, n) for x in matrices(types, SQUARE) for n in (0, 1, 3)],
             scale=lambda args, result: 100 * (1 + np.max(np.abs(result), initial=0)), within="linalg")
    function("matrix_power", [(x, -2) for x in definite()], scale=large, within="linalg")
    function("matrix_norm", matrices(types, ANY), [dict(ord=o, keepdims=k) for o in (
        "fro", "nuc", 1, -1, 2, -2, math.inf, -math.inf) for k in (False, True)], large, within="linalg")
    function("vector_norm", inputs(types, special=False), lambda x: [
        dict(k, ord=o) for k in every_axis(x) for o in (2, 1, 0, math.inf, -math.inf, 3, 0.5)
        if x.numpy.size], lambda args, result: np.abs(result) + 1, within="linalg")
    function("diagonal", inputs(ALL, 2), [dict(offset=o) for o in (-1, 0, 2)], within="linalg")
    function("trace", inputs(NUMERIC, 2), [dict(offset=o) for o in (-1, 0, 1)], total, within="linalg")
    function("outer", [(Pair(values(d, (n,), special=False)), Pair(values(d, (m,), special=False))) for d in NUMERIC
                       for n, m in ((3, 4), (0, 2))], within="linalg")
    function("cross", [(Pair(values(d, a, special=False)), Pair(values(d, b, special=False))) for d in NUMERIC
                       for a, b in (((3,), (3,)), ((4, 3), (4, 3)), ((2, 4, 3), (2, 4, 3)))],
             scale=product, within="linalg")
    function("solve", [(x, Pair(values(str(x.numpy.dtype), x.numpy.shape[:-1] + (2,), special=False))) for x in definite()],
             scale=large, within="linalg")
    function("solve", [(x, Pair(values(str(x.numpy.dtype), x.numpy.shape[-1:], special=False)))
                       for x in definite()], scale=large, within="linalg")
    # Vectors are determined up to a phase, so that the product is compared.
    conj = lambda x: np.conj(np.matrix_transpose(x))
    rebuilt = {
        "eigh": lambda r: (r[1] * r[0][..., None, :]) @ conj(r[1]),
        "qr": lambda r: r[0] @ r[1],
        "svd": lambda r: (r[0][..., :, :r[1].shape[-1]] * r[1][..., None, :]) @ r[2][..., :r[1].shape[-1], :],
    }
    options = {"eigh": [{}], "qr": [{}, dict(mode="complete")], "svd": [{}, dict(full_matrices=False)]}
    for name, again in rebuilt.items():
        label = "linalg." + name
        if not wanted(label):
            continue
        for x in definite() if name == "eigh" else matrices(types, ANY):
            for k in options[name]:
                def ours(a, **k):
                    parts = [np.asarray(p) for p in getattr(xp.linalg, name)(a, **k)]
                    whole = xp.asarray(again(parts).astype(a.dtype.name))
                    return (whole, tuple(p.shape for p in parts), tuple(p.dtype.name for p in parts))

                def theirs(a, **k):
                    parts = getattr(np.linalg, name)(a, **k)
                    return a, tuple(p.shape for p in parts), tuple(p.dtype.name for p in parts)

                check(label, ours, theirs, [x], k, large)


def fourier():
    def transform(args, result):
        """Errors are relative to the norm of the transform."""
        return 8 + np.linalg.norm(args[0]) * max(args[0].size, 1) ** 0.5

    norms = ("backward", "ortho", "forward")
    lengths = [1, 2, 5, 8, 12, 17, 30, 97]
    finite = dict(special=False)
    lines = lambda types: [Pair(values(d, (n,), **finite)) for d in types for n in lengths] + [
        Pair(values(d, (3, 6), **finite)) for d in types]
    options = lambda x: [dict(norm=norm, n=n, axis=axis) for norm in norms for n in (None, 4, 9)
                         for axis in range(-x.numpy.ndim, x.numpy.ndim)]
    for name in ("fft", "ifft"):
        function(name, lines(FLOATING + COMPLEX), options, transform, within="fft")
    for name in ("rfft", "ihfft"):
        function(name, lines(FLOATING), options, transform, within="fft")
    for name in ("irfft", "hfft"):
        function(name, (x for x in lines(COMPLEX) if x.numpy.shape[-1] > 1),
                 lambda x: [k for k in options(x) if k["axis"] == -1], transform, within="fft")
    grids = [(3, 4), (2, 3, 4), (5, 6), (1, 3)]
    for name, types in (("fftn", FLOATING + COMPLEX), ("ifftn", FLOATING + COMPLEX), ("rfftn", FLOATING), ("irfftn", COMPLEX)):
        arrays = [Pair(values(d, s, **finite)) for d in types for s in grids]
        function(name, arrays, [dict(norm=norm, axes=a) for norm in norms for a in (None, (0, 1), (-1,))], transform,
                 within="fft")
        function(name, arrays, [dict(s=(4, 3), axes=(0, 1))], transform, within="fft")
    for name in ("fftfreq", "rfftfreq"):
        function(name, [(n,) for n in (1, 2, 5, 8)], [{}, dict(d=0.1)], within="fft")
    for name in ("fftshift", "ifftshift"):
        function(name, inputs(FLOATING + COMPLEX, 1), lambda x: [{}, dict(axes=0), dict(axes=(-1,))], within="fft")


# The array object

def array_object():
    two = {"add": NUMERIC, "sub": NUMERIC, "mul": NUMERIC, "truediv": FLOATING + COMPLEX, "floordiv": REAL, "mod": REAL,
           "pow": NUMERIC, "and_": ["bool"] + INTEGER, "or_": ["bool"] + INTEGER, "xor": ["bool"] + INTEGER,
           "lshift": INTEGER, "rshift": INTEGER, "eq": ALL, "ne": ALL, "lt": REAL, "le": REAL, "gt": REAL, "ge": REAL}
    for name, dtypes in two.items():
        label = f"__{name.strip('_')}__"
        if not wanted(label):
            continue
        apply = getattr(operator, name)
        positive = dict(low=1, high=7, special=False)
        scale = (lambda args, result: 8 * np.abs(result)) if name == "pow" else None
        for one, other in pairs(dtypes, **positive):
            check(label, apply, apply, [one, other], scale=scale)
        for x in inputs(dtypes, **positive):
            scalar = True if x.numpy.dtype == "bool" else 2 if x.numpy.dtype.kind in "iu" else 1.5
            check(label, apply, apply, [x, scalar], scale=scale)
            check(label, lambda a, s: apply(s, a), lambda a, s: apply(s, a), [x, scalar], scale=scale)
        if hasattr(operator, "i" + name.strip("_")):
            change = getattr(operator, "i" + name.strip("_"))

            def changed(a, b):
                a = a + 0 if a.dtype not in (np.dtype("bool"), xp.bool) else a ^ (a ^ a)
                return change(a, b)

            for d in dtypes:
                check(label, changed, changed, [Pair(values(d, (3, 4), **positive)), Pair(values(d, (4,), **positive))],
                      scale=scale)
    for name, dtypes in {"abs": NUMERIC, "neg": SIGNED + FLOATING + COMPLEX, "pos": NUMERIC,
                         "invert": ["bool"] + INTEGER}.items():
        if wanted(f"__{name}__"):
            for x in inputs(dtypes):
                check(f"__{name}__", getattr(operator, name), getattr(operator, name), [x])
    if wanted("__matmul__"):
        for d in NUMERIC:
            a, b = (Pair(values(d, s, low=-9, high=9, special=False)) for s in ((2, 3), (3, 3)))
            check("__matmul__", operator.matmul, operator.matmul, [a, b], scale=product)
            check("__matmul__", operator.imatmul, operator.matmul, [a, b], scale=product)
    for name, convert, dtypes in (("__bool__", bool, ALL), ("__int__", int, REAL), ("__float__", float, REAL),
                                  ("__complex__", complex, NUMERIC), ("__index__", operator.index, INTEGER)):
        if wanted(name):
            for d in dtypes:
                for _ in range(3):
                    check(name, convert, convert, [Pair(values(d, ()))])
            check(name, convert, convert, [Pair(np.arange(3))])
    attributes = {"ndim": None, "size": None, "shape": None, "device": None, "dtype": lambda d: d.name, "T": None, "mT": None}
    for name, read in attributes.items():
        if wanted(name):
            get = lambda a: (read or (lambda v: v))(getattr(a, name))
            for x in inputs(ALL):
                if name not in ("T", "mT") or x.numpy.ndim == 2:
                    check(name, get, get, [x])
    if wanted("to_device"):
        for x in inputs(ALL):
            check("to_device", lambda a: a.to_device("cpu"), lambda a: a, [x])
    if wanted("__dlpack__"):
        for x in inputs(ALL):
            check("__dlpack__", lambda a: xp.asarray(np.from_dlpack(a)), lambda a: a, [x])
            check("__dlpack__", lambda a: a.__dlpack_device__(), lambda a: (1, 0), [x])
    if wanted("__array_namespace__"):
        check("__array_namespace__", lambda a: a.__array_namespace__(api_version="2024.12") is xp, lambda a: True,
              [Pair(np.zeros(3))])
    keys = [0, -1, (0, 1), (1, -1), (slice(1, None), slice(None, None, 2)), (slice(None, None, -1), 0), ..., None,
            (None, ..., 0), (..., None), (0, None, slice(None)), (slice(5, 1, -2),), (slice(-2, 100), slice(0, 0)), (9, 0),
            (0, 0, 0)]
    indices = Pair(np.array([2, 0, -1]))
    mask = Pair(rng.integers(0, 2, (3, 4)).astype(bool))
    row = Pair(np.array([True, False, True]))
    if wanted("__getitem__"):
        for d in ALL:
            x = Pair(values(d, (3, 4)))
            for key in keys + [indices, (indices, indices), (slice(None), indices), (indices, 1), (0, indices), mask, (row, ...)]:
                check("__getitem__", operator.getitem, lambda a, k: np.asarray(a[k]), [x, key])
            check("__getitem__", operator.getitem, operator.getitem, [Pair(values(d, (3, 4, 2))), mask])
            check("__getitem__", operator.getitem, operator.getitem, [Pair(values(d, (0, 4))), Pair(np.zeros((0, 4), bool))])
            check(NO_DIMENSION, operator.getitem, operator.getitem, [x, Pair(np.array(False))])
            check("__getitem__", operator.getitem, operator.getitem, [Pair(values(d, ())), ()])
            check(NO_DIMENSION, operator.getitem, operator.getitem, [Pair(values(d, ())), Pair(np.array(True))])
    if wanted("__setitem__"):
        def put(module):
            def written(a, key, value):
                a = module.asarray(a, copy=True)
                a[key] = value
                return a
            return written
        for d in ALL:
            for key in keys[:-2] + [indices, mask]:
                x = Pair(values(d, (3, 4)))
                check("__setitem__", put(xp), put(np), [x, key, True if d == "bool" else 7])
                check("__setitem__", put(xp), put(np), [x, key, Pair(np.asarray(1, dtype=d))])
            check("__setitem__", put(xp), put(np), [x, (slice(None), slice(1, 3)), Pair(values(d, (3, 1)))])


def inspection():
    info, theirs = xp.__array_namespace_info__(), np.__array_namespace_info__()
    names = lambda d: {k: v.name if hasattr(v, "name") else np.dtype(v).name for k, v in d.items()}
    for name, ours, expected in (
            ("capabilities", lambda: {k: info.capabilities()[k] for k in ("boolean indexing", "data-dependent shapes")},
             lambda: {k: theirs.capabilities()[k] for k in ("boolean indexing", "data-dependent shapes")}),
            ("default_device", info.default_device, theirs.default_device),
            ("devices", info.devices, theirs.devices),
            ("default_dtypes", lambda: names(info.default_dtypes()), lambda: names(theirs.default_dtypes()))):
        if wanted(name):
            check(name, ours, expected)
    if wanted("dtypes"):
        for kind in (None, "bool", "signed integer", "integral", "real floating", "complex floating", "numeric",
                     ("bool", "integral")):
            check("dtypes", lambda: names(info.dtypes(kind=kind)), lambda: names(theirs.dtypes(kind=kind)))
    if wanted("constants"):
        for name in ("e", "inf", "nan", "pi", "newaxis"):
            check("constants", lambda: getattr(xp, name), lambda: getattr(np, name))


def rate():
    """Small calls per second over the bridge."""
    a, b = xp.ones(10), xp.ones(10)
    best = 0.0
    for _ in range(20):
        start = time.perf_counter()
        for _ in range(2_000):
            xp.add(a, b)
        best = max(best, 2_000 / (time.perf_counter() - start))
    return best


def main():
    start = time.perf_counter()
    for section in (creation, data_types, elementwise, ranges, mixed, statistics, manipulation, searching, products, linalg, fourier,
                    array_object, inspection):
        section()
    failed = 0
    print(f"{'function':28} {'calls':>7} {'failures':>9}")
    for name, record in sorted(records.items()):
        state = "missing" if record.missing else "known" if name in KNOWN else len(record.failures)
        print(f"{name:28} {record.calls:7} {state:>9}")
        failed += 0 if name in KNOWN else len(record.failures)
        if name in KNOWN and not record.failures:
            failed += 1
            record.failures.append(f"{name}: nothing is wrong any more, take it out of KNOWN")
    for name, record in sorted(records.items()):
        for failure in record.failures[:3]:
            print(failure if len(failure) < 600 else failure[:300] + " ... " + failure[-300:])
    missing = sorted(name for name, record in records.items() if record.missing)
    calls = sum(record.calls for record in records.values())
    print(f"{len(records)} functions and attributes, {calls} calls, {failed} failures,"
          f" {len(missing)} missing{': ' if missing else ''}{', '.join(missing)}")
    print(f"{time.perf_counter() - start:.0f} s; {rate():,.0f} small calls a second; NumPy {np.__version__}")
    return 1 if failed else 3 if missing else 0


sys.exit(main())
