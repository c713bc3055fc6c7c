"""The author's guide: what it promises is what happens."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from builder.market.history import History
from builder.story.commentary.front_matter import KEYS
from builder.story.commentary.images import FORMATS
from builder.story.commentary.placeholders import FILTERS, fill
from builder.story.printing import PRINTS, Printer
from tests.market.folders import DAY, write_files
from tests.pages.html import parse
from tests.site.building import copy_project, daybook
from tests.story.commentary.pictures import png
from tests.story.commentary.texts import faults_in, prepared, shown, text_of


@pytest.fixture(scope="module")
def guide(project: Path) -> str:
    """Give the guide."""
    return (project / "content" / "README.md").read_text(encoding="utf-8")


def rows_of(guide: str, heading: str) -> list[list[str]]:
    """Return the rows of the table with some heading, without the table's own lines."""
    table = guide[guide.index(heading) :].split("\n\n", maxsplit=1)[0].splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in table]


def example_of(guide: str, words: str) -> str:
    """Return the block of Markdown that holds some words."""
    (block,) = [b for b in re.findall(r"```markdown\n(.*?) *```", guide, re.DOTALL) if words in b]
    return block


@pytest.mark.slow
def test_the_first_text_is_written_as_the_guide_says(
    project: Path, guide: str, tmp_path: Path
) -> None:
    """Step by step: sign, begin, write, misspell, mend, publish; each does what is promised."""
    workshop = copy_project(project, tmp_path / "workshop")
    authors = workshop / "content" / "authors.yml"
    (signature,) = re.findall(r"```yaml\n(   Your Name:.*?)   ```", guide, re.DOTALL)
    authors.write_text(f"{dedent(signature)}{authors.read_text('utf-8')}", "utf-8")
    (command,) = re.findall(r"```sh\n   \.venv/bin/daybook (new .*)\n", guide)
    begun = daybook(workshop, *command.split())
    assert (begun.returncode, "a draft by Your Name" in begun.stdout) == (0, True), begun.stdout
    (named,) = re.findall(r"Open `(content/days/\S+)` in your editor", guide)
    file = workshop / named
    skeleton = file.read_text("utf-8")
    sentence = example_of(guide, "Positions worth").strip()
    file.write_text(f"{skeleton}\n{sentence.replace('interest', 'interst')}\n", "utf-8")
    misspelt = daybook(workshop, "check")
    line = skeleton.count("\n") + 2
    assert f"{named}:{line}: expected a figure" in misspelt.stdout
    assert "did you mean BTC.open_interest_usd?" in misspelt.stdout
    file.write_text(f"{skeleton}\n{sentence}\n", "utf-8")
    waiting = daybook(workshop, "check").stdout
    assert f"{named}: not published: it is a draft" in waiting
    assert waiting.rstrip().endswith("no faults.")
    file.write_text(f"{skeleton}\n{sentence}\n".replace("draft: true\n", ""), "utf-8")
    published = daybook(workshop, "check")
    assert (published.returncode, "not published" in published.stdout) == (0, False)


def test_every_row_of_figures_prints_as_it_says(real: History, guide: str) -> None:
    """Each placeholder of the table, in a text about its day, prints what stands beside it."""
    rows = rows_of(guide, "| written | prints | for |")
    used = set()
    for written, prints, _ in rows:
        filled = fill(written.strip("`").replace("\\|", "|"), real, DAY)
        assert filled.wrong == (), written
        (placed,) = filled.figures
        assert PRINTS[placed.how](Printer(), placed.figure) == prints
        used |= set(re.findall(r"\\\| (\w+)", written))
    assert used == set(FILTERS) - {"words"}, "words is meant where nothing is said"


def test_every_key_is_explained(guide: str) -> None:
    """The table of keys holds them all, in their order."""
    rows = rows_of(guide, "| key | says |")
    assert [row[0].strip("`") for row in rows] == list(KEYS)
    for name, longest in (("title", "120"), ("headline", "89"), ("summary", "300")):
        assert any(row[0] == f"`{name}`" and longest in row[1] for row in rows)


def test_its_examples_are_right(real: History, guide: str, tmp_path: Path) -> None:
    """The sentence with figures, the quote and the image are what a page shows without a fault."""
    assert "$627.38 million" in shown(real, example_of(guide, "Longs lost"))
    quote = parse(shown(real, example_of(guide, "quiet week"))).one("figure", "quote")
    assert quote.one("figcaption").text == "The desk, derivatives research, Weekly note"
    content = write_files(tmp_path, {"days/curve.png": png()})
    ready, faults = prepared(real, text_of(example_of(guide, "curve.png")), content)
    assert faults == []
    assert ready is not None
    assert "<figcaption>Open interest, hour by hour.</figcaption>" in ready.body.html


def test_its_corrections_and_images_are_right(real: History, guide: str) -> None:
    """The list of corrections can be copied, and the kinds of images are those that are taken."""
    (block,) = re.findall(r"```yaml\n(corrections:.*?)```", guide, re.DOTALL)
    assert faults_in(real, text_of("T.", f"title: T\nauthor: A\n{block}")) == []
    named = re.search(r"\((.*?), at most 500 kB\)", guide)
    assert named is not None
    kinds = {kind.lower() for kind in re.findall(r"[A-Za-z]+", named[1])} - {"or"}
    assert kinds == {suffix.removeprefix(".") for suffix in FORMATS} - {"jpg"}
