"""Texts of hostile authors, by name."""

from pathlib import Path

_FILE = Path(__file__).with_name("hostile_texts.txt")
_BEGIN = "\n%% "


def hostile_texts() -> dict[str, str]:
    """Return each text of the corpus by its name, byte for byte as it is in the file."""
    _, *parts = _FILE.read_bytes().decode().removesuffix("\n").split(_BEGIN)
    return {name: text for name, _, text in (part.partition("\n") for part in parts)}


HUGE = {
    f"huge: {unit!r}": (unit * 6000)[:6000]
    for unit in ("a", "[", "![", "*a", "`", "<b>", "<script>", "&#60;", "javascript:", "\\", "](")
}
"""Lines of six thousand characters."""
