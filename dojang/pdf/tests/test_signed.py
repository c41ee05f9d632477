"""A file that a person has signed is refused; one that only holds what looks like it is taken in."""

import pytest

from dojang.pdf.intake import IntakeRefused, Reason
from dojang.pdf.tests.looking import cleaned
from dojang.pdf.tests.odd import rent

SIGNATURE = (
    b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 9 20 9]/Contents<00>"
    b"/Reference[<</Type/SigRef/TransformMethod/%s>>]>>"
)
RIGHTS, CERTIFIED = SIGNATURE % b"UR3", SIGNATURE % b"DocMDP"
FIELD = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/Rect[0 0 0 0]/F 132%s>>"
FORM = b"/AcroForm<</Fields[6 0 R]/SigFlags 3>>"
KID = b"<</Subtype/Widget/Rect[0 0 0 0]/Parent 8 0 R>>"

SIGNED = {
    "indirect": rent(root=FORM, objects=(FIELD % b"/V 7 0 R", CERTIFIED)),
    "direct": rent(root=FORM, objects=(FIELD % (b"/V" + CERTIFIED),)),
    "without a byte range": rent(root=FORM, objects=(FIELD % b"/V<</Type/Sig/Filter/X/Contents<00>>>",)),
    "time-stamp": rent(root=FORM, objects=(FIELD % b"/V<</Type/DocTimeStamp/Filter/X/Contents<00>>>",)),
    "on the page alone": rent(page=b"/Annots[6 0 R]", objects=(FIELD % (b"/V" + CERTIFIED),)),
    "below another field": rent(root=FORM, objects=(b"<</T(a)/Kids[7 0 R]>>", FIELD % (b"/V" + CERTIFIED))),
    "above a widget": rent(page=b"/Annots[6 0 R]", objects=(KID, b"null", FIELD % (b"/V" + CERTIFIED))),
    "certified": rent(root=b"/Perms<</DocMDP 6 0 R>>", objects=(CERTIFIED,)),
}
UNSIGNED = {
    "usage rights": rent(root=b"/Perms<</UR3 6 0 R>>", objects=(RIGHTS,)),
    "old usage rights, direct": rent(root=b"/Perms<</UR" + RIGHTS + b">>"),
    "usage rights and a form": rent(root=FORM + b"/Perms<</UR3 7 0 R>>", objects=(FIELD % b"", RIGHTS)),
    "a signature that no field holds": rent(objects=(CERTIFIED,)),
    "a field not yet signed": rent(root=FORM, page=b"/Annots[6 0 R]", objects=(FIELD % b"",)),
    "a field made ready to be signed": rent(root=FORM, objects=(FIELD % b"/V<</Type/Sig/Filter/Adobe.PPKLite>>",)),
    "a field that is its own parent": rent(root=FORM, objects=(FIELD % b"/Parent 6 0 R/Kids[6 0 R null 3]/V null",)),
    "a form that is none": rent(root=b"/AcroForm 5/Perms[]", page=b"/Annots 7"),
}


@pytest.mark.parametrize("upload", SIGNED.values(), ids=SIGNED.keys())
def test_a_signed_file_is_refused_wherever_its_signature_is(upload: bytes) -> None:
    with pytest.raises(IntakeRefused) as refused:
        cleaned(upload)
    assert refused.value.reason is Reason.ALREADY_SIGNED


@pytest.mark.parametrize("upload", UNSIGNED.values(), ids=UNSIGNED.keys())
def test_a_file_that_nobody_signed_is_taken_in(upload: bytes) -> None:
    assert b"%PDF-" in cleaned(upload)
