"""The array object: a handle, its type and shape, and the operators of the standard."""
import base64
import operator

import numpy as np

from ._bridge import bridge
from ._dtypes import DTYPES, is_complex, is_floating, is_integer

_INT64 = range(-2**63, 2**63)
_SCALARS = (bool, int, float, complex)


def is_scalar(value):
    return isinstance(value, _SCALARS)


class Array:
    __slots__ = ("_handle", "_dtype", "_shape", "_word", "__weakref__")

    def __init__(self, *args, **kwargs):
        raise TypeError("arrays are made by asarray and the like")

    def __del__(self):
        handle = getattr(self, "_handle", None)
        if handle is not None:
            bridge.drop(handle)

    # What the standard calls attributes.

    @property
    def dtype(self):
        return self._dtype

    @property
    def device(self):
        return "cpu"

    @property
    def ndim(self):
        return len(self._shape)

    @property
    def shape(self):
        return self._shape

    @property
    def size(self):
        size = 1
        for n in self._shape:
            size *= n
        return size

    @property
    def T(self):
        if self.ndim != 2:
            raise ValueError(f"T of shape {self._shape}: expected two dimensions")
        return call("matrixTranspose", self)

    @property
    def mT(self):
        return call("matrixTranspose", self)

    def to_device(self, device, /, *, stream=None):
        check_device(device)
        if stream is not None:
            raise ValueError(f"stream {stream!r} given, the device cpu has none")
        return self

    def __array_namespace__(self, /, *, api_version=None):
        import orrery_arrays
        if api_version not in (None, *orrery_arrays.VERSIONS):
            raise ValueError(f"api_version {api_version!r} given, there are {orrery_arrays.VERSIONS}")
        return orrery_arrays

    # Exchange, by way of NumPy.

    def __array__(self, dtype=None, copy=None):
        data = base64.b64decode(bridge.ask("data", self._word)[1:])
        array = np.frombuffer(bytearray(data), dtype=self._dtype.name).reshape(self._shape)
        return array if dtype is None else array.astype(dtype)

    def __dlpack__(self, /, *, stream=None, max_version=None, dl_device=None, copy=None):
        if copy is False:
            raise BufferError("the array is in another process: it cannot be exchanged without a copy")
        if stream is not None:
            raise ValueError(f"stream {stream!r} given, the device cpu has none")
        return np.asarray(self).__dlpack__(max_version=max_version, dl_device=dl_device)

    def __dlpack_device__(self, /):
        return (1, 0)  # kDLCPU

    # Conversion of arrays of no dimension.

    def _item(self):
        if self._shape != ():
            raise TypeError(f"an array of shape {self._shape} is no scalar")
        return parse(bridge.ask("item", self._word))

    def __bool__(self, /):
        return bool(self._item())

    def __complex__(self, /):
        return complex(self._item())

    def __float__(self, /):
        if is_complex(self._dtype):
            raise TypeError("a complex array is no float")
        return float(self._item())

    def __int__(self, /):
        if is_complex(self._dtype):
            raise TypeError("a complex array is no int")
        return int(self._item())

    def __index__(self, /):
        if not is_integer(self._dtype):
            raise TypeError(f"an array of {self._dtype} is no index")
        return operator.index(self._item())

    def __len__(self):
        if not self._shape:
            raise TypeError("an array of no dimension has no length")
        return self._shape[0]

    def __iter__(self):
        if not self._shape:
            raise TypeError("an array of no dimension cannot be iterated over")
        return (self[i, ...] for i in range(self._shape[0]))

    def __repr__(self):
        return f"Array({np.array2string(np.asarray(self))}, dtype={self._dtype})"

    # Elements.

    def __getitem__(self, key, /):
        return parse(bridge.ask("get", self._word, _index(key, self)))

    def __setitem__(self, key, value, /):
        if not is_scalar(value) and not isinstance(value, Array):
            raise TypeError(f"value of {type(value).__name__} given, expected a scalar or an array")
        value = scalar(value, self._dtype) if is_scalar(value) else value
        bridge.ask("set", self._word, _index(key, self), word(value))

    __hash__ = None


def _entry(key, size):
    """An entry of an index; `size` is that of its axis, where it is known."""
    if key is None:
        return "N"
    if key is Ellipsis:
        return "..."
    if isinstance(key, slice):
        step = 1 if key.step is None else operator.index(key.step)
        bounds = ["" if b is None else str(max(min(operator.index(b), 2**62), -2**62)) for b in (key.start, key.stop)]
        return ":".join([*bounds, str(step)])
    if isinstance(key, Array) and (key.ndim > 0 or key.dtype == DTYPES["bool"]):
        return key._word
    if isinstance(key, bool):
        raise IndexError("a bool is no index")
    try:
        number = operator.index(key)
    except TypeError:
        raise IndexError(f"{key!r} is no index") from None
    if number not in _INT64:
        raise IndexError(f"{number} is no index")
    return str(number)


def _index(key, array):
    return ",".join(_entry(k, None) for k in (key if isinstance(key, tuple) else (key,)))


def make(text):
    """An array from the word of an answer, without its first character."""
    handle, dtype, shape = text.split(":")
    array = object.__new__(Array)
    array._handle = int(handle)
    array._word = "@" + handle
    array._dtype = DTYPES[dtype]
    array._shape = tuple(map(int, shape.split(","))) if shape else ()
    return array


def parse(text):
    """What a word of an answer stands for."""
    kind, rest = text[:1], text[1:]
    if kind == "@":
        return make(rest)
    if kind in "iu":
        return int(rest)
    if kind == "d":
        return float(rest)
    if kind == "t" or kind == "f":
        return kind == "t"
    if kind == "n":
        return None
    if kind == ":":
        return DTYPES[rest]
    if kind == "c":
        real, imag = rest.split(",")
        return complex(float(real), float(imag))
    if kind == "(":
        return tuple(parse(part) for part in rest[:-1].split("|")) if len(rest) > 1 else ()
    return rest


def word(value):
    """The word for an argument."""
    if isinstance(value, Array):
        return value._word
    if value is None:
        return "n"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, int):
        if value not in _INT64:
            raise OverflowError(f"{value} does not fit into 64 bits")
        return f"i{value}"
    if isinstance(value, float):
        return f"d{value!r}"
    if isinstance(value, complex):
        return f"c{value.real!r},{value.imag!r}"
    if isinstance(value, Word):
        return value.text
    if type(value).__name__ == "DType":
        return value.word
    if isinstance(value, np.generic):
        return word(value.item())
    raise TypeError(f"{type(value).__name__} given, expected an array, a scalar or a dtype")


class Word:
    """A word that is written out already."""

    def __init__(self, text):
        self.text = text


def longs(values):
    """A list of integers: a shape, axes, shifts."""
    return Word("l" + ",".join(str(operator.index(v)) for v in values))


def axes(axis, keepdims=False):
    """The axes of a reduction."""
    numbers = () if axis is None else axis if isinstance(axis, tuple) else (axis,)
    if axis is not None and not numbers:
        raise NotImplementedError("axis=() given: Orrery takes no reduction over no axis")
    return Word(("A" if keepdims else "a") + ",".join(str(operator.index(n)) for n in numbers))


def constant(name):
    return Word("x" + name)


def listed(values):
    return Word("(" + "|".join(word(v) for v in values) + ")") if values else Word("()")


def call(name, *arguments):
    """Calls a function of Java by its name there."""
    return parse(bridge.ask(name, *map(word, arguments)))


def into(name, out, *arguments):
    return parse(bridge.ask("into", name, *map(word, (out, *arguments))))


def scalar(value, dtype):
    """A Python scalar beside an array of a type: as it is, or an array of no dimension where Java has no such scalar."""
    if isinstance(value, int) and not isinstance(value, bool) and value not in _INT64 and dtype.name == "uint64":
        return from_numpy(np.asarray(value, dtype=np.uint64))
    return value


def check_device(device):
    if device not in (None, "cpu"):
        raise ValueError(f"device {device!r} given, there is only 'cpu'")


def from_numpy(array):
    array = np.asarray(array, order="C")
    if array.dtype.name not in DTYPES:
        raise TypeError(f"an array of {array.dtype} given, expected one of {', '.join(DTYPES)}")
    data = base64.b64encode(array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes()).decode()
    return parse(bridge.ask("new", array.dtype.name, ",".join(map(str, array.shape)), data))


# The operators. A scalar must be of a kind that the array's type takes in.

def _fits(value, dtype):
    if isinstance(value, bool):
        return True
    if isinstance(value, int):
        return dtype.name != "bool"
    if isinstance(value, float):
        return is_floating(dtype) or is_complex(dtype)
    return is_complex(dtype)


def operand(value, array):
    """The other side of an operator, or NotImplemented."""
    if isinstance(value, Array):
        return value
    if not is_scalar(value):
        return NotImplemented
    if not _fits(value, array.dtype):
        raise TypeError(f"a Python {type(value).__name__} beside an array of {array.dtype}")
    return scalar(value, array.dtype)


def _binary(name, check):
    def forward(self, other, /):
        other = operand(other, self)
        return other if other is NotImplemented else call(name, *check(self, other))

    def reflected(self, other, /):
        other = operand(other, self)
        return other if other is NotImplemented else call(name, *check(other, self))

    def in_place(self, other, /):
        other = operand(other, self)
        if other is NotImplemented:
            return other
        check(self, other)
        into(name, self, self, other if isinstance(other, Array) else call("weak", other, self.dtype))
        return self

    return forward, reflected, in_place


def numeric(*operands):
    return _only(operands, lambda d: d.name != "bool", "numeric")


def real(*operands):
    return _only(operands, lambda d: is_integer(d) or is_floating(d), "real")


def floating(*operands):
    return _only(operands, lambda d: is_complex(d) or is_floating(d), "floating")


def integer_or_bool(*operands):
    return _only(operands, lambda d: is_integer(d) or d.name == "bool", "integer or boolean")


def integer(*operands):
    return _only(operands, is_integer, "integer")


def any_type(*operands):
    return operands


def _only(operands, allowed, kind):
    for o in operands:
        if isinstance(o, Array) and not allowed(o.dtype):
            raise TypeError(f"an array of {o.dtype} given, expected a {kind} type")
    return operands


for _name, _java, _check in (
        ("add", "add", numeric), ("sub", "subtract", numeric), ("mul", "multiply", numeric),
        ("truediv", "divide", floating), ("floordiv", "floorDivide", real), ("mod", "remainder", real),
        ("pow", "pow", numeric), ("and", "bitwiseAnd", integer_or_bool), ("or", "bitwiseOr", integer_or_bool),
        ("xor", "bitwiseXor", integer_or_bool), ("lshift", "bitwiseLeftShift", integer),
        ("rshift", "bitwiseRightShift", integer)):
    for _prefix, _method in zip(("", "r", "i"), _binary(_java, _check)):
        _method.__name__ = f"__{_prefix}{_name}__"
        _method.__qualname__ = f"Array.{_method.__name__}"
        setattr(Array, _method.__name__, _method)

for _name, _java, _check in (
        ("eq", "equal", any_type), ("ne", "notEqual", any_type), ("lt", "less", real), ("le", "lessEqual", real),
        ("gt", "greater", real), ("ge", "greaterEqual", real)):
    _method = _binary(_java, _check)[0]
    _method.__name__ = f"__{_name}__"
    _method.__qualname__ = f"Array.{_method.__name__}"
    setattr(Array, _method.__name__, _method)


def _matmul(self, other, /):
    return call("matmul", *numeric(self, other)) if isinstance(other, Array) else NotImplemented


def _rmatmul(self, other, /):
    return call("matmul", *numeric(other, self)) if isinstance(other, Array) else NotImplemented


def _imatmul(self, other, /):
    if not isinstance(other, Array):
        return NotImplemented
    product = call("matmul", *numeric(self, other))
    if product.dtype != self.dtype or product.shape != self.shape:
        raise ValueError(f"@= would give {product.dtype} of shape {product.shape}")
    self[...] = product
    return self


for _name, _method in (("matmul", _matmul), ("rmatmul", _rmatmul), ("imatmul", _imatmul)):
    _method.__name__ = f"__{_name}__"
    _method.__qualname__ = f"Array.{_method.__name__}"
    setattr(Array, _method.__name__, _method)


def _unary(name, java, check):
    def method(self, /):
        return call(java, *check(self))

    method.__name__ = f"__{name}__"
    method.__qualname__ = f"Array.{method.__name__}"
    setattr(Array, method.__name__, method)


_unary("abs", "abs", numeric)
_unary("neg", "negative", numeric)
_unary("pos", "positive", numeric)
_unary("invert", "bitwiseInvert", integer_or_bool)
