"""The extension for Fourier transforms."""
from ._array import call as _call, check_device as _check_device, constant as _constant, longs as _longs


def _norm(norm):
    if norm not in ("backward", "ortho", "forward"):
        raise ValueError(f"norm {norm!r} given, expected 'backward', 'ortho' or 'forward'")
    return _constant(norm.upper())


def _line(name):
    def function(x, /, *, n=None, axis=-1, norm="backward"):
        return _call(name, x, *([] if n is None else [n]), axis, _norm(norm))

    return _named(function, name)


def _grid(name):
    def function(x, /, *, s=None, axes=None, norm="backward"):
        if axes is None:
            axes = range(x.ndim) if s is None else range(x.ndim - len(s), x.ndim)
        return _call(name, x, *([] if s is None else [_longs(s)]), _longs(axes), _norm(norm))

    return _named(function, name)


def _named(function, name):
    function.__name__ = function.__qualname__ = name
    return function


fft, ifft, rfft, irfft, hfft, ihfft = map(_line, ("fft", "ifft", "rfft", "irfft", "hfft", "ihfft"))
fftn, ifftn, rfftn, irfftn = map(_grid, ("fftn", "ifftn", "rfftn", "irfftn"))


def _frequencies(name):
    def function(n, /, *, d=1.0, dtype=None, device=None):
        _check_device(device)
        values = _call(name, n, float(d))
        return values if dtype is None else _call("astype", values, dtype, False)

    return _named(function, name)


def _shift(name):
    def function(x, /, *, axes=None):
        if axes is None:
            return _call(name, x)
        return _call(name, x, _longs(axes if isinstance(axes, (tuple, list)) else (axes,)))

    return _named(function, name)


fftfreq, rfftfreq = map(_frequencies, ("fftfreq", "rfftfreq"))
fftshift, ifftshift = map(_shift, ("fftshift", "ifftshift"))
