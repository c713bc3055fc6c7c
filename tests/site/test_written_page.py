"""A page with all that an author can put on it, as readers get it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from builder.publish.build import Progress, build_site
from builder.publish.folders import Folders
from tests.market.folders import DAY, NOW, write_files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.site.readers import reading
from tests.site.serving import POLICY, served
from tests.site.test_browser import NARROW, PROTRUDING
from tests.site.test_html import faults_of_html
from tests.site.test_number_card_limits import faults_of_axe
from tests.story.commentary.pictures import png

pytestmark = pytest.mark.slow

PAGE = f"{DAY:%Y/%m/%d}/"

CORRECTION = """\
corrections:
  - {date: 2025-10-26, field: BTC.price_usd, old: 11034.25, new: 110342.5, note: Misplaced point.}
"""

TEXT = """\
---
title: Leverage was cut, and “came back” <within> hours
author: Ada Byron
headline: "Longs lost {{ market.long_liquidations_24h_usd | headline }} in a day"
summary: "Positions worth {{ market.liquidations_24h_usd }} were closed."
tags: [open interest, leverage]
publish_at: 2025-10-24T15:00:00+09:00
image: {file: wide.png, alt: A curve that falls, credit: "Drawing: Ada Byron"}
corrections:
  - {date: 2025-10-27, old: fell in all names, new: fell in most names, note: XRP rose.}
---

# First

It *fell* by {{ ETH.open_interest_change_24h_usd | size }}, or
**{{ ETH.open_interest_change_24h_pct }}**, we say [two thirds]{.opinion} of it by force.[^1]

Won: {{ BTC.price_usd | won }} at {{ market.usd_krw }} to the dollar.

## Second

> What was said, at some length, so that it takes more than a single line on any screen it meets.
>
> > And what they quoted.
>
> — The derivatives team, research and strategy, [Weekly note](https://example.org/note)

| Asset with a long heading | Change in 24 hours | in percent | and another | and another | more |
|---|--:|--:|---|---|---|
| Ethereum | {{ ETH.open_interest_change_24h_usd | short }} | 1 | 2 | 3 | 4 |

1. One
   - two ~~three~~ `four`

![A small one](small.png "With a caption")

A small one ![in the text](small.png) in the text.

    a line of code that is far too long for a phone, and for most columns of text, and so scrolls

H<sub>2</sub>O, <abbr title="long">sh.</abbr>, <kbd>Ctrl</kbd>,
<https://example.org/averylongaddresswithoutaplacetobreakitanywhere/x>

---

[Back to the top](#first), [the day before](../23/)

[^1]: A note.
"""


@pytest.fixture(scope="module")
def written(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a built site with such a page."""
    root = tmp_path_factory.mktemp("written")
    write_files(
        root,
        {
            "data/2025-10-23.yml": "market: {fear_greed: 50}\n",
            f"data/{DAY}.yml": CORRECTION + as_yaml(FULL_DAY),
            f"content/days/{DAY}.md": TEXT,
            "content/days/wide.png": png(1600, 500),
            "content/days/small.png": png(40, 30),
            "content/assets/btc.md": TEXT.replace("../23/", "../../2025/10/23/")
            .replace("wide.png", "../days/wide.png")
            .replace("small.png", "../days/small.png"),
            "content/authors.yml": "Ada Byron: {role: Analyst, url: 'https://example.org/'}\n",
            "content/about.md": "# We\n\nWe *write*.\n\n![us](days/small.png)\n\n## More\n\n- a\n",
        },
    )
    folders = Folders(
        root / "data", root / "content", project / "mkdocs.yml", root / "site",
        root / "cache" / "docs", root / "cache" / "charts",
    )  # fmt: skip
    build_site(folders, NOW, 2, Progress(lambda _: None, lambda _: None))
    return folders.site


PAGES = (PAGE, "assets/btc/", "authors/ada-byron/", "about/", "corrections/")


def test_all_pages_are_valid_html(written: Path) -> None:
    """The Nu HTML checker finds nothing wrong with anything an author can write."""
    assert faults_of_html(written) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_phone(browser: Browser, written: Path, page: str) -> None:
    """Tables, code, images and long addresses keep within a narrow window, or scroll."""
    with served(written, "/", POLICY) as address, reading(browser, address + page) as opened:
        for width in NARROW:
            opened.set_viewport_size({"width": width, "height": 800})
            assert opened.evaluate("document.documentElement.scrollWidth") <= width
            assert opened.evaluate(PROTRUDING) == [], f"at a width of {width} px"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(browser: Browser, written: Path, page: str, scheme: str) -> None:
    """Contrast, names and targets are right, in light and in dark."""
    # Axe is a script of the test's own, which the policy would refuse.
    with (
        served(written) as address,
        reading(browser, address + page, color_scheme=scheme) as opened,
    ):
        assert faults_of_axe(opened) == []


def test_nothing_moves_while_images_load(browser: Browser, written: Path) -> None:
    """Each image has its room before it is there: the page's layout does not shift."""
    measure = """
    () => new Promise((done) => {
      let shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done(shift), 300);
    })
    """
    with served(written) as address, reading(browser, address + PAGE) as opened:
        opened.locator(".commentary").scroll_into_view_if_needed()
        for image in opened.locator(".commentary img").all():
            image.scroll_into_view_if_needed()
            assert image.evaluate("image => image.decode().then(() => true)")
            box, size = (
                image.bounding_box(),
                image.evaluate("i => i.naturalWidth / i.naturalHeight"),
            )
            assert box is not None
            assert box["width"] / box["height"] == pytest.approx(size, rel=0.02)
        assert opened.evaluate(measure) == 0


def test_the_figures_of_a_text_can_be_asked(browser: Browser, written: Path) -> None:
    """A number in commentary opens the card that says where it comes from, like any other."""
    with served(written, "/", POLICY) as address, reading(browser, address + PAGE) as opened:
        number = opened.locator(".commentary p data", has_text="$1.56 billion").first
        number.scroll_into_view_if_needed()
        number.click()
        card = opened.locator(".numbercard")
        expect(card).to_contain_text("Open interest change")
