"""Rows and their versions in two to three bytes each: differences of sorted keys and versions as varints, then zlib."""

from __future__ import annotations

import operator
import zlib
from collections.abc import Iterable, Sequence

from .folding import VERSIONS

_FORMAT = 1
_SHIFT = VERSIONS.bit_length() - 1
_MASK = VERSIONS - 1


def pack(cited: Iterable[int]) -> bytes:
    """Packed pk·2^20+version numbers → blob. The same rows give the same bytes."""
    numbers = sorted(cited)
    if not numbers:
        return b""
    pks = [number >> _SHIFT for number in numbers]
    steps = [pks[0], *map(operator.sub, pks[1:], pks)]
    versions = [number & _MASK for number in numbers]
    return bytes([_FORMAT]) + zlib.compress(_varints([len(pks)]) + _varints(steps) + _varints(versions), 6)


def unpack(blob: bytes) -> list[int]:
    """The numbers `pack` was given, sorted. Raises ValueError for a blob that is none."""
    if not blob:
        return []
    data = bytes(blob)
    if data[0] != _FORMAT:
        raise ValueError(f"rows of format {data[0]} cannot be read, {_FORMAT} was expected")
    numbers = _numbers(zlib.decompress(data[1:]))
    count = numbers[0]
    found, pk = [], 0
    for step, version in zip(numbers[1 : count + 1], numbers[count + 1 :], strict=True):
        pk += step
        found.append(pk * VERSIONS + version)
    return found


def split(number: int) -> tuple[int, int]:
    """(pk, version)."""
    return divmod(number, VERSIONS)


def _varints(numbers: Sequence[int]) -> bytes:
    """LEB128. Small numbers, the usual case, are their own byte."""
    if max(numbers) < 128:
        return bytes(numbers)
    out = bytearray()
    for number in numbers:
        while number > 127:
            out.append(number & 127 | 128)
            number >>= 7
        out.append(number)
    return bytes(out)


def _numbers(data: bytes) -> list[int]:
    if max(data) < 128:
        return list(data)
    found, number, shift = [], 0, 0
    for byte in data:
        number |= (byte & 127) << shift
        if byte > 127:
            shift += 7
        else:
            found.append(number)
            number, shift = 0, 0
    return found
