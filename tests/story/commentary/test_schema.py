import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from builder.market.faults import Fault
from builder.market.history import History
from builder.story.commentary.front_matter import KEYS
from builder.story.commentary.reading import commentary_files, parse_commentary
from builder.story.commentary.schema import commentary_schema
from builder.story.commentary.skeleton import asset_skeleton, day_skeleton
from tests.market.folders import DAY
from tests.market.yaml_values import values_of
from tests.story.commentary.texts import FRONT, NAME, text_of

VALIDATOR = Draft202012Validator(commentary_schema())


def faults_of(text: str) -> list[str]:
    """Return what an editor marks in the front matter of a file."""
    return [error.message for error in VALIDATOR.iter_errors(values_of(text.split("---\n")[1]))]


def test_the_schema_is_a_schema_of_all_keys() -> None:
    """It holds to the 2020-12 draft, and offers each key with its meaning."""
    schema = commentary_schema()
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert {name: found["description"] for name, found in schema["properties"].items()} == {
        name: key.meaning for name, key in KEYS.items()
    }


def test_every_real_text_is_right(project: Path) -> None:
    """No text of the repository is marked by an editor that uses the schema."""
    texts = [path.read_text("utf-8") for path in commentary_files(project / "content")]
    assert texts
    assert [faults_of(text) for text in texts] == [[]] * len(texts)


def test_a_new_text_is_right(history: History) -> None:
    """What `daybook new` writes is not marked."""
    assert faults_of(day_skeleton(history, DAY, "A")) == []
    assert faults_of(asset_skeleton(history, "BTC", "A")) == []


RIGHT = [
    "headline: A\nsummary: B\ntags: [a, b]\ndraft: false\n",
    "headline:\nsummary:\ntags:\ndraft:\npublish_at:\nimage:\ncorrections:\n",
    "publish_at: 2025-10-25T08:00:00+09:00\n",
    "publish_at: 2025-10-25T08:00Z\n",
    "image: {file: a.png, alt: A curve}\n",
    "image: {file: a.png, alt: A curve, credit: Us}\n",
    "image: {file: , alt: }\n",
    "corrections: [{date: 2025-10-25, old: 1, new: b, note: c}]\n",
    "corrections: [{date: 2025-10-25, field: BTC.price_usd, old: 1, new: 2, note: c}]\n",
]
WRONG = [
    "autor: A\n",
    "headline: [A]\n",
    "tags: leverage\n",
    "tags: [a, a]\n",
    f"tags: [{'x' * 41}]\n",
    "draft: yes\n",
    "draft: 1\n",
    "publish_at: tomorrow\n",
    "publish_at: 2025-10-25T08:00:00\n",
    "image: a.png\n",
    "image: {file: a.png}\n",
    "image: {alt: A curve}\n",
    "image: {file: a.png, alt: A, title: B}\n",
    "corrections: [{date: 2025-10-25, old: 1, note: c}]\n",
    "corrections: [{date: 25.10., old: 1, new: 2, note: c}]\n",
    "corrections: a\n",
]


@pytest.mark.parametrize("front", [*RIGHT, *WRONG])
def test_an_editor_marks_what_a_build_refuses(front: str) -> None:
    """The schema and the reader agree on what front matter may hold."""
    text, faults = text_of("Text.", FRONT + front), list[Fault]()
    parse_commentary(text, NAME, faults)
    assert bool(faults_of(text)) == bool(faults) == (front in WRONG), faults


@pytest.mark.parametrize("front", ["title: A\n", "author: A\n", "title:\nauthor: A\n", "{}\n"])
def test_title_and_author_are_required(front: str) -> None:
    """Both must stand there, for editors as for builds."""
    text, faults = text_of("Text.", front), list[Fault]()
    parse_commentary(text, NAME, faults)
    assert faults_of(text)
    assert faults
