from hypothesis import given
from hypothesis import strategies as st

from builder.pages.fitting import fitting_description, fitting_title, shortened


def test_the_first_wording_that_fits_is_taken() -> None:
    """A longer wording is left for a shorter one, and a short one for a longer one."""
    long, fits, short = "a" * 61, "b" * 40, "c" * 10
    assert fitting_title(long, short, fits) == fits
    assert fitting_title(fits, "d" * 35) == fits
    assert fitting_description("e" * 60, "f" * 100) == "f" * 100


def test_what_never_fits_is_cut_at_a_word() -> None:
    """Nothing is cut within a word that could be left out whole."""
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one two three", 13) == "one two three"
    assert shortened("onetwothree", 5) == "onet…"


@given(st.text(), st.integers(2, 160))
def test_what_is_shortened_is_never_too_long(text: str, most: int) -> None:
    """Any text is cut to its room, and kept whole if it has it."""
    cut = shortened(text, most)
    assert len(cut) <= most
    assert cut == " ".join(text.split()) or cut.endswith("…")
