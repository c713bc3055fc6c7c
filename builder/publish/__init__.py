"""Pages in, a published site out.

:func:`builder.publish.build.build_site` is the whole build, in a few lines.
"""
