"""The gallery is whole: its page shows every state of the walk, and every picture that there is."""

import re

from tests.gallery.pictures import DOCS, FOLDER, MAX_BYTES, MAX_BYTES_IN_ALL, PAGE, page, there
from tests.gallery.states import states

SHOWN = re.compile(r'src="images/gallery/([^"]+)"')


def test_the_page_is_the_one_that_the_walk_writes() -> None:
    assert PAGE.read_text() == page(), "run `make gallery`"


def test_every_state_is_on_the_page_in_its_order() -> None:
    told = PAGE.read_text()
    places = [told.find(f"**{state.caption}**") for state in states()]
    assert -1 not in places
    assert places == sorted(places)


def test_the_page_shows_every_picture_and_no_other() -> None:
    shown = SHOWN.findall(PAGE.read_text())
    assert sorted(shown) == sorted(there())


def test_the_pictures_are_small_enough_for_a_repository() -> None:
    sizes = {file.name: file.stat().st_size for file in FOLDER.iterdir()}
    assert {name: size for name, size in sizes.items() if size > MAX_BYTES} == {}
    assert sum(sizes.values()) <= MAX_BYTES_IN_ALL


def test_readers_find_the_gallery() -> None:
    assert "(docs/gallery.md)" in (DOCS.parent / "README.md").read_text()
