import json
import re
from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.publish.archives import faults_of_package
from tests.site.building import pages_in, public_address
from tests.site.links import check_links
from tests.site.reading import (
    Cells,
    comparable,
    downloaded_cells,
    printed_figures,
    reported_cells,
    tabled_cells,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reported(demonstration: Path) -> dict[str, Cells]:
    """Give the cells of the archive's files, by day."""
    days: dict[str, Cells] = defaultdict(dict)
    for table in (demonstration / "archive").rglob("*.csv"):
        for day, cells in tabled_cells(table).items():
            days[day].update(cells)
    for snapshot in (demonstration / "archive").rglob("????-??-??.yml"):
        days[snapshot.stem].update(reported_cells(snapshot))
    return days


def test_every_cell_of_a_long_archive_is_on_its_page(
    demonstration: Path, reported: dict[str, Cells]
) -> None:
    """Each cell of tables and snapshots is on its day's page, and in its download, unchanged."""
    assert len(reported) == 200
    faults = []
    for day, cells in reported.items():
        folder = demonstration / "site" / day.replace("-", "/")
        printed = printed_figures(folder / "index.html").values
        shown = {name: {comparable(value) for value in values} for name, values in printed.items()}
        downloaded = downloaded_cells(folder / "data.csv")
        for name, value in cells.items():
            if shown.get(name) != {value} or downloaded.get(name) != value:
                faults.append(f"{day}: {name}: {value}, {shown.get(name)}, {downloaded.get(name)}")
    assert faults == []


def test_every_page_of_a_demonstration_says_so(demonstration: Path) -> None:
    """Each page of a made-up archive carries the banner and asks not to be indexed."""
    pages = pages_in(demonstration / "site")
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    noindex = re.compile(r'<meta name="?robots"? content="[^"]*noindex')
    assert len(pages) > 200
    assert [page for page in pages if "notice--demonstration" not in texts[page]] == []
    assert [page for page in pages if not noindex.search(texts[page])] == []


def test_every_file_of_a_demonstration_says_so(demonstration: Path) -> None:
    """What is taken away of a made-up archive is called so, in itself or where it is described."""
    site = demonstration / "site"
    for path in (site / "data").glob("*.parquet"):
        assert pq.read_schema(path).metadata[b"description"].startswith(b"Demonstration data. ")
    for name in ("latest", "days"):
        document = json.loads((site / f"api/{name}.json").read_text(encoding="utf-8"))
        assert "describe no real market" in document["demonstration"]
    package = json.loads((site / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["path"]: resource["description"] for resource in package["resources"]}
    assert {"data/archive.csv", "data/sources.csv"} < described.keys()
    for text in described.values():
        assert text.startswith("Demonstration data. ")
    assert faults_of_package(site) == []


def test_every_internal_link_of_a_long_archive_resolves(demonstration: Path) -> None:
    """Links hold as well in an archive of many months, with days missing between them."""
    result = check_links(demonstration / "site", public_address(demonstration))
    assert result.returncode == 0, result.stdout
