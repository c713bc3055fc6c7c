"""What every test may use."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import hypothesis
import pytest

from builder.charts import bundle, drawing, pictures
from builder.processes import seldom_look_for_garbage

# Two test processes share two cores: how long one example takes says nothing about the code.
hypothesis.settings.register_profile("daybook", deadline=None)
hypothesis.settings.load_profile("daybook")

# As the program does: a tenth of the tests' time was Python looking through what they hold.
seldom_look_for_garbage()


@pytest.fixture(scope="session")
def project() -> Path:
    """Give the folder that holds `mkdocs.yml`, `data/` and `content/`."""
    return Path(__file__).resolve().parent.parent


DRAWN_ONCE = tuple(
    (module, name, cache(getattr(module, name)))
    for module, name in (
        (bundle, "bundle_script"),
        (drawing, "draw_svg"),
        (pictures, "draw_png"),
        (pictures, "_with_palette"),
    )
)
"""What the renderer is asked for, each with its answers so far."""


@pytest.fixture(scope="module")
def drawn_once() -> Iterator[None]:
    """Draw nothing a second time that builds in this process have had drawn.

    The renderer knows nothing but the text that it is given, and takes half the time of a small
    site. That it draws the same twice is for the tests of charts to hold, which go without this.
    """
    with pytest.MonkeyPatch.context() as patch:
        for module, name, answers in DRAWN_ONCE:
            patch.setattr(module, name, answers)
        yield
