"""Every text of the signer's pages, by name."""

from dojang.lib.sentences import Sentence
from dojang.signing.texts.document import DOCUMENT
from dojang.signing.texts.ink import INK
from dojang.signing.texts.opening import OPENING
from dojang.signing.texts.pages import PAGES
from dojang.signing.texts.public import PUBLIC
from dojang.signing.texts.refusals import REFUSALS

TEXTS: dict[str, Sentence] = {**PAGES, **OPENING, **PUBLIC, **DOCUMENT, **INK, **REFUSALS}


def say(name: str, language: str, /, **values: object) -> str:
    """The text called `name`. Raises KeyError for a name that does not exist."""
    return TEXTS[name].of(language, **values)


def addressed(name: str, language: str) -> str:
    """A person's name as one addresses them."""
    return TEXTS["person"].of(language, name=name)
