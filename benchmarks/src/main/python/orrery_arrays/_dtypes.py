"""The thirteen types."""


class DType:
    def __init__(self, name):
        self.name = name
        self.word = ":" + name

    def __repr__(self):
        return self.name

    def __eq__(self, other):
        return isinstance(other, DType) and self.name == other.name

    def __hash__(self):
        return hash(self.name)


DTYPES = {name: DType(name) for name in (
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "complex64",
    "complex128")}


def is_integer(dtype):
    return "int" in dtype.name


def is_complex(dtype):
    return dtype.name.startswith("complex")


def is_floating(dtype):
    return dtype.name.startswith("float")
