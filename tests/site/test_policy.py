"""The Content-Security-Policy, as a browser keeps to it."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from builder.publish.found.hosting import policy_of
from tests.site.building import ADDRESSES, public_address
from tests.site.serving import served

REFUSED = """
document.addEventListener("securitypolicyviolation", (event) => {
  const where = `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`;
  (window.refused = window.refused || []).push(where);
});
"""


@pytest.mark.parametrize("kind", ADDRESSES)
@pytest.mark.slow
def test_a_page_keeps_to_the_policy_that_it_states(
    browser: Browser, built_project: Path, site: Path, kind: str
) -> None:
    """With the policy in the page and in the header, nothing of a page of each kind is refused."""
    policy = policy_of((site / "404.html").read_text(encoding="utf-8"))
    prefix = urlsplit(public_address(built_project)).path
    context = browser.new_context()
    context.add_init_script(REFUSED)
    messages: list[str] = []
    try:
        with served(site, prefix, f"{policy}; frame-ancestors 'none'") as address:
            page = context.new_page()
            page.on("console", lambda message: messages.append(message.text))
            page.goto(address + ADDRESSES[kind], wait_until="networkidle")
            button = page.locator(".appearance")
            button.click()
            assert page.evaluate("window.refused || []") == []
            assert button.get_attribute("aria-pressed") == "true"
    finally:
        context.close()
    assert [text for text in messages if "Content Security Policy" in text] == []


@pytest.mark.parametrize(
    ("markup", "directive"),
    [
        ("<script>window.ran = true</script>", "script-src-elem"),
        ("<p onclick='window.ran = true'>x</p>", "script-src-attr"),
        ("<style>p { color: red }</style>", "style-src-elem"),
        ("<p style='color: red'>x</p>", "style-src-attr"),
        ("<img src='https://elsewhere.example/x.png' alt=''>", "img-src"),
        ("<iframe src='https://elsewhere.example/'></iframe>", "frame-src"),
    ],
)
def test_the_policy_refuses_what_is_not_the_site_s_own(
    browser: Browser, site: Path, tmp_path: Path, markup: str, directive: str
) -> None:
    """A page into which something foreign came is reported, so that the test above can fail."""
    text = (site / "about" / "index.html").read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text(text.replace("</main>", f"{markup}</main>"), "utf-8")
    context = browser.new_context()
    context.add_init_script(REFUSED)
    try:
        with served(tmp_path) as address:
            page = context.new_page()
            page.goto(address, wait_until="load")
            refused = page.evaluate("window.refused || []")
            assert any(one.startswith(directive) for one in refused), refused
            assert page.evaluate("window.ran") is None
    finally:
        context.close()


@pytest.mark.parametrize(("policy", "framed"), [("frame-ancestors 'none'", False), ("", True)])
def test_a_page_cannot_be_framed_where_the_header_is_sent(
    browser: Browser, site: Path, policy: str, framed: bool
) -> None:
    """Another page that puts one of the site's into a frame shows nothing of it."""
    context = browser.new_context()
    try:
        with served(site, "/", policy) as address:
            page = context.new_page()
            page.set_content(f"<iframe src='{address}about/'></iframe>")
            page.wait_for_timeout(500)
            frames = [frame.url for frame in page.frames if frame is not page.main_frame]
            assert any("about" in frame for frame in frames) is framed
    finally:
        context.close()
