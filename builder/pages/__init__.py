"""Pages as values: a path, front matter and a body of Markdown, each a function of its own inputs.

:func:`builder.pages.site.render_site` yields every page of a site. Templates place and phrase; they
do no arithmetic.
"""
