"""Exchanges two folders in one step, so that there is no moment without either.

Linux has `renameat2` with RENAME_EXCHANGE (renameat2(2), since 3.15; the values are those of
linux/fs.h and fcntl.h), macOS `renamex_np` with RENAME_SWAP (renamex_np(2), since 10.12; the value
is that of sys/stdio.h). Python has neither, so they are called in the C library.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 1 << 1
_RENAME_SWAP = 0x00000002

_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What systems and file systems answer that cannot exchange: old kernels, some network shares."""


def exchange(one: Path, other: Path) -> bool:
    """Give each of two folders the name of the other; tells whether this system can.

    Where it cannot, nothing has changed. Raises OSError for anything else that is wrong.
    """
    code = _rename_exchanging(os.fsencode(one), os.fsencode(other))
    if code in _UNABLE:
        return False
    if code:
        raise OSError(code, os.strerror(code), str(one), None, str(other))
    return True


def _rename_exchanging(one: bytes, other: bytes) -> int:
    """Return 0, or the number of the error."""
    library = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            done = library.renamex_np(one, other, ctypes.c_uint(_RENAME_SWAP))
        else:
            done = library.renameat2(
                _AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(_RENAME_EXCHANGE)
            )
    except AttributeError:
        # A C library that does not know the call.
        return errno.ENOSYS
    return ctypes.get_errno() if done else 0
