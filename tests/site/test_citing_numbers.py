"""Values and citations are copied, and a citation leads back."""

import pytest
from playwright.sync_api import Browser, expect

from tests.site.cards import (
    ALLOWED,
    COMPARED,
    DAY,
    DESK,
    PHONE,
    READ_CLIPBOARD,
    TOTAL,
    slot,
    stop_clock,
)
from tests.site.readers import reading


@pytest.mark.parametrize("options", [DESK, PHONE], ids=["desk", "phone"])
def test_values_and_citations_are_copied(
    browser: Browser, strict_address: str, options: dict
) -> None:
    """Copying gives the plain value, citing a sentence with site, page, value, time and address."""
    with reading(browser, strict_address + DAY, stop_clock, **options, **ALLOWED) as page:
        title = page.title()
        page.locator(TOTAL).click()
        copy = page.locator(".numbercard [name=copy]")
        copy.click()
        expect(copy).to_have_text("Copied")
        expect(slot(page, "told")).to_have_text("Copied")
        expect(slot(page, "told")).to_have_attribute("aria-live", "polite")
        assert page.evaluate(READ_CLIPBOARD) == "735070000"
        page.clock.run_for(3000)
        expect(copy).to_have_text("Copy value")
        expect(slot(page, "told")).to_have_text("")
        page.locator(".numbercard [name=cite]").click()
        expect(page.locator(".numbercard [name=cite]")).to_have_text("Copied")
        assert page.evaluate(READ_CLIPBOARD) == (
            f"Daybook, “{title}”. All assets, Liquidations, 24h: 735,070,000 US dollars, "
            "24 hours to 12:30 KST (03:30 UTC), 24 Oct 2025. CoinGlass, via Block Media. "
            "https://daybook.example/2025/10/24/#market.liquidations_24h_usd"
        )


def test_what_is_not_on_the_page_is_cited_by_what_is(browser: Browser, strict_address: str) -> None:
    """An input that only the ledger lists is cited at the address of the number it belongs to."""
    with reading(browser, strict_address + COMPARED, **DESK, **ALLOWED) as page:
        page.locator(".keyfigure__change data").last.click()
        for label in ("Long share, 24h", "Long liquidations, 24h"):
            page.locator(".numbercard [name=follow]", has_text=label).last.click()
            expect(slot(page, "label")).to_have_text(label)
        page.locator(".numbercard [name=cite]").click()
        expect(page.locator(".numbercard [name=cite]")).to_have_text("Copied")
        cited = page.evaluate(READ_CLIPBOARD)
        assert "24 hours to 17:12 KST (08:12 UTC), 18 Nov 2025" in cited
        assert cited.endswith("/2025/11/20/#market.long_share_24h_pct_change_points")


def test_a_refused_copy_is_said(browser: Browser, strict_address: str) -> None:
    """Where the browser does not let a page copy, the button says so and nothing breaks."""
    with reading(browser, strict_address + DAY, **DESK) as page:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
        page.locator(TOTAL).click()
        page.locator(".numbercard [name=copy]").click()
        expect(page.locator(".numbercard [name=copy]")).to_have_text("Not copied")


@pytest.mark.slow
def test_the_address_of_a_citation_opens_its_card(browser: Browser, strict_address: str) -> None:
    """Who follows a citation finds the number in sight and its card open; others nothing new."""
    with reading(browser, f"{strict_address}{DAY}#SUI.implied_open_interest_usd", **DESK) as page:
        expect(slot(page, "whose")).to_have_text("Sui")
        expect(page.locator("[data-asked]")).to_be_in_viewport()
        page.goto(f"{strict_address}{DAY}#market.fear_greed")
        expect(slot(page, "label")).to_have_text("Fear & Greed")
    for fragment in ("#sources", "#nothing", "#%E0%A4%A", ""):
        with reading(browser, strict_address + DAY + fragment, **DESK) as page:
            page.wait_for_load_state("networkidle")
            expect(page.locator("[data-asked]")).to_have_count(0)
