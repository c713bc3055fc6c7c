"""What can be said of a day: figures worth telling, and counts of what stands behind them.

Chosen without regard to language; :mod:`~builder.story.statements` finds what they say.
"""
