"""`daybook explain`: where a number comes from, on the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.__main__ import main
from tests.market.folders import write_files


def explain(project: Path, *arguments: str) -> Result:
    """Run the command on the repository's own data."""
    folders = ("--data", str(project / "data"), "--config", str(project / "mkdocs.yml"))
    kept = ("--cache", str(project / ".cache"))
    return CliRunner().invoke(main, ["explain", *folders, *kept, *arguments], prog_name="daybook")


def test_a_day_is_listed_figure_by_figure(project: Path) -> None:
    """Without a text, each figure of the page stands on a line with its value and its source."""
    result = explain(project, "2025-10-24")
    assert result.exit_code == 0
    (line,) = [x for x in result.stdout.splitlines() if x.startswith("XRP.long_liquidations_24h")]
    assert "83450000 usd" in line
    assert "$83.45 million, $83.45M" in line
    assert line.endswith("2025/2025-10-24.yml:34 (CoinGlass, via Block Media)")


def test_a_number_is_traced_to_its_cells(project: Path) -> None:
    """With a text, the figure printed so is followed through its formula down to cells."""
    lines = explain(project, "2025-10-24", "85.3").stdout.splitlines()
    assert lines[1].strip().startswith("market.long_share_24h_pct on 2025-10-24 is 85.349")
    assert (
        lines[2].strip().startswith("market.long_liquidations_24h_usd on 2025-10-24 is 627380000")
    )
    assert "2025/2025-10-24.yml:11" in lines[2]
    assert "2025/2025-10-24.yml:10" in lines[3]


def test_figures_of_commentary_are_traced_too(project: Path, tmp_path: Path) -> None:
    """What an author printed on a page is followed to its cell; what waits is not on the page."""
    text = '---\ntitle: T\nauthor: A\n---\n{{ figure("BTC.price_usd", "2025-10-10") | cell }}\n'
    content = write_files(tmp_path, {"days/2025-10-24.md": text})
    lines = explain(project, "2025-10-24", "$121,470.00", "--content", str(content)).stdout
    assert "BTC.price_usd on 2025-10-10 is 121470 usd: 2025/2025-10-10.yml:8" in lines
    write_files(tmp_path, {"days/2025-10-24.md": text.replace("title: T", "title: T\ndraft: true")})
    waiting = explain(project, "2025-10-24", "$121,470.00", "--content", str(content))
    assert waiting.exit_code == 1


@pytest.mark.parametrize("name", ["BTC", "btc"])
def test_an_asset_is_explained_by_ticker_or_slug(project: Path, name: str) -> None:
    """An asset's page is explained as a day's is."""
    result = explain(project, name)
    assert result.exit_code == 0
    assert "BTC.price_usd" in result.stdout


def test_what_is_not_on_file_is_wrong_usage(project: Path) -> None:
    """A day without a snapshot is refused, with the nearest one on file."""
    result = explain(project, "2025-10-26")
    assert result.exit_code == 2
    assert "expected a day or an asset on file, found '2025-10-26'; did you mean" in result.stderr


def test_a_number_that_no_page_prints_is_said_so(project: Path) -> None:
    """A number that is not on the page has no source: exit 1, and nothing on the output."""
    result = explain(project, "2025-10-24", "123,456")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "No figure on the page of 2025-10-24 is printed as 123,456" in result.stderr


def test_a_part_of_a_number_is_another_number(project: Path) -> None:
    """Who asks for 5 is not shown 735.07, nor 52 for 2."""
    for text in ("5", "35.07", "735.0"):
        assert explain(project, "2025-10-24", text).exit_code == 1
    assert explain(project, "2025-10-24", "52").stdout.count("market.fear_greed") == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("timezone: Asia/Seol", "extra.timezone: expected a name such as Asia/Seoul"),
        ("language: xx", "theme.language: expected en, found 'xx'"),
    ],
)
def test_a_setting_that_cannot_be_is_named(
    project: Path, tmp_path: Path, wrong: str, said: str
) -> None:
    """A slip in mkdocs.yml gives a message with its key, not a traceback."""
    right = {"timezone": "timezone: Asia/Seoul", "language": "language: en"}[
        wrong.split(":", maxsplit=1)[0]
    ]
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8").replace(right, wrong)
    settings = settings.replace("custom_dir: overrides", f"custom_dir: {project / 'overrides'}")
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    arguments = ["explain", "BTC", "--data", str(project / "data")]
    result = CliRunner().invoke(
        main, [*arguments, "--config", str(tmp_path / "mkdocs.yml")], prog_name="daybook"
    )
    assert result.exit_code == 1
    assert said in result.stderr


def test_data_are_read_once(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that follows another finds the data read, and says the same."""
    cache = ("--cache", str(tmp_path))
    first = explain(project, "2025-10-24", "85.3", *cache)

    def refuse(*_: object) -> None:
        raise AssertionError("nothing has changed")

    monkeypatch.setattr("builder.market.kept.folder.read_file", refuse)
    assert explain(project, "2025-10-24", "85.3", *cache).stdout == first.stdout
