"""Many texts are read by several processes, and found to be what one process finds."""

from datetime import date, timedelta
from pathlib import Path

from builder.market.history import read_history
from builder.story.checking.texts import FEW, Text, read_texts
from tests.market.folders import write_files

FIRST = date(2025, 1, 1)


def test_many_texts_are_read_over_processes_as_by_one(tmp_path: Path) -> None:
    """Findings come in the order of the texts, and do not depend on how many processes read."""
    days = [FIRST + timedelta(days=number) for number in range(FEW + 10)]
    history = read_history(
        write_files(
            tmp_path,
            {
                f"{day}.yml": f"market: {{liquidations_24h_usd: {700 + number}000000}}\n"
                for number, day in enumerate(days)
            },
        )
    )
    # Every third text is wrong, and says by how much.
    texts = [
        Text(day, f"{day}.md", f"Liquidations came to ${700 + number + number % 3} million.\n", "")
        for number, day in enumerate(days)
    ]
    alone = list(read_texts(history, texts, 1))
    assert list(read_texts(history, texts, 2)) == alone
    assert [bool(findings) for _, findings in alone] == [number % 3 > 0 for number in range(110)]
