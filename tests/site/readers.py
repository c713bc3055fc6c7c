"""A reader's browser: what it may do, and what it must never complain of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page


@contextmanager
def reading(
    browser: Browser,
    address: str,
    prepare: Callable[[Page], object] | None = None,
    **options: Any,
) -> Iterator[Page]:
    """Open an address as a reader who has never been there; `options` are those of the context.

    `prepare` is done to the page before it is opened. Afterwards, a message on the console, an
    exception, a refusal by the policy and a request to anyone else fail the test.
    """
    faults: list[str] = []
    origin = "/".join(address.split("/")[:3]) + "/"
    context = browser.new_context(reduced_motion="reduce", **options)
    try:
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith(origin) else faults.append(request.url),
        )
        if prepare is not None:
            prepare(page)
        page.goto(address, wait_until="load")
        yield page
    finally:
        context.close()
    assert faults == []
