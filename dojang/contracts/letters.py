"""The letters of a text that the document has to show: normalized, and refused where no font shows them."""

from collections.abc import Sequence

from dojang.contracts.errors import ValueRefused
from dojang.lib import characters
from dojang.lib.vendor import FONTS
from dojang.library.layout import Field
from dojang.library.pages import Size
from dojang.pdf.fonts import normal, stack_from
from dojang.pdf.lines import fitting, least_size

_MAX_NAMED, _SHOWN = 5, 10


def written(text: str) -> str:
    """A text as it is stored and searched: composed, with one kind of line break, without empty characters."""
    return normal(characters.without_chaff(text))


def require_drawn(name: str, text: str, *, multiline: bool = False) -> None:
    """Check that the fonts draw the text of the field `name` as it was typed. Raises `ValueRefused`: `characters`, `variant`."""
    plain = characters.without_variants(text)
    missing = (*stack_from(FONTS).uncovered(plain, multiline=multiline), *characters.undrawn(plain))
    if missing:
        raise ValueRefused(name, "characters", characters=characters.character_names(dict.fromkeys(missing)))
    require_no_variants(name, text)


def require_no_variants(name: str, text: str) -> None:
    """Raises `ValueRefused`: `variant`. No font draws the variant that was chosen, and another one needs consent."""
    several = characters.variants(text)[:_MAX_NAMED]
    if several:
        variants = ", ".join(f"{one} ({characters.code_points(one)})" for one in several)
        raise ValueRefused(
            name, "variant", variants=variants, plain=" ".join(map(characters.without_variants, several))
        )


def require_room(field: Field, text: str, sizes: Sequence[Size]) -> None:
    """Check that the text fits the field in readable letters; `sizes` are those of the pages.

    Raises `ValueRefused`: `room`, with how many of its characters `fit`, up to which `end`, at which `size` in points.
    """
    page = sizes[field.page - 1]
    room = field.w * page.width, field.h * page.height, field.font_size
    fit = fitting(stack_from(FONTS), text, *room, multiline=field.multiline)
    if fit < len(text):
        details: dict[str, str | int] = {
            "size": f"{least_size(*room):.1f}".removesuffix(".0"),
            "fit": fit,
            "given": len(text),
        }
        raise ValueRefused(field.name, "room", **details, end=" ".join(text[:fit].split())[-_SHOWN:].strip())
