"""A day's figures in words, and what authors wrote beside them.

The day's figures are gathered (:mod:`~builder.story.facts`), what they say is found and scored
(:mod:`~builder.story.statements`), and chosen and ordered (:mod:`~builder.story.plan`), all without
regard to language. The words are Jinja2 templates, a folder for each language, with several
phrasings of each kind of statement; a teller puts statements into them
(:mod:`~builder.story.telling`), and a plan becomes a story (:mod:`~builder.story.day_story`).
"""
