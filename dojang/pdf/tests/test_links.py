import io

import pikepdf
import pytest

from dojang.pdf.intake import take_in
from dojang.pdf.links import PageLink, absolute, is_safe
from dojang.pdf.tests.odd import link, rent, web
from dojang.pdf.tests.test_odd_files import sealed

TARGETS = {
    "https://example.org/a?b=c": "https://example.org/a?b=c",
    "mailto:lee@example.org": "mailto:lee@example.org",
    "tel:+82-2-123-4567": "tel:+82-2-123-4567",
    "sms:+821012345678": "sms:+821012345678",
    "HTTP://EXAMPLE.ORG": "HTTP://EXAMPLE.ORG",
    "www.example.org": "http://www.example.org",
    "www.example.org:8080/약관": "http://www.example.org:8080/약관",
    "https://example.org/a b": "https://example.org/a%20b",
}


def with_links(*annotations: bytes, page: bytes = b"", root: bytes = b"", objects: tuple[bytes, ...] = ()) -> bytes:
    listed = b"/Annots[%s]" % b" ".join(annotations)
    return rent(page=listed + page, root=root, objects=objects)


@pytest.mark.parametrize(("written", "led"), TARGETS.items(), ids=TARGETS.keys())
def test_a_link_to_the_web_mail_or_a_phone_is_given_and_stays_in_the_file(written: str, led: str) -> None:
    taken = take_in(with_links(link(web(written.encode()))))
    assert [one.uri for one in taken.links[0]] == [led]
    with pikepdf.open(io.BytesIO(taken.pdf)) as pdf:
        assert bytes(pdf.pages[0].obj.Annots[0].A.URI).decode() == written


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "java\tscript:x", " JAVASCRIPT:x", "file:///etc/passwd", "data:x"]
)
def test_a_link_to_anything_else_is_dead(target: str) -> None:
    taken = take_in(with_links(link(web(target.replace("(", r"\(").replace(")", r"\)").encode()))))
    assert taken.links == ((),)
    assert not is_safe(target)
    with pikepdf.open(io.BytesIO(taken.pdf)) as pdf:
        assert "/A" not in pdf.pages[0].obj.Annots[0]


def test_a_relative_link_needs_the_base_of_its_file() -> None:
    target = link(web(b"terms/2"))
    assert take_in(with_links(target)).links == ((),)
    based = take_in(with_links(target, root=b"/URI<</Base(https://example.org/a/)>>"))
    assert [one.uri for one in based.links[0]] == ["https://example.org/a/terms/2"]
    assert absolute("terms", "javascript:x/") == ""


def test_a_link_within_the_file_is_given_by_its_page() -> None:
    names = b"/Dests<</one[3 0 R/Fit]/#E9[3 0 R/Fit]>>/Names<</Dests<</Kids[6 0 R]>>>>"
    tree = b"<</Names[(two)<</D[3 0 R/XYZ 0 0 0]>>(lost)[5 0 R/Fit]]/Kids[6 0 R]>>"
    ways = (
        b"/Dest/one",
        b"/Dest/#E9",
        b"/Dest(two)",
        b"/A<</S/GoTo/D[3 0 R/Fit]>>",
        b"/A<</S/GoTo/D(two)>>",
        b"/A<</S/Named/N/NextPage>>",
    )
    lost = (b"/Dest(lost)", b"/Dest(none)", b"/Dest[7/Fit]", b"/A<</S/GoTo>>", b"")
    taken = take_in(with_links(*(link(way) for way in ways + lost), root=names, objects=(tree,)))
    assert [one.page for one in taken.links[0]] == [1] * len(ways)


def test_a_link_lies_where_it_is_seen() -> None:
    target = web(b"https://example.org")
    upright, turned = (take_in(with_links(link(target), page=page)).links[0][0] for page in (b"", b"/Rotate 90"))
    assert (upright.x, upright.y, upright.w, upright.h) == pytest.approx((0.1, 0.2, 0.5, 0.05))
    assert (turned.x, turned.y, turned.w, turned.h) == pytest.approx((0.75, 0.1, 0.05, 0.5))


def test_what_is_hidden_or_off_the_page_or_no_rectangle_is_no_link() -> None:
    target = web(b"https://example.org")
    odd = (link(target + b"/F 2"), link(target, b"500 500 600 600"), link(target, b"1 2 3"), link(target, b"(a) 2 3 4"))
    assert take_in(with_links(*odd)).links == ((),)


def test_links_are_few_and_short() -> None:
    many = [link(web(b"https://example.org"))] * 300
    assert len(take_in(with_links(*many)).links[0]) == 200
    assert take_in(with_links(link(web(b"https://example.org/" + b"a" * 3000)))).links == ((),)


def test_a_link_comes_back_from_its_dictionary() -> None:
    one = PageLink(0.1, 0.2, 0.3, 0.4, "https://example.org")
    assert PageLink.from_dict(one.to_dict()) == one


def test_title_links_and_destinations_are_still_there_in_the_sealed_file() -> None:
    names = b"/Names<</Dests<</Names[(two)[3 0 R/Fit]]>>>>/Dests<</one[3 0 R/Fit]>>"
    annotations = (link(b"/Dest/one"), link(b"/A<</S/GoTo/D(two)>>"), link(web(b"tel:+8221234567")))
    upload = rent(page=b"/Annots[%s]" % b" ".join(annotations), root=names, trailer=b"/Info<</Title(Lease)>>")
    with pikepdf.open(io.BytesIO(sealed(take_in(upload).pdf))) as pdf:
        kept = [one for one in pdf.pages[0].obj.Annots if one.Subtype == pikepdf.Name.Link]
        assert pdf.docinfo["/Title"] == "Lease"
        assert [str(one.get("/Dest", "")) for one in kept] == ["/one", "", ""]
        assert [str(one.A.S) for one in kept[1:]] == ["/GoTo", "/URI"]
        assert "/one" in pdf.Root.Dests
        assert str(pdf.Root.Names.Dests.Names[0]) == "two"


def test_the_title_stays_and_nothing_else_that_a_file_says_of_itself() -> None:
    taken = take_in(rent(objects=(b"<</Title<FEFFC784B300>/Author(Kim)/Long 7>>",), trailer=b"/Info 6 0 R/Own(Kim)"))
    with pikepdf.open(io.BytesIO(taken.pdf)) as pdf:
        assert dict(pdf.trailer.Info.items()) == {"/Title": pikepdf.String("임대")}
        assert set(pdf.trailer.keys()) >= {"/Root", "/Size", "/ID", "/Info"}
        assert "/Own" not in pdf.trailer
    long = take_in(rent(trailer=b"/Info<</Title(%s)>>" % (b"a" * 9000)))
    with pikepdf.open(io.BytesIO(long.pdf)) as pdf:
        assert len(str(pdf.trailer.Info.Title)) == 500
