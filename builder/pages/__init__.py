"""Pages as values: a path, front matter and a body of Markdown, each a function of its own inputs.

`days.py` and `overviews.py` plan all pages of a site, and say of each what it depends on. Templates
place and phrase; they do no arithmetic.
"""
