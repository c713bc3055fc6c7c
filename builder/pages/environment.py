"""The Jinja2 environment of the page templates: what they can call, and how they print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from builder.charts.chart import Chart
from builder.market.fields import TOPICS
from builder.market.figures import Figure
from builder.market.history import History
from builder.market.numbers import plain
from builder.market.vocabulary import FIELDS
from builder.pages.charts.kinds import is_interactive
from builder.pages.charts.sparklines import spark
from builder.pages.corrections import correction_words
from builder.pages.digest import standing_alone
from builder.pages.occasions import subject_name
from builder.pages.page import (
    asset_address,
    author_address,
    day_address,
    month_address,
    relative,
    tag_address,
    year_address,
)
from builder.pages.plain_markdown import in_markdown, link_target
from builder.pages.settings import Settings
from builder.pages.tables import column_words, direction, window
from builder.pages.times import Times
from builder.story.commentary.authors import Author
from builder.story.commentary.prepared import PreparedText
from builder.story.markup import inert
from builder.story.printing import Printer, is_signed
from builder.story.prints import Prints
from builder.story.telling import Teller

TEMPLATES = Path(__file__).with_name("templates")


def page_environment(
    history: History,
    settings: Settings,
    teller: Teller,
    times: Times,
    authors: Mapping[str, Author],
    draw: Callable[[Chart], str],
) -> Environment:
    """Return the environment of one site's templates; `draw` returns a drawing as inline SVG."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    teller.equip(environment)
    environment.globals.update(
        FIELDS=FIELDS,
        TOPICS=TOPICS,
        settings=settings,
        demonstration=history.sources.demonstration,
        provider=history.sources.provider,
        day_address=day_address,
        month_address=month_address,
        year_address=year_address,
        asset_address=lambda ticker: asset_address(history.by_ticker[ticker].slug),
        subject_name=subject_name,
        author_address=author_address,
        tag_address=tag_address,
        tags_known=teller.tags,
        authors=authors,
        is_signed=is_signed,
        spark=lambda figure, named=False: spark(history, figure, named),
        is_interactive=is_interactive,
        drawing=lambda chart: Markup(draw(chart)),
    )
    environment.filters.update(
        href=_href,
        written=pass_context(
            lambda context, text: printed_text(teller, text, context["page_day"], context["prints"])
        ),
        moment=times.marked,
        inert=inert,
        whole=settings.absolute,
        alone=pass_context(
            lambda context, html: standing_alone(html, settings.absolute(context["page_address"]))
        ),
        corrected=correction_words,
        column=column_words,
        md=in_markdown,
        # A twin holds hundreds of them, and reads nothing of what pages know of each.
        bare_cell=lambda figure: in_markdown(teller.printer.cell(figure)),
        in_short=pass_context(
            lambda context, figure: teller.text(figure, "short", context["prints"])
        ),
        target=link_target,
        time=times.day,
        as_of=times.as_of,
        direction=direction,
        elsewhere=_Elsewhere(teller.printer),
        window=window,
    )
    return environment


def printed_text(
    teller: Teller, text: PreparedText, page_day: date | None, prints: Prints
) -> Markup:
    """Return an author's text with its figures printed."""
    return text.shown(lambda figure, how: teller.printed(figure, how, page_day, prints))


class _Elsewhere:
    """Prints figures that are not proven here: each stands on the page of its own day."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer
        # The same figure stands below the charts of up to 90 days.
        self._printed: dict[tuple[str, float | str], Markup] = {}

    def __call__(self, figure: Figure) -> Markup:
        key = (figure.field.name, figure.value)
        if key not in self._printed:
            text = self._printer.cell(figure)
            if isinstance(figure.value, str):
                self._printed[key] = inert(text)
            else:
                data = Markup('<data value="{}">{}</data>')
                self._printed[key] = data.format(plain(figure.number), text)
        return self._printed[key]


@pass_context
def _href(context: Context, target: str) -> str:
    return relative(context["page_address"], target)
