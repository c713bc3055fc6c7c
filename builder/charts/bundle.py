"""The script that draws charts in a browser: the parts of Vega that these charts use.

The renderer carries all of Vega's modules, so that no network is needed. Left out are Vega-Lite, as
specifications come compiled, and maps, trees, forces, word clouds and Voronoi cells. Expressions
are interpreted: compiling them would need `unsafe-eval`.
"""

from __future__ import annotations

from builder.charts.renderer import bundle_script

_MODULE = "https://cdn.jsdelivr.net/npm/{}/+esm"
"""How the renderer names its own modules; nothing is asked of that address."""

_VERSIONS = {
    "parser": "7.1.0",
    "view": "6.1.0",
    "dataflow": "6.1.0",
    "interpreter": "2.0.0",
    "transforms": "5.1.0",
    "view-transforms": "5.1.0",
    "encode": "5.1.0",
}
"""The modules as vl-convert 1.9 carries them; another one may name them otherwise."""

_SNIPPET = """
import {{ parse }} from "{parser}";
import {{ View }} from "{view}";
import {{ transforms }} from "{dataflow}";
import {{ expressionInterpreter }} from "{interpreter}";
import * as data from "{transforms}";
import * as marks from "{view_transforms}";
import * as scales from "{encode}";
Object.assign(transforms, data, marks, scales);
export const viewOf = (specification) =>
  new View(parse(specification, null, {{ ast: true }}), {{
    expr: expressionInterpreter,
    renderer: "none",
  }});
"""

LICENCE = """/*! Vega (https://vega.github.io) and D3 (https://d3js.org), bundled by vl-convert.
 * Vega: Copyright (c) 2015-2025, University of Washington Interactive Data Lab. BSD-3-Clause.
 * D3: Copyright 2010-2025 Mike Bostock. ISC. The full texts: vega-licences.txt beside this file. */
"""


def vega_bundle() -> str:
    """Return a JavaScript module with `viewOf`: a Vega view of a specification, not yet drawn."""
    names = {
        part.replace("-", "_"): _MODULE.format(f"vega-{part}@{version}")
        for part, version in _VERSIONS.items()
    }
    return LICENCE + bundle_script(_SNIPPET.format(**names))
