"""Cards as files, beside their pages."""

from dataclasses import replace
from pathlib import Path

import pytest

from builder.charts.pictures import Pictures
from builder.pages.page import Card, Page
from builder.publish.errors import SiteError
from builder.publish.html.cards import write_cards
from builder.publish.html.html import read_colours
from builder.publish.kept.page_files import PageFolders, write_page_files

COLOURS = {"ink": "#000", "paper": "#fff"}
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="6"><path fill="var(--paper)" '
    'd="M0 0h12v6H0z"/><path fill="var(--ink)" d="M0 0h{}v6H0z"/></svg>'
)


def page(address: str, size: int) -> Page:
    """Return a page whose card shows a size."""
    card = Card(DRAWING.format(size), "A size.")
    return Page(address, "day", "Title", "Description.", "Text.", card=card)


PAGES = [page("", 1), page("2025/10/24/", 2), page("assets/btc/", 3)]


def written(tmp_path: Path, pages: list[Page], only: list[str] | None = None) -> int:
    """Keep and write the cards of pages; return how many were drawn."""
    addresses = keep(tmp_path, pages)
    pictures = Pictures(tmp_path / "pictures", COLOURS)
    return write_cards(tmp_path / "site", tmp_path / "kept", pictures, only or addresses)


def keep(tmp_path: Path, pages: list[Page]) -> list[str]:
    """Keep what is made of pages; return their addresses."""
    for one in pages:
        write_page_files(PageFolders(tmp_path / "docs", tmp_path / "kept"), one)
    return [one.address for one in pages]


def cards_in(site: Path) -> list[str]:
    """Return the cards of a site."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.png"))


def test_a_card_stands_beside_its_page(tmp_path: Path) -> None:
    """Each page with a card gets one, and a page without none."""
    bare = replace(page("about/", 4), card=None)
    assert written(tmp_path, [*PAGES, bare]) == 3
    found = cards_in(tmp_path / "site")
    assert found == ["2025/10/24/card.png", "assets/btc/card.png", "card.png"]


def test_only_a_changed_card_is_drawn_again(tmp_path: Path) -> None:
    """Of unchanged pages nothing is drawn."""
    written(tmp_path, PAGES)
    assert written(tmp_path, PAGES) == 0
    assert written(tmp_path, [PAGES[0], page("2025/10/24/", 5)]) == 1


def test_writing_can_be_restricted_to_some_pages(tmp_path: Path) -> None:
    """With addresses, only their cards are drawn and written."""
    assert written(tmp_path, PAGES, ["assets/btc/"]) == 1
    assert cards_in(tmp_path / "site") == ["assets/btc/card.png"]


def test_a_colour_that_the_palette_lacks_stops_the_build(tmp_path: Path) -> None:
    """The message names the palette and the colour."""
    addresses = keep(tmp_path, PAGES)
    with pytest.raises(SiteError, match=r"palette\.css: expected a colour 'paper'"):
        write_cards(tmp_path, tmp_path / "kept", Pictures(tmp_path, {"ink": "#000"}), addresses)


def configured(project: Path, tmp_path: Path, *change: str) -> Path:
    """Write the project's settings with one text replaced."""
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("custom_dir: overrides", f"custom_dir: {project / 'overrides'}")
    path = tmp_path / "mkdocs.yml"
    path.write_text(text.replace(*change) if change else text, encoding="utf-8")
    return path


def test_colours_follow_the_convention_of_the_settings(project: Path, tmp_path: Path) -> None:
    """A rise is green in the West and red in the East; long and short stay as they are."""
    west = read_colours(configured(project, tmp_path), tmp_path / "docs")
    config = configured(project, tmp_path, "colours: western", "colours: eastern")
    east = read_colours(config, tmp_path / "docs")
    assert (west["up"], west["down"]) == (west["green"], west["red"])
    assert (east["up"], east["down"]) == (west["red"], west["blue"])
    assert {name for name in west if west[name] != east[name]} == {"up", "down"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("colours: western", "colours: green-red"), "expected western or eastern, found 'green"),
        (("overrides", "tests"), r"theme\.custom_dir: expected assets/stylesheets/palette\.css"),
    ],
)
def test_settings_that_give_no_colours_are_named(
    project: Path, tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    """An unknown convention and a theme without a palette stop the build."""
    config = configured(project, tmp_path, *change)
    with pytest.raises(SiteError, match=message):
        read_colours(config, tmp_path / "docs")
