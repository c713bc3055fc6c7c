from pathlib import Path

import pytest
import yaml

from builder.market.history import History
from builder.story.commentary.skeleton import MOST_FIGURES, asset_skeleton, day_skeleton
from tests.market.folders import DAY, figures_on, write_files
from tests.pages.html import parse
from tests.story.commentary.texts import faults_in, inputs_of, prepared, show

AUTHOR = "Ada “A” Byron: #1"


def test_a_new_text_builds_at_once(real: History) -> None:
    """For every day and every asset on file, the draft has no fault and prints figures on file."""
    drafts = [
        *((f"days/{day.date}.md", day_skeleton(real, day.date, AUTHOR)) for day in real.days),
        *((f"assets/{a.slug}.md", asset_skeleton(real, a.ticker, AUTHOR)) for a in real.assets),
    ]
    for file, text in drafts:
        assert faults_in(real, text, file=file) == [], file
        ready, _ = prepared(real, text, file=file)
        assert ready is not None
        figures = parse(ready.body.shown(show)).all("data")
        assert 1 <= len(figures) <= MOST_FIGURES, file


def test_a_new_text_waits_until_its_author_says(history: History) -> None:
    """It is a draft, and has all keys that an author may want, as YAML."""
    front = yaml.safe_load(day_skeleton(history, DAY, AUTHOR).split("---\n")[1])
    assert front["draft"] is True
    assert front["author"] == AUTHOR
    assert front["title"] == "What stands out on 24 October 2025"
    assert list(front) == ["title", "author", "summary", "tags", "draft", "publish_at", "image"]
    assert front["image"] == {"file": None, "alt": None, "credit": None}
    assert "liquidations" in front["tags"]


def test_the_figures_are_those_that_the_day_is_told_by(history: History) -> None:
    """The total comes first, and figures of several topics follow."""
    text = day_skeleton(history, DAY, AUTHOR)
    listed = [line for line in text.splitlines() if line.startswith("- ")]
    assert listed[0] == "- Liquidations, 24h: {{ market.liquidations_24h_usd }}"
    assert any("open_interest" in line for line in listed)


def test_nothing_of_the_instructions_is_published(history: History) -> None:
    """What the draft tells its author stands in comments."""
    ready, _ = prepared(history, day_skeleton(history, DAY, AUTHOR))
    assert ready is not None
    html = ready.body.shown(show)
    assert "<!--" in ready.commentary.body
    assert "README" not in html
    assert "surprised" not in html


def test_figures_of_an_asset_keep_their_days(history: History) -> None:
    """A text on an asset stays true as days are added: each of its figures names its day."""
    text = asset_skeleton(history, "NOT", AUTHOR)
    assert '- NOT, price, 23 October 2025: {{ figure("NOT.price_usd", "2025-10-23") }}' in text


@pytest.mark.parametrize("ticker", ["1INCH", "ON", "4", "币安人生", "A_B*c", "not"])
def test_any_ticker_has_its_draft(tmp_path: Path, ticker: str) -> None:
    """Whatever an asset is called, its draft and that of its day have no fault."""
    data = {f"{DAY}.yml": f'assets: {{"{ticker}": {{price_usd: 0.5, funding_rate: 0.0001}}}}\n'}
    history = inputs_of(tmp_path, data, {}).history
    for file, text in (
        (f"days/{DAY}.md", day_skeleton(history, DAY, "A")),
        (f"assets/{history.assets[0].slug}.md", asset_skeleton(history, ticker, "A")),
    ):
        assert faults_in(history, text, file=file) == []
        assert f"{ticker}.price_usd" in text
        write_files(tmp_path / "content", {file: text.replace("draft: true", "draft: false")})
    inputs = inputs_of(tmp_path, data, {})
    assert len(inputs.written.texts) == 2
    assert set(figures_on(history)) >= {f"{ticker}.price_usd"}
