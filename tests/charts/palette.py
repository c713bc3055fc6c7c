"""The palette as a browser reads it, and what an eye sees of its colours."""

import re
from itertools import pairwise
from pathlib import Path

STYLES = Path(__file__).resolve().parents[2] / "overrides" / "assets" / "stylesheets"
PALETTE = STYLES / "palette.css"

Colour = tuple[float, float, float]
"""Red, green and blue as light, linear, from 0 to 1."""

LIGHT = ":root"
EASTERN = ':root[data-direction="eastern"]'
DARK = ':root[data-appearance="dark"]'
SYSTEM_DARK = ':root:not([data-appearance="light"])'

# Machado, Oliveira and Fernandes (2009), severity 1: what is left of a colour without one kind of
# cone; rows give red, green and blue light.
DEFICIENCIES: dict[str, tuple[Colour, Colour, Colour]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def declared(selector: str) -> dict[str, str]:
    """Return the variables that the rules of one selector declare, outside of print."""
    css = re.sub(r"/\*.*?\*/", "", PALETTE.read_text(encoding="utf-8"), flags=re.DOTALL)
    css = css.split("@media print")[0]
    found: dict[str, str] = {}
    for rule in re.finditer(r"([^{}]+)\{([^{}]*)\}", css):
        if rule[1].strip() == selector:
            found |= dict(re.findall(r"(--[a-z0-9-]+):\s*([^;]+);", rule[2]))
    return found


def palette(scheme: str, convention: str = "western") -> dict[str, Colour]:
    """Return every colour of `light` or `dark`, with a rise and a fall by `convention`."""
    values = declared(LIGHT)
    if convention == "eastern":
        values |= declared(EASTERN)
    if scheme == "dark":
        values |= declared(DARK)
    for name, value in values.items():
        while (reference := re.fullmatch(r"var\((--[a-z0-9-]+)\)", values[name])) is not None:
            values[name] = values[reference[1]]
        assert re.fullmatch(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?", values[name]), f"{name}: {value}"
    return {name.removeprefix("--"): linear(value) for name, value in values.items()}


def linear(code: str) -> Colour:
    """Return the light of a colour as a style sheet writes it, `#1b66c9` or `#fff`."""
    digits = code.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    dark, light = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def seen_with(deficiency: str, colour: Colour) -> Colour:
    """Return a colour as someone without one kind of cone sees it."""
    rows = DEFICIENCIES[deficiency]
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, colour, strict=True))))
        for row in rows
    )
    return red, green, blue


def difference(one: Colour, other: Colour) -> float:
    """Return how far two colours lie apart in CIELAB (CIE 1976): 2.3 is just noticeable."""
    return sum((a - b) ** 2 for a, b in zip(_lab(one), _lab(other), strict=True)) ** 0.5


def _lab(colour: Colour) -> Colour:
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
        for part in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def steps(colours: list[Colour]) -> list[float]:
    """Return the differences between neighbours."""
    return [difference(one, other) for one, other in pairwise(colours)]
