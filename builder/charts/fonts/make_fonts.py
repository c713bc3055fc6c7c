"""Cut the bundled typefaces out of their published packages.

README.md names the packages and how to unpack them:

    python make_fonts.py PACKAGES WEB_FONTS CHART_FONTS

Needs fonttools and brotli. The same packages give the same bytes.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

INTER = "inter-ui/web/Inter-{style}.woff2"
SOURCE_SERIF = "source-serif-4-variable/files/source-serif-4-latin-opsz-normal.woff2"

# Basic Latin and Latin-1 (authors have accents), then the punctuation, currencies and
# arrows that the pages print.
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
PUNCTUATION = [ord(character) for character in "‐‑–—‘’“”•…‹›€−"]
SYMBOLS = [ord(character) for character in "₩←↑→↓≈≤≥▲▼"]

# Inter's own tabular set also widens the hyphen ("24-hour") and narrows the space; only what
# lines up in a column of numbers is kept.
TABULAR = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TABULAR += ["plus", "minus", "approxequal"]


def single_substitutions(font: TTFont, tag: str) -> list[dict[str, str]]:
    """The glyph mappings of one feature, as the font's own (mutable) dictionaries."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == tag
        for index in record.Feature.LookupListIndex
    }
    return [
        getattr(subtable, "ExtSubTable", subtable).mapping
        for index in sorted(lookups)
        for subtable in table.LookupList.Lookup[index].SubTable
    ]


def keep_tabular_figures_only(font: TTFont) -> dict[str, str]:
    """Reduce `tnum` to figures and signs; return the mapping that is left."""
    kept: dict[str, str] = {}
    for mapping in single_substitutions(font, "tnum"):
        for glyph in list(mapping):
            if glyph not in TABULAR:
                del mapping[glyph]
        kept.update(mapping)
    return kept


def freeze(font: TTFont, mapping: dict[str, str]) -> None:
    """Make the tabular figures the default ones, for a renderer that knows no features."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            for codepoint, glyph in table.cmap.items():
                table.cmap[codepoint] = mapping.get(glyph, glyph)


def subset(font: TTFont, codepoints: list[int], features: list[str]) -> TTFont:
    """Keep the code points and features; drop hinting, which no current screen reads."""
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    options.drop_tables += ["STAT", "meta", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codepoints)
    subsetter.subset(font)
    return font


def rename(font: TTFont, family: str, style: str) -> None:
    """Give a changed font a name of its own, as a Reserved Font Name demands."""
    names = font["name"]
    postscript = f"{family}-{style}".replace(" ", "")
    for name_id, text in [
        (1, family),
        (2, "Regular"),
        (3, postscript),
        (4, f"{family} {style}"),
        (6, postscript),
        (16, family),
        (17, style),
    ]:
        names.setName(text, name_id, 3, 1, 0x409)


def save(font: TTFont, path: Path, flavour: str | None) -> None:
    """Write the font without the time of writing in it."""
    font.flavor = flavour
    font.recalcTimestamp = False
    font.save(path)


def make_inter(packages: Path, web: Path, charts: Path) -> None:
    """Regular and SemiBold: WOFF2 with a `tnum` feature, TTF with tabular figures built in."""
    for style in ("Regular", "SemiBold"):
        source = packages / INTER.format(style=style)
        page_font = TTFont(source)
        keep_tabular_figures_only(page_font)
        subset(page_font, LATIN + PUNCTUATION + SYMBOLS, ["kern", "tnum"])
        save(page_font, web / f"inter-{style.lower()}.woff2", "woff2")

        chart_font = TTFont(source)
        freeze(chart_font, keep_tabular_figures_only(chart_font))
        subset(chart_font, LATIN + PUNCTUATION + SYMBOLS, ["kern"])
        save(chart_font, charts / f"Inter-{style}.ttf", None)


def make_serif(packages: Path, web: Path, charts: Path) -> None:
    """Source Serif 4, SemiBold, at the optical size of headlines: for pages, and for cards."""
    font = TTFont(packages / SOURCE_SERIF)
    font = instantiateVariableFont(font, {"wght": 600, "opsz": 36})
    subset(font, LATIN + PUNCTUATION, ["kern", "liga", "lnum", "pnum"])
    rename(font, "Daybook Serif", "SemiBold")
    save(font, web / "daybook-serif-semibold.woff2", "woff2")
    save(font, charts / "Daybook-Serif-SemiBold.ttf", None)


if __name__ == "__main__":
    packages, web, charts = (Path(argument) for argument in sys.argv[1:4])
    make_inter(packages, web, charts)
    make_serif(packages, web, charts)
