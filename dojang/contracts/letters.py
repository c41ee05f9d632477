"""The letters of a text that the document has to show: as they are kept, and refused where it cannot show them."""

from dojang.lib import characters
from dojang.lib.errors import ValueRefused
from dojang.lib.vendor import FONTS
from dojang.pdf.fonts import normal, stack_from

_MOST_NAMED = 5


def written(text: str) -> str:
    """A text as it is kept and searched: composed, with one kind of line break, without what carries nothing."""
    return normal(characters.without_chaff(text))


def require_drawn(name: str, text: str, *, multiline: bool = False) -> None:
    """Check that the fonts draw the text of the box `name` as it was typed. Raises `ValueRefused`: `characters`, `variant`."""
    plain = characters.without_variants(text)
    missing = (*stack_from(FONTS).uncovered(plain, multiline=multiline), *characters.undrawn(plain))
    if missing:
        raise ValueRefused(name, "characters", characters=characters.told_all(dict.fromkeys(missing)))
    require_no_variants(name, text)


def require_no_variants(name: str, text: str) -> None:
    """Raises `ValueRefused`: `variant`. No font draws the variant that was chosen, and another one needs consent."""
    several = characters.variants(text)[:_MOST_NAMED]
    if several:
        told = ", ".join(f"{one} ({characters.code_points(one)})" for one in several)
        raise ValueRefused(name, "variant", variants=told, plain=" ".join(map(characters.without_variants, several)))
