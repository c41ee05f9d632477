"""Whether this server issued a file, told from its hash alone."""

from dojang.documents.models import Sealed
from dojang.verify import texts

_WORDS = {Sealed.Kind.DOCUMENT: texts.DOCUMENT, Sealed.Kind.CERTIFICATE: texts.CERTIFICATE}


def told_origin(sha256: str, language: str) -> str:
    """Which contract's document or certificate has this SHA-256 (hex); nothing when none has."""
    sealed = Sealed.objects.select_related("contract").filter(sha256=sha256).first()
    if sealed is None:
        return ""
    what = _WORDS[Sealed.Kind(sealed.kind)].of(language)
    return texts.ISSUED_HERE.of(language, contract=sealed.contract_id, title=sealed.contract.title, what=what)
