"""Pages that are to be: what each depends on, and how it is rendered.

What a page depends on is known before it is rendered, so that one whose inputs have not changed
need not be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from builder.pages.page import Page
from builder.pages.renderer import Renderer

Render = Callable[..., Page]
"""Renders a page, given the renderer and what the page is given."""


@dataclass(frozen=True)
class Planned:
    """A page that is to be: its address, its kind, what it depends on.

    `depends` holds a digest of each thing beside the program: a page whose digests are those of an
    earlier one is that page, byte for byte. It comes of `render`, a function of a module, with the
    values `given`: both can be sent to another process. A `wide` page is given nearly all there is
    to send, and is better rendered where that is.
    """

    address: str
    kind: str
    depends: Mapping[str, str]
    render: Render
    given: tuple[Any, ...] = ()
    wide: bool = False

    def page(self, renderer: Renderer) -> Page:
        """Return the page."""
        return self.render(renderer, *self.given)
