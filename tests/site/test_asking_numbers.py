"""Numbers are asked by mouse, by keys and by touch."""

import pytest
from playwright.sync_api import Browser, expect

from tests.site.cards import (
    ASSET,
    DAY,
    DESK,
    PHONE,
    SHARE,
    TOTAL,
    card_of,
    is_focused,
    slot,
    stop_clock,
    tabbed_to,
)
from tests.site.readers import reading


def test_the_mouse_rests_on_a_number_to_ask_it(browser: Browser, strict_address: str) -> None:
    """The card opens after a moment, stays while the mouse is in it, and closes after a moment."""
    with reading(browser, strict_address + DAY, stop_clock, **DESK) as page:
        page.locator(TOTAL).hover()
        page.clock.run_for(150)
        expect(card_of(page)).to_have_count(0)
        page.clock.run_for(100)
        expect(slot(page, "value")).to_be_visible()
        assert not is_focused(card_of(page))
        slot(page, "value").hover()
        page.clock.run_for(5000)
        expect(card_of(page)).to_be_visible()
        page.mouse.move(4, 4)
        page.clock.run_for(200)
        expect(card_of(page)).to_be_visible()
        page.clock.run_for(200)
        expect(card_of(page)).to_be_hidden()


def test_the_mouse_passes_over_numbers_without_a_card(
    browser: Browser, strict_address: str
) -> None:
    """Who only crosses a number, or scrolls one below the mouse, is not answered."""
    with reading(browser, strict_address + DAY, stop_clock, **DESK) as page:
        page.locator(TOTAL).hover()
        page.clock.run_for(100)
        page.mouse.move(4, 4)
        page.clock.run_for(5000)
        expect(card_of(page)).to_have_count(0)
        box = page.locator(".lede data").first.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 9, 90)
        page.evaluate("top => scrollTo(0, top - 80)", box["y"])
        page.clock.run_for(5000)
        expect(card_of(page)).to_have_count(0)


def test_a_click_pins_the_card(browser: Browser, strict_address: str) -> None:
    """A card that was clicked open stays when the mouse leaves, until the next click."""
    with reading(browser, strict_address + DAY, stop_clock, **DESK) as page:
        for close in (lambda: page.mouse.click(4, 4), page.locator(TOTAL).click):
            page.locator(TOTAL).click()
            expect(slot(page, "value")).to_be_visible()
            page.mouse.move(4, 4)
            page.clock.run_for(5000)
            page.locator("h1 data").last.hover()
            page.clock.run_for(5000)
            expect(slot(page, "value")).to_have_text("735,070,000")
            close()
            expect(card_of(page)).to_be_hidden()


def test_another_number_takes_the_card_over(browser: Browser, strict_address: str) -> None:
    """A click on another number, or anywhere in its cell of a table, shows that one's card."""
    with reading(browser, strict_address + DAY, **DESK) as page:
        page.locator(TOTAL).click()
        expect(slot(page, "value")).to_have_text("735,070,000")
        page.locator(SHARE).click()
        expect(slot(page, "value")).to_have_text("85.34969458691009")
        page.locator("td:visible", has_text="$127.87M").click(position={"x": 2, "y": 2})
        expect(slot(page, "whose")).to_have_text("Ethereum")
        expect(slot(page, "value")).to_have_text("127,870,000")


def test_who_selects_a_number_does_not_ask_it(browser: Browser, strict_address: str) -> None:
    """Dragging over a number to copy its text opens no card, however long it takes."""
    with reading(browser, strict_address + DAY, stop_clock, **DESK) as page:
        box = page.locator(TOTAL).bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 2, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 10, steps=5)
        page.clock.run_for(5000)
        page.mouse.up()
        page.clock.run_for(5000)
        assert "735" in page.evaluate("String(getSelection())")
        expect(page.locator("[data-asked]")).to_have_count(0)


def test_each_group_of_numbers_is_one_tab_stop(browser: Browser, strict_address: str) -> None:
    """However many numbers a page has, Tab stops once in each paragraph, table and heading."""
    count = """
    () => {
      const groups = "caption, figcaption, table, dl, ul, ol, p, h1, h2, h3, h4";
      const numbers = [...document.querySelectorAll("main data[data-figure]")];
      return [
        new Set(numbers.map((number) => number.closest(groups))).size,
        new Set(numbers.filter((n) => n.tabIndex === 0).map((n) => n.closest(groups))).size,
        numbers.filter((number) => number.tabIndex === 0).length,
        numbers.filter((number) => number.role === "button").length,
        numbers.length,
      ];
    }
    """
    with reading(browser, strict_address + ASSET, **DESK) as page:
        groups, groups_with_stop, stops, buttons, numbers = page.evaluate(count)
        assert groups == groups_with_stop == stops == buttons
        assert numbers > 3 * groups
        tabbed_to(page, "h1 data")
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        assert page.evaluate(count) == [groups, groups, groups, groups, numbers]


def test_keys_open_the_card_and_leave_it(browser: Browser, strict_address: str) -> None:
    """Focus shows the card, Enter or Space goes into it, Escape closes it and comes back."""
    with reading(browser, strict_address + DAY, **DESK) as page:
        number = tabbed_to(page, TOTAL)
        expect(slot(page, "value")).to_have_text("735,070,000")
        assert is_focused(number)
        for key in ("Enter", "Space"):
            page.keyboard.press(key)
            expect(card_of(page)).to_be_visible()
            assert is_focused(card_of(page))
            page.keyboard.press("Escape")
            expect(card_of(page)).to_be_hidden()
            assert is_focused(number)


@pytest.mark.slow
def test_tab_passes_through_the_card(browser: Browser, strict_address: str) -> None:
    """After the last button of the card comes what follows the number; before it, the number."""
    with reading(browser, strict_address + DAY, **DESK) as page:
        number = tabbed_to(page, TOTAL)
        page.keyboard.press("Enter")
        expect(slot(page, "value")).to_be_visible()
        passed = []
        for _ in range(4):
            page.keyboard.press("Tab")
            passed.append(
                page.evaluate(
                    "document.activeElement.ariaLabel || document.activeElement.innerText"
                )
            )
        assert passed == ["Close", "CoinGlass, via Block Media", "Copy value", "Cite"]
        page.keyboard.press("Tab")
        expect(card_of(page)).to_be_hidden()
        assert page.evaluate("document.activeElement.textContent") == "Alternative.me"
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        expect(card_of(page)).to_be_visible()
        page.keyboard.press("Shift+Tab")
        expect(card_of(page)).to_be_hidden()
        assert is_focused(number)


def test_keys_follow_a_formula_and_come_back(browser: Browser, strict_address: str) -> None:
    """Focus stays in the card on the way down to a cell and back."""
    with reading(browser, strict_address + DAY, **DESK) as page:
        tabbed_to(page, TOTAL)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(slot(page, "formula")).to_be_visible()
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(slot(page, "label")).to_have_text("Long liquidations, 24h")
        assert is_focused(card_of(page))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(slot(page, "label")).to_have_text("Long share, 24h")
        assert is_focused(card_of(page))


def test_arrow_keys_go_from_number_to_number(browser: Browser, strict_address: str) -> None:
    """In a group, left and right go on by one, Home and End to its ends; up and down by rows."""
    figure = "document.activeElement.dataset.figure"
    with reading(browser, strict_address + DAY, **DESK) as page:
        tabbed_to(page, TOTAL)
        passed = []
        for key in ("ArrowLeft", "ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"):
            page.keyboard.press(key)
            passed.append(page.evaluate(figure))
        assert passed == [
            *("market.liquidations_24h_usd", "market.long_share_24h_pct"),
            *("market.fear_greed_label", "market.fear_greed_label", "market.fear_greed"),
            "market.liquidations_24h_usd",
        ]
        tabbed_to(page, 'td data[data-figure="market.liquidations_24h_usd"]')
        passed = []
        for key in ("ArrowDown", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
            page.keyboard.press(key)
            passed.append(page.evaluate(figure))
            expect(page.locator("[data-asked]")).to_have_attribute("data-figure", passed[-1])
        assert passed == [
            *("market.liquidations_24h_usd", "market.long_liquidations_24h_usd"),
            *("ETH.long_liquidations_24h_usd", "XRP.long_liquidations_24h_usd"),
            *("ETH.long_liquidations_24h_usd", "market.long_liquidations_24h_usd"),
        ]


def test_a_shortcut_of_the_browser_is_left_alone(browser: Browser, strict_address: str) -> None:
    """Alt with an arrow goes back in the history and moves no focus."""
    with reading(browser, strict_address + DAY, **DESK) as page:
        number = tabbed_to(page, TOTAL)
        page.evaluate("addEventListener('keydown', e => { window.stopped = e.defaultPrevented })")
        page.keyboard.press("Control+ArrowRight")
        assert page.evaluate("window.stopped") is False
        assert is_focused(number)


def test_a_tap_opens_a_sheet_and_a_tap_elsewhere_closes_it(
    browser: Browser, strict_address: str
) -> None:
    """On a phone the card is a sheet at the bottom that leaves its number in sight."""
    with reading(browser, strict_address + DAY, **PHONE) as page:
        for number in (page.locator(TOTAL), page.locator("td data[data-figure]:visible").last):
            number.scroll_into_view_if_needed()
            number.tap()
            expect(slot(page, "value")).to_be_visible()
            sheet, asked = card_of(page).bounding_box(), number.bounding_box()
            assert sheet is not None
            assert asked is not None
            assert (sheet["x"], sheet["width"]) == (0, 360)
            assert sheet["y"] + sheet["height"] == 740
            assert asked["y"] >= 0
            assert asked["y"] + asked["height"] <= sheet["y"]
            # In the margin, where no number stands.
            page.touchscreen.tap(3, 4)
            expect(card_of(page)).to_be_hidden()


def test_a_sheet_can_be_closed_by_its_button(browser: Browser, strict_address: str) -> None:
    """The button, large enough for a finger like the others, closes the card."""
    with reading(browser, strict_address + DAY, **PHONE) as page:
        page.locator(SHARE).tap()
        expect(slot(page, "value")).to_be_visible()
        for button in page.locator(".numbercard button:visible, .numbercard a:visible").all():
            box = button.bounding_box()
            assert box is not None
            assert (
                min(box["width"], box["height"]) >= 24 or button.evaluate("e => e.tagName") == "A"
            )
        page.get_by_role("button", name="Close").tap()
        expect(card_of(page)).to_be_hidden()
