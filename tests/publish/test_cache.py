from pathlib import Path

import pytest

from builder.publish.cache import TAG, refuse_overlap, use_cache
from builder.publish.errors import WrongFolder
from tests.market.folders import write_files
from tests.site.building import fingerprints


def test_a_new_folder_is_marked_as_a_cache_once(tmp_path: Path) -> None:
    """The mark is the one that backups know, and a second build writes nothing."""
    use_cache(tmp_path / "cache", ())
    tag = tmp_path / "cache" / TAG
    assert tag.read_text("utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    before = tag.stat()
    use_cache(tmp_path / "cache", ())
    assert tag.stat() == before


@pytest.mark.parametrize("name", ["docs/letter.txt", "pages/a/b.md", "search/notes"])
def test_somebody_s_own_folder_is_no_cache(tmp_path: Path, name: str) -> None:
    """A folder with files where a build would remove its own is refused, and left as it is."""
    write_files(tmp_path, {name: "mine"})
    with pytest.raises(WrongFolder, match=f"found other files in {name.partition('/')[0]}/"):
        use_cache(tmp_path, ())
    assert fingerprints(tmp_path).keys() == {name}


def test_a_folder_that_only_a_clean_build_removes_is_refused_to_that(tmp_path: Path) -> None:
    """Drawings may be all that somebody kept of a cache; to be removed they must be a cache's."""
    write_files(tmp_path, {"charts/ab/abcd.svg": "drawn"})
    with pytest.raises(WrongFolder, match="found other files in charts/"):
        use_cache(tmp_path, (), clean=True)
    use_cache(tmp_path, ())
    use_cache(tmp_path, (), clean=True)


def test_a_cache_of_others_is_shared(tmp_path: Path) -> None:
    """What other tools keep in the same folder stands beside what a build keeps."""
    write_files(tmp_path, {"plugin/privacy/a.js": "theirs"})
    (tmp_path / "docs").mkdir()
    use_cache(tmp_path, ())
    assert (tmp_path / TAG).is_file()


def test_a_cache_from_before_there_was_a_mark_is_one(tmp_path: Path) -> None:
    """Each build has left its lock there."""
    write_files(tmp_path, {"docs/index.md": "# Home", "docs.lock": ""})
    use_cache(tmp_path, ())
    assert (tmp_path / TAG).is_file()


@pytest.mark.parametrize(
    ("written", "read"), [("data", "data"), ("data/cache", "data"), (".", "data")]
)
def test_what_is_written_lies_apart_from_what_is_read(
    tmp_path: Path, written: str, read: str
) -> None:
    """One within the other is refused, whichever is the outer one."""
    with pytest.raises(WrongFolder, match="Choose another with --cache"):
        refuse_overlap(tmp_path / written, [tmp_path / read], "--cache")
    assert list(tmp_path.iterdir()) == []
