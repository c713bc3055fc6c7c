"""The palette keeps its promises to eyes, as computed from the file that pages and charts share."""

import re
from pathlib import Path

import pytest

from builder.charts import theme
from tests.charts.palette import (
    DARK,
    DEFICIENCIES,
    EASTERN,
    LIGHT,
    STYLES,
    SYSTEM_DARK,
    contrast,
    declared,
    difference,
    palette,
    seen_with,
)

SCHEMES = ("light", "dark")
CONVENTIONS = ("western", "eastern")
TEXT = ("ink", "muted", "accent", "up", "down")
MARKS = ("accent", "long", "short", "up", "down", "neutral", "ink", "muted")
SCALES = ("level", "share", "mood")

PLAINLY_APART = 25.0
"""A distance in CIELAB at which two marks are not mixed up side by side."""


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read(scheme: str, convention: str) -> None:
    """Every colour of text has a contrast of 4.5 to the paper and to surfaces."""
    colours = palette(scheme, convention)
    for ground in ("paper", "surface"):
        for name in TEXT:
            found = contrast(colours[name], colours[ground])
            assert found >= 4.5, f"{name} on {ground}: {found:.2f}"


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_can_be_seen(scheme: str, convention: str) -> None:
    """Every colour of bars and lines has a contrast of 3 to the paper, and to a gap's band."""
    colours = palette(scheme, convention)
    for name in MARKS:
        for ground in ("paper", "missing"):
            found = contrast(colours[name], colours[ground])
            assert found >= 3, f"{name} on {ground}: {found:.2f}"


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_day_can_be_read_on_each_colour_of_a_calendar(scheme: str, scale: str) -> None:
    """The number of a day has a contrast of 4.5 to its square, as the styles pair them."""
    colours = palette(scheme)
    light_text = ("4", "5") if scale == "level" else ("1", "5")
    for step in "12345":
        text = "paper" if step in light_text else "ink"
        found = contrast(colours[text], colours[f"{scale}-{step}"])
        assert found >= 4.5, f"{text} on {scale}-{step}: {found:.2f}"


@pytest.mark.parametrize("pair", [("long", "short"), ("up", "down")], ids="-".join)
@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eye", ["typical", *DEFICIENCIES])
def test_opposites_stay_apart_for_every_eye(
    eye: str, scheme: str, convention: str, pair: tuple[str, str]
) -> None:
    """Long and short, up and down, look different without one kind of cone too."""
    colours = palette(scheme, convention)
    one, other = (
        colours[name] if eye == "typical" else seen_with(eye, colours[name]) for name in pair
    )
    assert difference(one, other) >= PLAINLY_APART


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eye", ["typical", *DEFICIENCIES])
@pytest.mark.parametrize("scale", ["share", "mood"])
def test_the_ends_of_a_scale_stay_apart_for_every_eye(eye: str, scheme: str, scale: str) -> None:
    """Mostly short and mostly long, extreme fear and extreme greed, are told from each other."""
    colours = palette(scheme)
    one, other = (
        colours[name] if eye == "typical" else seen_with(eye, colours[name])
        for name in (f"{scale}-1", f"{scale}-5")
    )
    assert difference(one, other) >= PLAINLY_APART


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_sides_and_directions_have_colours_of_their_own(scheme: str, convention: str) -> None:
    """A long or short position never has the colour of a rise or a fall."""
    colours = palette(scheme, convention)
    assert len({colours[name] for name in ("long", "short", "up", "down")}) == 4


def test_east_and_west_differ_in_their_directions_alone() -> None:
    """The setting of the convention exchanges up and down, and touches nothing else."""
    assert set(declared(EASTERN)) == {"--up", "--down"}
    western, eastern = declared(LIGHT), declared(EASTERN)
    assert (western["--up"], western["--down"]) == ("var(--green)", "var(--red)")
    assert (eastern["--up"], eastern["--down"]) == ("var(--red)", "var(--blue)")


def test_dark_is_the_same_by_system_and_by_choice() -> None:
    """The two dark blocks declare the same values, and each is one that light has too."""
    assert declared(DARK) == declared(SYSTEM_DARK)
    assert set(declared(DARK)) <= set(declared(LIGHT))


def test_styles_and_charts_take_their_colours_from_the_palette() -> None:
    """Every variable of colour that a chart names is in the palette, and styles add none."""
    named = {
        value[4:-1]
        for value in vars(theme).values()
        if isinstance(value, str) and value.startswith("var(")
    }
    assert named
    assert named <= set(declared(LIGHT))
    for path in sorted(STYLES.glob("*.css")):
        if path.name not in ("palette.css", "print.css"):
            text = re.sub(r"/\*.*?\*/", "", Path(path).read_text(encoding="utf-8"), flags=re.DOTALL)
            assert re.findall(r":[^;{}]*(#[0-9a-f]{3,8}\b|hsl\()", text) == [], path.name


def test_the_check_can_tell_colours_apart() -> None:
    """White on black is 21, and a red and a green of one lightness meet without a cone."""
    assert contrast((1, 1, 1), (0, 0, 0)) == pytest.approx(21)
    red, green = (0.35, 0.06, 0.02), (0.10, 0.165, 0.02)
    assert difference(red, green) > PLAINLY_APART
    assert difference(seen_with("deuteranopia", red), seen_with("deuteranopia", green)) < 25
