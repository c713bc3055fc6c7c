"""A day's figures in words, and what authors wrote beside them.

What is worth saying is found without regard to language (:mod:`builder.story.facts`); the words are
Jinja2 templates, a folder for each language.
"""
