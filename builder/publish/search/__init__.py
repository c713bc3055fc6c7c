"""The search of a site: what it knows, and the index that the reader's browser looks it up in.

Each page becomes a short record (:mod:`~builder.publish.search.records`): not its HTML, but what
the builder knows of it. `Pagefind <https://pagefind.app>`_ turns the records of each year of days
into a part of the index (:mod:`~builder.publish.search.program`), which is kept until a record of
that year changes (:mod:`~builder.publish.search.shelf`). The parts are joined without being read
again (:mod:`~builder.publish.search.segments`) into many small files, of which a browser loads the
few that a query needs (:mod:`~builder.publish.search.index`), with the same bytes on every run.

One index in the end, not one for each year: a browser could merge several, but neither their order
nor their ranking. Pagefind counts how rare a word is within each, so that "2025" says nothing in
the index of 2025 and much in the others; a word that one of them does not know, it leaves out of
the query there; and it sorts each by itself.
"""
