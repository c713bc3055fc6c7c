"""What the card of a number says."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.building import daybook
from tests.site.cards import ASK_ALL, ASSET, COMPARED, DAY, DESK, PHONE, SHARE, TOTAL, slot
from tests.site.readers import reading
from tests.site.serving import POLICY, served


def test_a_reported_number_names_its_cell(browser: Browser, strict_address: str) -> None:
    """A cell's card: what, whose, exact value, window with its end, source with link, file, row."""
    with reading(browser, strict_address + DAY, **DESK) as page:
        page.locator(TOTAL).click()
        expect(slot(page, "whose")).to_have_text("All assets")
        expect(slot(page, "label")).to_have_text("Liquidations, 24h")
        expect(slot(page, "value")).to_have_text("735,070,000")
        expect(slot(page, "unit")).to_have_text("US dollars")
        expect(slot(page, "window")).to_have_text("24 hours to 12:30 KST (03:30 UTC), 24 Oct 2025")
        expect(slot(page, "source")).to_have_text("CoinGlass, via Block Media")
        expect(slot(page, "source")).to_have_attribute(
            "href", "https://www.unblockmedia.com/en/blockmedia/950807"
        )
        expect(slot(page, "cell")).to_have_text("2025/2025-10-24.yml:10")
        for nothing in ("moment", "formula", "inputs", "back", "message"):
            expect(slot(page, nothing)).to_be_hidden()


def test_a_derived_number_is_followed_to_its_cells(
    browser: Browser, strict_address: str, built_project: Path
) -> None:
    """Formula and inputs lead down to the cells, and back, in the words of `daybook explain`."""
    explained = daybook(built_project, "explain", "2025-10-24", "85.3").stdout
    with reading(browser, strict_address + DAY, **DESK) as page:
        page.locator(SHARE).click()
        expect(slot(page, "formula")).to_be_visible()
        formula = slot(page, "formula").inner_text()
        assert formula == "= 100 × long_liquidations_24h_usd / liquidations_24h_usd"
        assert formula in explained
        inputs = slot(page, "inputs").get_by_role("button")
        assert [" ".join(text.split()) for text in inputs.all_inner_texts()] == [
            "Long liquidations, 24h 627,380,000 long_liquidations_24h_usd US dollars",
            "Liquidations, 24h 735,070,000 liquidations_24h_usd US dollars",
        ]
        for number in (0, 1):
            inputs.nth(number).click()
            assert f"{slot(page, 'cell').inner_text()} (CoinGlass, via Block Media)" in explained
            expect(slot(page, "formula")).to_be_hidden()
            page.get_by_role("button", name="Back to Long share, 24h").click()
            expect(slot(page, "value")).to_have_text("85.34969458691009")


@pytest.mark.slow
@pytest.mark.parametrize("address", [DAY, COMPARED, ASSET])
def test_every_figure_of_a_ledger_ends_in_cells(
    browser: Browser, strict_address: str, address: str
) -> None:
    """From any number, every way down passes cards with values and ends at files or counts."""
    walk = """
    async () => {
      const card = document.querySelector(".numbercard");
      const text = (slot) => card.querySelector(`[data-slot=${slot}]`).textContent;
      const ends = [];
      const descend = () => {
        const inputs = card.querySelectorAll("[name=follow]").length;
        if (!inputs) ends.push([text("label"), text("cell"), text("formula")]);
        for (let place = 0; place < inputs; place += 1) {
          card.querySelectorAll("[name=follow]")[place].click();
          descend();
          card.querySelector("[name=back]").click();
        }
      };
      for (const number of document.querySelectorAll("main data[data-figure]")) {
        if (!number.hasAttribute("data-asked")) number.click();
        await new Promise((resolve) => requestAnimationFrame(resolve));
        descend();
      }
      return ends;
    }
    """
    with reading(browser, strict_address + address, **DESK) as page:
        page.locator("main data").first.click()
        expect(slot(page, "value")).to_be_visible()
        ends = page.evaluate(walk)
    assert len(ends) > 20
    for label, cell, formula in ends:
        assert re.fullmatch(r"20.*\.yml:\d+", cell) or "days" in formula, (label, cell, formula)


@pytest.mark.slow
def test_each_number_speaks_of_its_own_time(browser: Browser, strict_address: str) -> None:
    """A window ends at its own day's hour; an index has its stamp; what is not known is said."""
    with reading(browser, strict_address + DAY, **DESK) as page:
        page.locator('.keyfigure__value data[data-figure="market.fear_greed"]').click()
        expect(slot(page, "moment")).to_have_text("09:00 KST (00:00 UTC), 24 Oct 2025")
        expect(slot(page, "window")).to_be_hidden()
    with reading(browser, strict_address + COMPARED, **DESK) as page:
        page.locator(".keyfigure__change data").first.click()
        expect(slot(page, "window")).to_be_hidden()
        expect(slot(page, "moment")).to_have_text("20 Nov 2025, hour not reported")
        page.locator(".numbercard [name=follow]").nth(0).click()
        expect(slot(page, "window")).to_have_text("24 hours; 20 Nov 2025, hour not reported")
        page.locator(".numbercard [name=back]").click()
        page.locator(".numbercard [name=follow]").nth(1).click()
        expect(slot(page, "window")).to_have_text("24 hours to 17:12 KST (08:12 UTC), 18 Nov 2025")
    with reading(browser, strict_address + ASSET, **DESK) as page:
        page.locator('.asof data[data-figure="BTC.days_on_file"]').click()
        expect(slot(page, "formula")).to_have_text("= days with any BTC cell")
        for nothing in ("window", "moment"):
            expect(slot(page, nothing)).to_be_hidden()


@pytest.mark.slow
def test_units_are_told_from_each_other(browser: Browser, strict_address: str) -> None:
    """A change of a percentage is in percentage points, a rate is a fraction, a label is text."""
    units = {
        (COMPARED, "market.liquidations_24h_usd_change_pct"): "percent",
        (COMPARED, "market.long_share_24h_pct_change_points"): "percentage points",
        (ASSET, "BTC.funding_rate"): "as a fraction, at each interval",
        (DAY, "market.fear_greed_label"): "",
    }
    for (address, name), unit in units.items():
        with reading(browser, strict_address + address, **DESK) as page:
            page.locator(f'main data[data-figure="{name}"]').first.click()
            expect(slot(page, "value")).to_be_visible()
            assert slot(page, "unit").inner_text() == unit, name


@pytest.mark.parametrize("address", [DAY, COMPARED, ASSET])
@pytest.mark.parametrize("options", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.slow
def test_every_number_opens_a_card_with_its_value(
    browser: Browser, strict_address: str, address: str, options: dict
) -> None:
    """Each number's card has the exact value of its element, and lies within the window."""
    with reading(browser, strict_address + address, **options) as page:
        said = page.evaluate(ASK_ALL)
        assert len(said) == page.locator("main data[data-figure]").count()
    assert len(said) > 8
    assert [one for one in said if not same(one["value"], one["asked"])] == []
    assert [one for one in said if not one["inside"] or not one["label"]] == []


def same(told: str, value: str) -> bool:
    """Tell whether a card tells a value, be it with separators and a true minus sign."""
    try:
        return float(told.replace(",", "").replace("\N{MINUS SIGN}", "-")) == float(value)
    except ValueError:
        return told == value


@pytest.mark.slow
def test_a_demonstration_is_asked_like_any_other(browser: Browser, demonstration: Path) -> None:
    """Numbers of an invented archive, many to a page, name their invented source and table row."""
    site = demonstration / "site"
    day = max(path.parent for path in site.glob("*/*/*/ledger.json"))
    with (
        served(site, policy=POLICY) as address,
        reading(browser, f"{address}{day.relative_to(site).as_posix()}/") as page,
    ):
        said = page.evaluate(ASK_ALL)
        page.locator('main data[data-figure="BTC.price_usd"]').first.click()
        expect(slot(page, "source")).to_have_text("Daybook demonstration")
        assert slot(page, "source").get_attribute("href") is None
        expect(slot(page, "cell")).to_have_text(re.compile(r"\.(csv|yml):\d+$"))
    assert len(said) > 60
    assert [one for one in said if not same(one["value"], one["asked"])] == []
