"""Pages in, a published site out.

:func:`builder.publish.build.build_site` is the whole build, in a few lines. ``kept`` makes anew
what changed and keeps the rest, ``html`` turns Markdown into pages with what stands beside them,
``data`` is the archive to take away, ``found`` and ``search`` are the ways to it, and ``release``
makes all of it public in one step.
"""
