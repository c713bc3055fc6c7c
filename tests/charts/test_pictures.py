import zlib
from pathlib import Path

from builder.charts.pictures import Pictures
from tests.site.building import fingerprints

CARD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="63"><path fill="#fff" '
    'd="M0 0h120v63H0z"/><text x="4" y="40" font-family="Inter" font-size="20">{}</text></svg>'
)
MANY = [CARD.format(number) for number in range(14)]


def test_a_picture_is_a_png_of_the_drawing_s_size(tmp_path: Path) -> None:
    """It has a palette and the drawing's width and height; other words are another picture."""
    picture = Pictures(tmp_path, {}).png(CARD.format("one"))
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert picture[12:16] == b"IHDR"
    assert [int.from_bytes(picture[at : at + 4]) for at in (16, 20)] == [120, 63]
    assert picture[25] == 3
    assert zlib.crc32(picture[12:29]) == int.from_bytes(picture[29:33])
    assert Pictures(tmp_path, {}).png(CARD.format("two")) != picture


def test_an_unchanged_picture_is_not_drawn_again(tmp_path: Path) -> None:
    """A second build draws only what is new, and touches no file."""
    assert Pictures(tmp_path, {}).draw(MANY[:3]) == 3
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.png")}
    assert Pictures(tmp_path, {}).draw(MANY[:4]) == 1
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_several_processes_draw_the_pictures_that_one_draws(tmp_path: Path) -> None:
    """Spread over processes, the same bytes come out."""
    assert Pictures(tmp_path / "many", {}, jobs=2).draw(MANY) == len(MANY)
    Pictures(tmp_path / "one", {}).draw(MANY)
    assert fingerprints(tmp_path / "many") == fingerprints(tmp_path / "one")


def test_a_damaged_picture_is_drawn_again(tmp_path: Path) -> None:
    """A byte that changed, or a file cut short, never reaches a page."""
    picture = Pictures(tmp_path, {}).png(MANY[0])
    (kept,) = tmp_path.rglob("*.png")
    whole = kept.read_bytes()
    for damaged in (whole[:40], whole[:60] + b"?" + whole[61:], b""):
        kept.write_bytes(damaged)
        assert Pictures(tmp_path, {}).png(MANY[0]) == picture
