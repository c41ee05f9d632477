import io

import pikepdf
import pytest
from PIL import ImageChops

from dojang.pdf.intake import IntakeRefused, Limits, Reason, take_in
from dojang.pdf.tests.corpus import written
from dojang.pdf.tests.looking import cleaned
from dojang.pdf.tests.odd import rent
from dojang.pdf.tests.test_fill import seen


def sides(file: bytes) -> list[int]:
    with pikepdf.open(io.BytesIO(file)) as pdf:
        return [int(page.obj.MediaBox[2]) for page in pdf.pages]


def tree(*nodes: bytes) -> bytes:
    """A file of these objects behind the catalog, from number 2, the root of the page tree."""
    return written([b"<</Type/Catalog/Pages 2 0 R>>", *nodes])


def page(side: int) -> bytes:
    return b"<</Type/Page/MediaBox[0 0 %d 100]>>" % side


def test_pages_come_in_their_order_and_inherit_from_the_nodes_above() -> None:
    upload = tree(
        b"<</Kids[3 0 R 5 0 R]/MediaBox[0 0 100 100]/Rotate 90>>",
        b"<</Kids[4 0 R]/MediaBox[0 0 200 200]>>",
        b"<<>>",
        page(300),
    )
    cleared = cleaned(upload)
    assert sides(cleared) == [200, 300]
    with pikepdf.open(io.BytesIO(cleared)) as pdf:
        assert [one.obj.Rotate for one in pdf.pages] == [90, 90]


def test_a_page_that_is_there_twice_is_two_pages() -> None:
    upload = tree(b"<</Kids[3 0 R 4 0 R 3 0 R]>>", page(100), page(200))
    cleared = cleaned(upload)
    assert sides(cleared) == [100, 200, 100]
    with pikepdf.open(io.BytesIO(cleared)) as pdf:
        assert len({one.obj.objgen for one in pdf.pages}) == 3


def test_a_node_that_leads_back_ends_there() -> None:
    upload = tree(b"<</Kids[3 0 R 4 0 R]>>", b"<</Kids[2 0 R 4 0 R 3 0 R]>>", page(100))
    assert sides(cleaned(upload)) == [100, 100]


def test_a_tree_without_end_is_refused() -> None:
    # Each node holds the next one twice: two to the power of sixty nodes without a single page.
    nodes = [b"<</Kids[%d 0 R %d 0 R]>>" % (number + 1, number + 1) for number in range(2, 62)]
    deep = [b"<</Kids[%d 0 R]>>" % (number + 1) for number in range(2, 400)]
    for upload in (tree(*nodes, b"<</Kids[]>>"), tree(*deep, page(100))):
        with pytest.raises(IntakeRefused) as refused:
            take_in(upload)
        assert refused.value.reason is Reason.PAGE_TREE


def test_a_tree_that_qpdf_cannot_open_is_read_as_viewers_do_or_refused_for_that() -> None:
    # With a wrong offset, qpdf looks for pages as it opens the file.
    damaged = rent(tree=b"/Kids[2 0 R 3 0 R]/Count 1").replace(b"startxref\n", b"startxref\n9")
    assert ImageChops.difference(seen(take_in(damaged).pdf), seen(rent())).getbbox() is None
    hopeless = tree(b"<</Kids[3 0 R 2 0 R]>>", b"<</Kids[2 0 R 3 0 R]>>").replace(b"startxref\n", b"startxref\n9")
    with pytest.raises(IntakeRefused) as refused:
        take_in(hopeless)
    assert refused.value.reason is Reason.PAGE_TREE


def test_pages_are_counted_before_they_are_read() -> None:
    with pytest.raises(IntakeRefused) as refused:
        cleaned(tree(b"<</Kids[%s]>>" % (b"3 0 R " * (Limits().max_pages + 1)), page(100)))
    assert refused.value.reason is Reason.TOO_MANY_PAGES


@pytest.mark.parametrize("kids", [b"/Kids[]", b"/Kids 7", b"/Kids[null 7 (a)]", b"/Kids[2 0 R]"])
def test_a_file_without_pages_is_refused(kids: bytes) -> None:
    with pytest.raises(IntakeRefused) as refused:
        cleaned(rent(tree=kids))
    assert refused.value.reason is Reason.DAMAGED
