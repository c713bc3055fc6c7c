"""Tables in, static charts out.

A chart is a function of a table: each family's module builds its Altair chart once, and swaps the
data for every page. :mod:`builder.charts.drawing` turns specifications into SVG, cached by content.
"""
