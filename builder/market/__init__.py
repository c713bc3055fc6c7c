"""Snapshot files in, a validated history out.

:func:`builder.market.history.read_history` is the door of this stage. ``read_*`` functions touch
the disk; everything else takes values and returns values.
"""
