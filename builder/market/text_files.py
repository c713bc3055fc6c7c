"""Reads input files as text, and refuses those that are not what they should be."""

from __future__ import annotations

import re
from pathlib import Path

from builder.market.faults import Fault

NOWHERE = "expected a file, found a link that leads to none"

CONFLICT_MARKER = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(\s|$)")


def read_text(path: Path, name: str, max_bytes: int) -> tuple[str, list[Fault]]:
    """Read a UTF-8 file, with or without a byte order mark, with any kind of line ending.

    Returns the text with line feeds only, and the faults found: a link to nothing, too many bytes,
    another encoding, a NUL byte, unresolved merge conflicts. With faults the text is empty.
    """
    if leads_nowhere(path):
        return "", [Fault(name, 0, "", NOWHERE)]
    size = path.stat().st_size
    if size > max_bytes:
        return "", [Fault(name, 0, "", f"expected at most {max_bytes:,} bytes, found {size:,}")]
    return decode_text(path.read_bytes(), name)


def leads_nowhere(path: Path) -> bool:
    """Tell whether a path is a link, and no file is where it leads."""
    return path.is_symlink() and not path.is_file()


def decode_text(data: bytes, name: str) -> tuple[str, list[Fault]]:
    """Turn the bytes of a file into text as `read_text` does, with the same faults."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.split(rb"\r\n|\r|\n", data[: error.start]))
        found = f"expected UTF-8 text, found the byte 0x{data[error.start]:02X}"
        return "", [Fault(name, line, "", f"{found}; save the file as UTF-8")]
    # Only CR and LF end a line: str.splitlines would also break at U+2028 inside a cell.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults = []
    for number, line in enumerate(text.split("\n"), start=1):
        if CONFLICT_MARKER.match(line):
            found = f"found an unresolved merge conflict ({line[:7]})"
            faults.append(Fault(name, number, "", f"expected one version of the file, {found}"))
        if "\0" in line:
            faults.append(Fault(name, number, "", "expected text, found a NUL byte"))
    return ("", faults) if faults else (text, [])
