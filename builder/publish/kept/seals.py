"""A digest behind the bytes of a kept file: damage to any of them is noticed."""

from __future__ import annotations

from hashlib import sha256


def sealed(body: bytes) -> bytes:
    """Return bytes with their digest behind them."""
    return b"\n".join([body, _seal(body)])


def unsealed(found: bytes) -> bytes | None:
    """Return the bytes that were sealed; None where they are not, byte for byte, what was."""
    body, _, seal = found.rpartition(b"\n")
    return body if seal == _seal(body) else None


def _seal(body: bytes) -> bytes:
    return sha256(body).hexdigest().encode()
