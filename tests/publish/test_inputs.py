from datetime import datetime, timedelta
from pathlib import Path

import pytest

from builder.market.faults import InputFaults
from builder.publish.inputs import Inputs
from tests.market.folders import DAY, NOW, Files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.story.commentary.pictures import png
from tests.story.commentary.texts import FRONT, NAME, inputs_of, text_of

DATA: Files = {
    "2025-10-23.yml": "market: {fear_greed: 50}\n",
    f"{DAY}.yml": as_yaml(FULL_DAY),
}
TEXT = text_of("Index at {{ market.fear_greed }}.")


def faults_of(folder: Path, content: Files, data: Files = DATA, drafts: bool = False) -> list[str]:
    """Read faulty folders; gives the faults, with places below the folders that were given."""
    with pytest.raises(InputFaults) as raised:
        inputs_of(folder, data, content, drafts=drafts)
    return [str(f).replace(f"{folder.as_posix()}/", "") for f in raised.value.faults]


def waiting(inputs: Inputs) -> list[tuple[str, str]]:
    """Return what waits: each file with its reason."""
    return [(text.commentary.file, text.reason) for text in inputs.waiting]


def test_a_commentary_waits_for_its_day(tmp_path: Path) -> None:
    """A text about a day that is not on file is kept back, and named."""
    inputs = inputs_of(tmp_path, DATA, {"days/2025-10-22.md": TEXT, "days/2025-10-23.md": TEXT})
    assert [day.isoformat() for day in inputs.written.on_days] == ["2025-10-23"]
    assert waiting(inputs) == [("days/2025-10-22.md", "there is no snapshot for that day")]


def test_a_text_stands_with_its_asset(tmp_path: Path) -> None:
    """A text below `assets/` is about the asset of that slug; others wait, with the nearest."""
    files = {f"assets/{slug}.md": TEXT for slug in ("btc", "BTC", "bct")}
    inputs = inputs_of(tmp_path, DATA, files)
    assert list(inputs.written.on_assets) == ["BTC"]
    reason = "there is no asset on file whose slug is {}; did you mean btc?"
    assert waiting(inputs) == [(f"assets/{s}.md", reason.format(s)) for s in ("BTC", "bct")]


def test_no_commentary_is_published_on_invented_figures(tmp_path: Path) -> None:
    """In a demonstration archive every text waits, also one whose day is there."""
    data = {**DATA, "sources.yml": "demonstration: Made up.\n"}
    content = {NAME: text_of("{{ BTC.prise_usd }}"), "assets/btc.md": TEXT}
    for drafts in (False, True):
        inputs = inputs_of(tmp_path / str(drafts), data, content, drafts=drafts)
        assert inputs.written.texts == ()
        assert waiting(inputs) == [
            (file, "the figures are a demonstration") for file in (NAME, "assets/btc.md")
        ]
        # What is wrong for invented figures may be right for real ones.
        assert inputs.later == ()


def test_faults_of_data_and_content_are_told_together(tmp_path: Path) -> None:
    """A reading of both folders names the faults of both, below the folders that were given."""
    content = {NAME: "No front matter.\n", "about.md": b"\xff", "authors.yml": "Ada: {roll: x}\n"}
    faults = faults_of(tmp_path, content, {f"{DAY}.yml": "market: {fear_greed: many}\n"})
    assert [fault.split(":")[0] for fault in faults] == [
        "content/about.md",
        "content/authors.yml",
        f"content/{NAME}",
        f"data/{DAY}.yml",
    ]


def test_a_wrong_placeholder_stops_the_build(tmp_path: Path) -> None:
    """A figure that is not on file is a fault of the inputs, with file, line and nearest name."""
    content = {NAME: text_of("One.\n\n{{ BTC.prise_usd }}"), "assets/btc.md": text_of("{{ x }}")}
    faults = faults_of(tmp_path, content)
    assert faults[0].startswith("content/assets/btc.md:6: expected a figure such as")
    assert faults[1] == (
        f"content/{NAME}:8: expected a figure on file on 2025-10-24, found BTC.prise_usd; "
        "did you mean BTC.price_usd?"
    )


def test_a_draft_is_not_published(tmp_path: Path) -> None:
    """`draft: true` keeps a text back, whatever else it says."""
    front = f"{FRONT}draft: true\npublish_at: 2020-01-01T00:00:00Z\n"
    inputs = inputs_of(tmp_path, DATA, {NAME: text_of("Text.", front)})
    assert inputs.written.texts == ()
    assert waiting(inputs) == [(NAME, "it is a draft")]


@pytest.mark.parametrize(
    ("seconds", "appears"), [(-86400, False), (-1, False), (0, True), (1, True), (86400, True)]
)
@pytest.mark.parametrize("zone", ["+00:00", "+09:00", "-11:30"])
def test_a_text_appears_exactly_from_its_moment_on(
    tmp_path: Path, seconds: int, appears: bool, zone: str
) -> None:
    """Before `publish_at` it waits, from that very moment on it is there, in any time zone."""
    moment = datetime.fromisoformat(f"2025-10-25T08:00:00{zone}")
    front = f"{FRONT}publish_at: {moment.isoformat()}\n"
    now = moment + timedelta(seconds=seconds)
    inputs = inputs_of(tmp_path, DATA, {NAME: text_of("Text.", front)}, now)
    assert bool(inputs.written.texts) == appears
    reason = f"it is to appear at {moment.isoformat()}"
    assert waiting(inputs) == ([] if appears else [(NAME, reason)])


def test_what_is_wrong_with_a_draft_is_told_and_stops_nothing(tmp_path: Path) -> None:
    """A draft may hold mistakes: the rest is published, and they are named."""
    draft = text_of("{{ BTC.prise_usd }} ![x](gone.png)", f"{FRONT}draft: true\n")
    inputs = inputs_of(tmp_path, DATA, {NAME: draft, "days/2025-10-23.md": TEXT})
    assert [text.commentary.file for text in inputs.written.texts] == ["days/2025-10-23.md"]
    assert [(fault.line, fault.field) for fault in inputs.later] == [(7, ""), (7, "image")]
    assert all(fault.file.endswith(f"content/{NAME}") for fault in inputs.later)


def test_a_preview_takes_drafts_in(tmp_path: Path) -> None:
    """With drafts, a text stands on its page with what it waits for, and its faults count."""
    later = f"{FRONT}publish_at: 2099-01-01T00:00:00Z\n"
    content = {NAME: text_of("T.", f"{FRONT}draft: true\n"), "assets/btc.md": text_of("T.", later)}
    inputs = inputs_of(tmp_path, DATA, content, drafts=True)
    assert [text.waits for text in inputs.written.texts] == [
        "it is a draft",
        "it is to appear at 2099-01-01T00:00:00+00:00",
    ]
    faulty = {NAME: text_of("{{ x.y }}", f"{FRONT}draft: true\n")}
    assert len(faults_of(tmp_path / "faulty", faulty, drafts=True)) == 1


def test_an_author_must_be_registered_where_there_is_a_registry(tmp_path: Path) -> None:
    """A slip in the name above a text is told with its line; in a draft it stops nothing."""
    registry = {"authors.yml": "Ada Biron:\n"}
    (fault,) = faults_of(tmp_path, {NAME: TEXT, **registry})
    assert fault == (
        f"content/{NAME}:3: author: expected a name of authors.yml, found 'Ada Byron'; "
        "did you mean Ada Biron?"
    )
    draft = {NAME: text_of("T.", f"{FRONT}draft: true\n"), **registry}
    assert len(inputs_of(tmp_path / "draft", DATA, draft).later) == 1


def test_the_about_text_is_held_to_the_same(tmp_path: Path) -> None:
    """`about.md` is sanitised, and its images and quotes must be whole, with their lines."""
    inputs = inputs_of(
        tmp_path / "sound",
        DATA,
        {"about.md": "# We\n\n<script>x</script>![us](a.png){{ not a figure }}", "a.png": png()},
    )
    html = inputs.written.about.html
    assert "<script" not in html
    assert '<h2 id="commentary-we">We</h2>' in html
    assert "{{ not a figure }}" in html
    assert faults_of(tmp_path / "faulty", {"about.md": "One\n\n![](a.png)\n\n> Said."}) == [
        "content/about.md:3: image: expected words for those who cannot see 'a.png', found none",
        "content/about.md:5: quote: expected a last line that says who speaks, such as "
        "“> — Name, role, [source](address)”, found “Said.”",
    ]


def test_only_authors_of_something_published_are_shown(tmp_path: Path) -> None:
    """A registered author whose texts all wait, or who wrote none, has no page yet."""
    content = {
        "authors.yml": "Ada Byron:\nBea:\nCid:\n",
        NAME: TEXT,
        "assets/btc.md": text_of("T.", "title: T\nauthor: Bea\ndraft: true\n"),
    }
    written = inputs_of(tmp_path, DATA, content).written
    assert [author.name for author in written.published_authors] == ["Ada Byron"]
    assert NOW.tzinfo is not None
