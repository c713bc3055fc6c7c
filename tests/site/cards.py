"""The card of a number, as tests ask for it and look into it."""

from playwright.sync_api import Locator, Page

DAY, COMPARED, ASSET = "2025/10/24/", "2025/11/20/", "assets/btc/"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
SHARE = '.keyfigure__value data[data-figure="market.long_share_24h_pct"]'
TOTAL = '.keyfigure__value data[data-figure="market.liquidations_24h_usd"]'
ALLOWED = {"permissions": ["clipboard-read", "clipboard-write"]}
READ_CLIPBOARD = "navigator.clipboard.readText()"
FOCUSED = "document.activeElement.ariaLabel || document.activeElement.innerText"

ASK_ALL = """
async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const said = [];
  for (const number of document.querySelectorAll("main data[data-figure]")) {
    number.scrollIntoView({ block: "nearest", inline: "nearest" });
    number.click();
    const card = () => document.querySelector(".numbercard:popover-open");
    while (!card() || card().querySelector("[data-slot=figure]").hidden) await frame();
    const { left, top, right, bottom } = card().getBoundingClientRect();
    const [value, unit, label] = ["value", "unit", "label"].map(
      (slot) => card().querySelector(`[data-slot=${slot}]`).textContent,
    );
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    said.push({ name: number.dataset.figure, asked: number.value, value, unit, label, inside });
    number.click();
    while (card()) await frame();
  }
  return said;
}
"""
"""Opens and closes the card of each number of a page; gives what each said, and whether it fits."""


def card_of(page: Page) -> Locator:
    """Return the card, open or not yet there."""
    return page.locator(".numbercard")


def slot(page: Page, name: str) -> Locator:
    """Return one part of the card."""
    return page.locator(f'.numbercard [data-slot="{name}"]')


def stop_clock(page: Page) -> None:
    """Let the timers of a page run only when a test says for how long."""
    page.clock.install(time="2025-10-24")
    page.clock.pause_at("2025-10-25")


def tabbed_to(page: Page, selector: str) -> Locator:
    """Press Tab until a number has the focus."""
    number = page.locator(selector)
    for _ in range(60):
        page.keyboard.press("Tab")
        if number.evaluate("number => number === document.activeElement"):
            return number
    raise AssertionError(f"no Tab leads to {selector}")


def is_focused(element: Locator) -> bool:
    """Tell whether an element, or one within it, has the focus."""
    return bool(element.evaluate("element => element.contains(document.activeElement)"))
