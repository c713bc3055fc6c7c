from datetime import date
from pathlib import Path

import pytest

from builder.market.corrections import Correction
from tests.market.folders import DAY, faults_of, history_of

FILE = f"{DAY}.yml"
FIGURES = "market: {liquidations_24h_usd: 735070000, fear_greed_label: Neutral, fear_greed: 52}\n"


def corrected(*corrections: str, figures: str = FIGURES) -> dict[str, str]:
    """Return a day's file with some corrections, each a line."""
    lines = "".join(f"  - {{{correction}}}\n" for correction in corrections)
    return {FILE: f"corrections:\n{lines}{figures}"}


TOTAL = "field: market.liquidations_24h_usd, old: 753070000, new: 735070000, note: Digits swapped"


def test_a_correction_says_what_was_published_and_what_is_right(tmp_path: Path) -> None:
    """Date, figure, both values and the reason are kept as they are written."""
    history = history_of(tmp_path, corrected(f"date: 2025-10-26, {TOTAL}"))
    assert history.by_date[DAY].corrections == (
        Correction(
            date(2025, 10, 26),
            "market.liquidations_24h_usd",
            "753070000",
            "735070000",
            "Digits swapped",
        ),
    )


def test_corrections_stand_in_the_order_of_their_dates(tmp_path: Path) -> None:
    """However they are written, the earliest comes first; the latest must be what is on file."""
    first = TOTAL.replace("735070000", "740000000")
    files = corrected(f"date: 2025-10-27, {TOTAL}", f"date: 2025-10-26, {first}")
    days = [found.date.day for found in history_of(tmp_path, files).by_date[DAY].corrections]
    assert days == [26, 27]


@pytest.mark.parametrize("nothing", ["corrections:\n", "corrections: []\n", "corrections: ~\n", ""])
def test_without_corrections_there_are_none(tmp_path: Path, nothing: str) -> None:
    """An empty list says nothing."""
    history = history_of(tmp_path, {FILE: nothing + FIGURES})
    assert history.by_date[DAY].corrections == ()


def test_a_table_is_corrected_beside_it(tmp_path: Path) -> None:
    """Figures of a CSV table are corrected by a file of their day that holds no figures."""
    note = "field: BTC.price_usd, old: 4, new: 5, note: Misread"
    files = {
        "all.csv": "date,asset,price_usd\n2025-10-24,BTC,5\n",
        **corrected(f"date: 2025-10-26, {note}", figures=""),
    }
    assert [c.new for c in history_of(tmp_path, files).by_date[DAY].corrections] == ["5"]


def test_a_figure_may_be_taken_back(tmp_path: Path) -> None:
    """Where the cell is gone, what stands for it is a word."""
    note = "date: 2025-10-26, field: BTC.price_usd, old: 4, new: withdrawn, note: Of another asset"
    history = history_of(tmp_path, corrected(note))
    assert history.by_date[DAY].corrections[0].new == "withdrawn"


def test_a_label_is_corrected_as_text(tmp_path: Path) -> None:
    """The word of the index may be wrong too."""
    note = "date: 2025-10-26, field: market.fear_greed_label, old: Fear, new: Neutral, note: n"
    assert history_of(tmp_path, corrected(note)).by_date[DAY].corrections


@pytest.mark.parametrize(
    ("correction", "faults"),
    [
        (
            f"date: 2025-10-26, {TOTAL.replace('new: 735070000', 'new: 735000000')}",
            [
                "2: corrections.new: expected market.liquidations_24h_usd as on file for "
                "2025-10-24, 735070000, found 735000000"
            ],
        ),
        (
            f"date: 2025-10-26, {TOTAL.replace('new: 735070000', 'new: $735 million')}",
            [
                "2: corrections.new: expected market.liquidations_24h_usd as on file for "
                "2025-10-24, 735070000, found $735 million"
            ],
        ),
        (
            "date: 2025-10-26, field: BTC.price_usd, old: 4, new: 5, note: n",
            [
                "2: corrections.new: expected BTC.price_usd as on file for 2025-10-24, which is "
                "not on file, found 5"
            ],
        ),
        (
            f"date: 26 Oct, {TOTAL}",
            ["2: corrections.date: expected a date as YYYY-MM-DD, found '26 Oct'"],
        ),
        (
            "date: 2025-10-26, field: market.fear_greed",
            [
                "2: corrections.new: expected the key new, found none",
                "2: corrections.note: expected the key note, found none",
                "2: corrections.old: expected the key old, found none",
            ],
        ),
        (
            "date: 2025-10-26, old: 1, new: 2, note: n",
            [
                "2: corrections.field: expected a figure such as market.liquidations_24h_usd, "
                "found ''"
            ],
        ),
        (
            "date: 2025-10-26, field: market.price_usd, old: 1, new: 2, note: n",
            [
                "2: corrections.field: expected a figure that market can have, "
                "found market.price_usd"
            ],
        ),
        (
            "date: 2025-10-26, field: assets.price_usd, old: 1, new: 2, note: n",
            ["2: corrections.field: expected a ticker, found the reserved word 'assets'"],
        ),
        (
            "date: 2025-10-26, field: market.long_share_24h_pct, old: 1, new: 2, note: n",
            [
                "2: corrections.field: expected a figure such as market.liquidations_24h_usd, "
                "found 'market.long_share_24h_pct'"
            ],
        ),
        (
            "date: 2025-10-26, field: market.fear_greed, old: [1], new: 52, note: n, why: w",
            [
                "2: corrections.old: expected one value, found a list",
                "2: corrections.why: expected one of date, field, old, new, note",
            ],
        ),
    ],
)
def test_a_faulty_correction_is_told(tmp_path: Path, correction: str, faults: list[str]) -> None:
    """What is wrong with a correction is told with its line and key; all of it at once."""
    found = faults_of(tmp_path, corrected(correction))
    assert [fault.partition("; did you mean")[0] for fault in found] == [
        f"{FILE}:{fault}" for fault in faults
    ]


def test_a_list_is_expected(tmp_path: Path) -> None:
    """One correction without its dash, or a word, is not a list."""
    files = {FILE: f"corrections: {{date: 2025-10-26}}\n{FIGURES}"}
    assert faults_of(tmp_path, files) == [
        f"{FILE}:1: corrections: expected a list of corrections, found a mapping"
    ]
