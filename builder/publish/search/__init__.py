"""The search of a site: what it knows, and the index that the reader's browser looks it up in.

Each page becomes a short record (:mod:`~builder.publish.search.records`): not its HTML, but what
the builder knows of it. `Pagefind <https://pagefind.app>`_ turns all records into one index
(:mod:`~builder.publish.search.program`) of many small files, of which a browser loads the few that
a query needs; :mod:`~builder.publish.search.settled` gives it the same bytes on every run. It is
kept until a record changes (:mod:`~builder.publish.search.kept`).

One index, not one for each year: results of several indexes cannot be sorted over all of them.
"""
