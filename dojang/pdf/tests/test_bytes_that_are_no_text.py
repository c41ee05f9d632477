"""Names and strings of a file need not be text: wherever they stand, the file is taken in, filled and sealed."""

import io
from pathlib import Path

import pikepdf
import pytest

from dojang.pdf.decorations import decorations
from dojang.pdf.judging_child import _summary
from dojang.pdf.template import page_box
from dojang.pdf.tests.corpus import stream
from dojang.pdf.tests.odd import TEXT, link, rent, web
from dojang.pdf.tests.test_odd_files import INLINE, check

# A name and a string, neither of them in an encoding that PDF knows.
NAME, STRING = b"/#ff#fe", b"<efbbbfff>"
FONT = b"/Font<</F1 5 0 R%s 5 0 R>>" % NAME
TYPE_0 = b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding%s/DescendantFonts[%s]>>" % (NAME, NAME, NAME)
OPEN = b"q " + TEXT


def annotated(entries: bytes) -> bytes:
    return rent(page=b"/Annots[<</Type/Annot/Rect[40 40 60 60]%s>>]" % entries)


FILES = {
    "kind of annotation": annotated(b"/Subtype" + NAME),
    "kind of field": annotated(b"/Subtype/Widget/Ff 131072/T(a)/FT" + NAME),
    "state of a field": annotated(b"/Subtype/Widget/T(a)/FT/Btn/AS%s/V%s" % (NAME, NAME)),
    "name of a field": annotated(b"/Subtype/Widget/FT/Tx/T%s/V%s/DA%s" % (STRING, STRING, STRING)),
    "icon": annotated(b"/Subtype/Stamp/Name" + NAME),
    "comment": annotated(b"/Subtype/FreeText/Contents%s/DA%s" % (STRING, STRING)),
    "key of a comment": annotated(b"/Subtype/Text%s 1" % NAME),
    "key of a page": rent(page=NAME + b" 1"),
    "key of a page that is there twice": rent(page=NAME + b" 1", tree=b"/Kids[3 0 R 3 0 R]/Count 2"),
    "key of the catalog": rent(root=NAME + b" 1"),
    "key of resources": rent(resources=NAME + b" 1"),
    "key of resources of open content": rent(OPEN + b" [1 (", resources=NAME + b" 1"),
    "key of a font": rent(resources=b"/ExtGState<<%s<</Font[5 0 R 9]>>>>" % NAME),
    "font": rent(TEXT + b" BT %s 9 Tf (a) Tj ET" % NAME, resources=b"/Pattern<<%s 6 0 R>>" % NAME, objects=(TYPE_0,)),
    "colours of an inline image": rent(INLINE.replace(b"/G", NAME) + b" EI"),
    "key of an inline image": rent(INLINE.replace(b" ID", b" %s 1 ID" % NAME) + b" EI"),
    "operator": rent(TEXT + b" \xff\xfe"),
    "operand": rent(TEXT + b" %s gs %s cs %s MP" % (NAME, NAME, NAME)),
    "title": rent(trailer=b"/Info<</Title%s>>" % STRING),
    "address": rent(page=b"/Annots[%s]" % link(b"/A<</S/URI/URI%s>>" % STRING)),
    "base of addresses": rent(root=b"/URI<</Base%s>>" % STRING, page=b"/Annots[%s]" % link(web(b"a"))),
    "place": rent(page=b"/Annots[%s%s]" % (link(b"/Dest" + NAME), link(b"/Dest" + STRING))),
    "action": rent(page=b"/Annots[%s]" % link(b"/A<</S%s>>" % NAME)),
    "move": rent(page=b"/Annots[%s]" % link(b"/A<</S/Named/N%s>>" % NAME)),
    "places of PDF 1.1": rent(root=b"/Dests<<%s[3 0 R/Fit]>>" % NAME),
    "places": rent(root=b"/Names<</Dests<</Names[%s[3 0 R/Fit]]>>>>" % STRING),
    "files": rent(root=b"/Names<</EmbeddedFiles<</Names[%s<</EF<<%s 4 0 R>>>>]>>>>" % (STRING, NAME)),
    "layers": rent(root=b"/OCProperties<</OCGs[6 0 R]/D<</ON[6 0 R]>>>>", objects=(b"<</Type/OCG/Name%s>>" % STRING,)),
    "filter": rent(
        resources=b"/XObject<</I 6 0 R>>", objects=(stream(b"/Type/XObject/Subtype/Image/Filter" + NAME, b""),)
    ),
}


@pytest.mark.parametrize("where", FILES)
def test_bytes_that_are_no_text_refuse_no_file(where: str, tmp_path: Path) -> None:
    upload = FILES[where]
    check(upload, upload, tmp_path)


def test_an_annotation_of_no_known_kind_does_not_hide_the_icon_of_a_note() -> None:
    kinds = b"<</Type/Annot/Rect[40 40 60 60]/Subtype%s/FT%s>>" % (NAME, NAME)
    note = b"<</Type/Annot/Rect[100 100 120 120]/Subtype/Text>>"
    with pikepdf.open(io.BytesIO(rent(page=b"/Annots[%s%s]" % (kinds, note)))) as pdf:
        assert len(decorations(pdf.pages[0].obj, page_box(pdf.pages[0].obj))) == 1


def test_the_name_of_an_attachment_that_is_no_text_hides_nothing_else_of_a_checked_file(tmp_path: Path) -> None:
    files = b"/Names<</EmbeddedFiles<</Names[%s<</Type/Filespec>>(b)<</Type/Filespec>>]>>>>" % STRING
    (tmp_path / "input.pdf").write_bytes(rent(root=files))
    assert _summary(tmp_path / "input.pdf") == {"title": "", "pages": 1, "attachments": ["ï»¿ÿ", "b"]}


def test_a_title_that_is_no_text_hides_nothing_else_of_a_checked_file(tmp_path: Path) -> None:
    (tmp_path / "input.pdf").write_bytes(rent(trailer=b"/Info<</Title%s>>" % STRING))
    assert _summary(tmp_path / "input.pdf") == {"title": "ï»¿ÿ", "pages": 1, "attachments": []}
