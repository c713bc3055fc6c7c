from datetime import date
from pathlib import Path

from builder.market.credits import Credit, credits_of, providers_of
from builder.market.figures import Source
from builder.market.history import History, read_history
from builder.market.long_table import long_table
from tests.market.folders import DAY, figures_on, history_of, write_files

SOURCES = (
    "sources:\n"
    "  - {provider: CoinGlass, publisher: A Desk, url: 'https://x.org', covers: [liquidations]}\n"
    "  - {provider: Alternative.me, covers: [fear_greed]}\n"
)


def credits_in(history: History) -> list[Credit]:
    """Return all credits of a history, in the order of its long table."""
    return list(credits_of(history, (history.table.keys[n] for n in long_table(history).rows)))


def test_each_topic_of_a_row_has_one_credit(tmp_path: Path) -> None:
    """A row's figures of one topic and one source are credited once, those without any are not."""
    text = (
        "market: {liquidations_24h_usd: 10, long_liquidations_24h_usd: 4, fear_greed: 5,"
        " fear_greed_label: Extreme Fear, usd_krw: 1400}\n"
    )
    history = history_of(tmp_path, {f"{DAY}.yml": text + SOURCES})
    found = [(c.subject, c.topic, c.attribution.provider, c.fields) for c in credits_in(history)]
    assert found == [
        ("market", "liquidations", "CoinGlass", ()),
        ("market", "fear_greed", "Alternative.me", ()),
    ]


def test_a_topic_with_two_sources_says_which_fields_each_covers(tmp_path: Path) -> None:
    """Where one topic of a row comes from several files, each credit names its own fields."""
    other = "sources: [{provider: CoinAnk, covers: [liquidations]}]\n"
    files = {
        "a.yml": f"date: {DAY}\nmarket: {{liquidations_24h_usd: 10}}\n{SOURCES}",
        "b.yml": f"date: {DAY}\nmarket: {{liquidations_4h_usd: 3}}\n{other}",
    }
    found = {c.attribution.provider: c.fields for c in credits_in(history_of(tmp_path, files))}
    assert found == {"CoinGlass": ("liquidations_24h_usd",), "CoinAnk": ("liquidations_4h_usd",)}


def test_a_topic_that_a_source_covers_in_part_says_which_fields(tmp_path: Path) -> None:
    """Figures that nobody is named for are not taken for those of the source beside them."""
    files = {
        "a.csv": f"date,liquidations_24h_usd\n{DAY},10\n",
        "b.csv": f"date,liquidations_4h_usd\n{DAY},3\n",
        "sources.yml": "tables: [{files: a.csv, provider: CoinGlass, covers: [liquidations]}]\n",
    }
    (credit,) = credits_in(history_of(tmp_path, files))
    assert credit.fields == ("liquidations_24h_usd",)


def test_a_withheld_cell_has_no_credit(tmp_path: Path) -> None:
    """Nobody is named for a figure that is not published."""
    text = f"market: {{fear_greed: 101, liquidations_24h_usd: 5}}\n{SOURCES}"
    topics = [credit.topic for credit in credits_in(history_of(tmp_path, {f"{DAY}.yml": text}))]
    assert topics == ["liquidations"]


def test_every_figure_is_credited_to_its_source(project: Path) -> None:
    """For each cell of the repository's days, the credits lead to the attribution it has."""
    history = read_history(project / "data")
    found: dict[tuple[date, str, str], list[Credit]] = {}
    for credit in credits_in(history):
        found.setdefault((credit.day, credit.subject, credit.topic), []).append(credit)
    checked = 0
    for day in history.days:
        for figure in figures_on(history, day.date).values():
            if isinstance(figure.source, Source):
                credits = found.get((day.date, figure.subject, figure.field.topic), [])
                covering = [c for c in credits if not c.fields or figure.field.name in c.fields]
                assert [c.attribution for c in covering] == (
                    [figure.source.attribution] if figure.source.attribution else []
                )
                checked += 1
    assert checked > 500


def test_providers_are_those_declared_and_those_named(tmp_path: Path) -> None:
    """Every provider is listed once: what `sources.yml` says of it, or its name alone."""
    data = write_files(
        tmp_path,
        {
            f"{DAY}.yml": f"market: {{fear_greed: 5, liquidations_24h_usd: 5}}\n{SOURCES}",
            "sources.yml": "providers: {CoinGlass: {licence: None open}, Zeta: {url: 'https://z.org'}}\n",
        },
    )
    providers = providers_of(read_history(data))
    assert [(p.name, p.licence) for p in providers] == [
        ("Alternative.me", ""),
        ("CoinGlass", "None open"),
        ("Zeta", ""),
    ]
