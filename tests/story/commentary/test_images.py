from pathlib import Path

import pytest

from builder.market.history import History
from builder.story.commentary.images import MAX_BYTES
from tests.market.folders import Files, write_files
from tests.pages.html import Element, parse
from tests.story.commentary.pictures import gif, jpeg, png
from tests.story.commentary.texts import FRONT, NAME, faults_in, prepared, show, text_of

PICTURES: Files = {
    "days/a.png": png(30, 20),
    "days/B.JPG": jpeg(400, 300),
    "days/c.gif": gif(5, 6),
    "days/with space.png": png(),
    "days/100%.png": png(),
    "days/한국.png": png(),
    "days/a#b?c.png": png(),
    "days/deep/a.png": png(7, 7),
    "shared/d.PNG": png(9, 9),
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Give a content folder with images."""
    return write_files(tmp_path / "content", PICTURES)


def body_of(history: History, body: str, content: Path, front: str = FRONT) -> Element:
    """Return a body as its page shows it, as a tree; a fault fails the test."""
    ready, faults = prepared(history, text_of(body, front), content)
    assert faults == []
    assert ready is not None
    return parse(ready.image + ready.body.shown(show))


def test_an_image_has_its_size_and_its_words(history: History, content: Path) -> None:
    """A local image gets its width and height, so that nothing moves as it loads."""
    image = body_of(history, "Text.\n\n![A curve that falls](a.png)\n", content).one("img")
    assert image.attributes == {
        "src": "images/a.png",
        "alt": "A curve that falls",
        "width": "30",
        "height": "20",
        "loading": "lazy",
        "decoding": "async",
    }


@pytest.mark.parametrize(
    ("written", "src", "size"),
    [
        ("![x](B.JPG)", "images/B.JPG", ("400", "300")),
        ("![x](c.gif)", "images/c.gif", ("5", "6")),
        ("![x](<with space.png>)", "images/with%20space.png", ("3", "2")),
        ("![x](with%20space.png)", "images/with%20space.png", ("3", "2")),
        ("![x](100%25.png)", "images/100%25.png", ("3", "2")),
        ("![x](한국.png)", "images/%ED%95%9C%EA%B5%AD.png", ("3", "2")),
        ("![x](a%23b%3Fc.png)", "images/a%23b%3Fc.png", ("3", "2")),
        ("![x](../shared/d.PNG)", "images/d.PNG", ("9", "9")),
        ("![x](./deep/../a.png?v=2#top)", "images/a.png", ("30", "20")),
        ("![x][one]\n\n[one]: a.png", "images/a.png", ("30", "20")),
        ("<img src='a.png' alt='x' onerror='alert(1)' width=9999>", "images/a.png", ("30", "20")),
    ],
)
def test_an_image_is_found_however_it_is_written(
    history: History, content: Path, written: str, src: str, size: tuple[str, str]
) -> None:
    """Capital letters, spaces, percent signs, other scripts and other folders lead to the file."""
    image = body_of(history, written, content).one("img")
    assert image.attributes["src"] == src
    assert (image.attributes["width"], image.attributes["height"]) == size
    assert "onerror" not in image.attributes


def test_an_image_alone_with_a_title_has_a_caption(history: History, content: Path) -> None:
    """In a paragraph of its own, an image with a title is a figure, the title its caption."""
    tree = body_of(history, '![x](a.png "A <caption>")\n\nIn ![y](c.gif "text").', content)
    assert tree.one("figure").one("figcaption").text == "A <caption>"
    assert tree.all("p")[0].one("img").attributes["title"] == "text"


def test_the_image_of_the_front_matter_stands_first_with_its_credit(
    history: History, content: Path
) -> None:
    """It is shown above the text, with whose it is."""
    front = f"{FRONT}image: {{file: ../shared/d.PNG, alt: 'A “curve”', credit: 'By <us>'}}\n"
    tree = body_of(history, "![x](a.png)", content, front)
    assert [image.attributes["src"] for image in tree.all("img")] == [
        "images/d.PNG",
        "images/a.png",
    ]
    assert tree.one("figure").one("img").attributes["alt"] == "A “curve”"
    assert tree.one("figure").one("figcaption").text == "By <us>"


def test_an_image_shown_twice_is_one_file(history: History, content: Path) -> None:
    """The same file may be shown again, in the text and above it."""
    front = f"{FRONT}image: {{file: a.png, alt: x}}\n"
    ready, faults = prepared(history, text_of("![x](a.png) ![y](./a.png)", front), content)
    assert faults == []
    assert ready is not None
    assert [image.name for image in ready.images] == ["images/a.png"]


def test_two_files_of_one_name_are_a_fault(history: History, content: Path) -> None:
    """Beside their page they would take each other's place, on some servers whatever their case."""
    write_files(content, {"days/A.PNG": png()})
    body = "![x](a.png)\n\n![y](deep/a.png)\n\n![z](A.PNG)"
    assert faults_in(history, text_of(body), content) == [
        f"{NAME}:8: image: expected a name of its own for each image, found a.png again",
        f"{NAME}:10: image: expected a name of its own for each image, found A.PNG again",
    ]


BAD: Files = {
    "days/text.png": b"only text",
    "days/empty.png": b"",
    "days/cut.png": png()[:20],
    "days/vector.png": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="x"/>',
    "days/vector.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "days/other.jpg": png(),
    "days/zero.png": png(0, 5),
    "days/large.png": png() + b"\0" * MAX_BYTES,
    "days/page.html": b"<script>alert(1)</script>",
    "days/no-suffix": png(),
    "../secret.png": png(),
    "../content-secret/a.png": png(),
}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("![](a.png)", "expected words for those who cannot see 'a.png', found none"),
        ("![ ](a.png)", "expected words for those who cannot see 'a.png', found none"),
        ("<img src='a.png'>", "expected words for those who cannot see 'a.png', found none"),
        ("![x](gone.png)", "expected an image file below the content folder, found 'gone.png'"),
        ("![x](A.png)", "expected an image file below the content folder, found 'A.png'"),
        ("![x](../../secret.png)", "expected an image file below the content folder"),
        ("![x](%2e%2e/%2e%2e/secret.png)", "expected an image file below the content folder"),
        ("![x](../../content-secret/a.png)", "expected an image file below the content folder"),
        ("![x](/days/a.png)", "expected an image file below the content folder"),
        ("![x](link.png)", "expected an image file below the content folder, found 'link.png'"),
        ("![x](folder.png)", "expected an image file below the content folder"),
        ("![x](a%00.png)", "expected an image file below the content folder"),
        (f"![x]({'a' * 5000}.png)", "expected an image file below the content folder"),
        ("![x](a.png/../a.png/b.png)", "expected an image file below the content folder"),
        ("![x](https://example.org/a.png)", "expected an image file beside the text"),
        ("![x](//example.org/a.png)", "expected an image file beside the text"),
        ("![x](data:image/png;base64,AAAA)", "expected an image file beside the text"),
        ("<img src=file:///etc/a.png alt=x>", "expected an image file beside the text"),
        ("![x](http://[)", "expected an image file beside the text"),
        ("![x]()", "expected an image file beside the text"),
        ("<img alt=x>", "expected an image file beside the text"),
        ("![x](vector.svg)", "expected an image (.png, .jpg, .jpeg, .webp, .gif, .avif), found"),
        ("![x](page.html)", "expected an image (.png"),
        ("![x](no-suffix)", "expected an image (.png"),
        ("![x](text.png)", "expected a PNG image that can be read, found 'text.png'"),
        ("![x](empty.png)", "expected a PNG image that can be read, found 'empty.png'"),
        ("![x](cut.png)", "expected a PNG image that can be read, found 'cut.png'"),
        ("![x](vector.png)", "expected a PNG image that can be read, found 'vector.png'"),
        ("![x](zero.png)", "expected a PNG image that can be read, found 'zero.png'"),
        ("![x](other.jpg)", "expected a JPG image that can be read, found 'other.jpg'"),
        ("![x](large.png)", "expected at most 500,000 bytes, found 500,"),
    ],
)
def test_what_is_no_image_of_the_site_s_own_is_a_fault(
    history: History, content: Path, written: str, message: str
) -> None:
    """Files elsewhere, of another kind, unreadable or without words are told with their line."""
    write_files(content, BAD)
    (content / "days" / "link.png").symlink_to(content.parent / "secret.png")
    (content / "days" / "folder.png").mkdir()
    (fault,) = faults_in(history, text_of(f"One.\n\nTwo {written} three."), content)
    assert fault.startswith(f"{NAME}:8: image: {message}"), fault


def test_a_link_within_the_folder_is_followed(history: History, content: Path) -> None:
    """A symbolic link to another image of the folder is as good as the file."""
    (content / "days" / "link.png").symlink_to(content / "shared" / "d.PNG")
    image = body_of(history, "![x](link.png)", content).one("img")
    assert image.attributes["width"] == "9"


def test_every_faulty_image_is_told(history: History, content: Path) -> None:
    """Of several, each is a fault of its own, the front matter's among them."""
    front = f"{FRONT}image: {{file: gone.png, alt: x}}\n"
    found = faults_in(history, text_of("![](a.png)\n\n![x](gone.png)", front), content)
    assert [fault.split(": expected")[0] for fault in found] == [
        f"{NAME}:4: image.file",
        f"{NAME}:7: image",
        f"{NAME}:9: image",
    ]
