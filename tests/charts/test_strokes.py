from xml.etree import ElementTree

from builder.charts.strokes import merge_strokes, share_attributes

SVG = 'xmlns="http://www.w3.org/2000/svg"'


def elements(markup: str) -> list[ElementTree.Element]:
    """Parse some elements of a drawing."""
    return list(ElementTree.fromstring(f"<g {SVG}>{markup}</g>"))  # noqa: S314 - written here


def test_strokes_of_one_look_are_one_path() -> None:
    """Lines side by side become one path with all their places; another colour begins anew."""
    merged = merge_strokes(
        elements(
            '<line transform="translate(1,9)" x2="0" y2="-3" stroke="red"/>'
            '<line transform="translate(2,9)" x2="0" y2="-4.5" stroke="red"/>'
            '<line transform="translate(3,9)" x2="7" y2="0" stroke="blue"/>'
            '<path d="M4,9L5,8" stroke="blue"/>'
        )
    )
    assert [(path.get("stroke"), path.get("d")) for path in merged] == [
        ("red", "M1,9v-3M2,9v-4.5"),
        ("blue", "M3,9h7M4,9L5,8"),
    ]


def test_what_says_something_stays_alone() -> None:
    """A mark with words, a moved one and a see-through one are not joined with others."""
    markup = (
        '<path d="M0,0h1" aria-label="BTC: 5"/><path d="M1,0h1"/>'
        '<path d="M2,0h1" transform="scale(2)"/><path d="M3,0h1" opacity="0.5"/>'
    )
    assert len(merge_strokes(elements(markup))) == 4


def test_many_bars_stand_on_their_common_zero() -> None:
    """A path of many bars says once where their zero is."""
    lines = "".join(
        f'<line transform="translate({n},178.9)" x2="0" y2="-{n}" stroke="red"/>'
        for n in range(1, 12)
    )
    (path,) = merge_strokes(elements(lines))
    assert path.get("transform") == "translate(0,178.9)"
    assert path.get("d", "").startswith("M1,0v-1M2,0v-2")


def test_texts_say_once_what_they_share() -> None:
    """What all labels of an axis have in common stands on their group, and each keeps its place."""
    group = ElementTree.Element("g")
    group.extend(
        elements(
            '<text transform="translate(1,16)" fill="red" text-anchor="end">a</text>'
            '<text transform="translate(2,16)" fill="red" text-anchor="start">b</text>'
        )
    )
    share_attributes(group)
    assert group.attrib == {"fill": "red"}
    assert [(t.get("x"), t.get("y"), t.get("text-anchor")) for t in group] == [
        ("1", "16", "end"),
        ("2", "16", "start"),
    ]
