"""What authors write beside the data, and how it gets onto a page.

A file is read into a text with its front matter (:mod:`~builder.story.commentary.reading`) and made
ready for its page (:mod:`~builder.story.commentary.prepared`): figures in double braces are looked
up, Markdown becomes HTML in which nothing is active, quotes stand apart with their speakers, images
get their sizes. The page prints the figures.
"""
