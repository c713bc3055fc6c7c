from pathlib import Path

import pytest

from tests.site.building import ADDRESSES


@pytest.mark.parametrize("kind", ADDRESSES)
def test_a_page_of_each_kind_is_published(site: Path, kind: str) -> None:
    """The site holds a page of each kind at the address that was promised for it."""
    address = ADDRESSES[kind]
    file = address if address.endswith(".html") else address + "index.html"
    assert (site / file).is_file()


def test_each_snapshot_has_its_page(built_project: Path, site: Path) -> None:
    """Each day whose snapshot is a file of its own is published at the day's address."""
    days = {file.stem for file in (built_project / "data").rglob("????-??-??.yml")}
    missing = [
        day for day in sorted(days) if not (site / day.replace("-", "/") / "index.html").is_file()
    ]
    assert days
    assert missing == []
