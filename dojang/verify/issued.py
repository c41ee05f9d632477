"""Whether this server issued a file, by its hash."""

from dojang.documents.models import Sealed
from dojang.verify import texts

_WORDS = {Sealed.Kind.DOCUMENT: texts.DOCUMENT, Sealed.Kind.CERTIFICATE: texts.CERTIFICATE}


def origin_sentence(sha256: str, language: str) -> str:
    """A sentence about the contract whose document or certificate has this SHA-256 (hex); "" if none has."""
    sealed = Sealed.objects.select_related("contract").filter(sha256=sha256).first()
    if sealed is None:
        return ""
    kind = _WORDS[Sealed.Kind(sealed.kind)].of(language)
    return texts.ISSUED_HERE.of(language, contract=sealed.contract_id, title=sealed.contract.title, what=kind)
