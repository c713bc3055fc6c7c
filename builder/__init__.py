"""Daybook turns daily market snapshots into a published archive of market summary pages.

The path of the data is one way, and every stage imports only from the stages before it:

``market``
    reads snapshot files into a validated history: tables of figures, each with the cell it came
    from, the metrics derived from them, and the records they set.
``charts``
    turns tables into Altair charts, and those into SVG, pictures, and what a browser needs to draw
    them anew when they are asked.
``story``
    puts a day's figures into words, and reads what authors wrote beside them.
``pages``
    renders all of it into ``Page(path, front matter, body)`` values by Jinja2 templates.
``publish``
    turns pages into a site: Markdown, ledgers, MkDocs, downloads, the archive as data, sitemaps,
    feeds, the search, and the step that makes it public.

Beside them, ``processes`` gives a build its helpers, and ``demo`` invents an archive for newcomers.
``python -m builder`` (or ``daybook``) is the command line, with ``commands`` the only place that
reads arguments, prints (by ``terminal``) and sets the exit code.
"""

__version__ = "0.1.0"
