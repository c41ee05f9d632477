"""The boxes on the paper and the questions of the dock as HTML, each in the way of its kind.

A layout may have two thousand boxes, and a template takes a second for as many. Only what is rare has one: ink and pictures to
hand in.
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dojang.pdf.links import PageLink, absolute, is_safe
from dojang.signing.document.boxes.registry import BOXES
from dojang.signing.document.boxes.view import NOTHING, Dock, flags
from dojang.signing.document.questions import Question
from dojang.signing.document.sheets import Sheet, Spot
from dojang.signing.texts import say


def links(sheet: Sheet, language: str) -> SafeString:
    """The links of the PDF that lie on the page: to another of its pages, or away from here in a window of its own."""
    return format_html_join(
        "", "{}", ((_link(f"l{sheet.number}-{n}", link, language),) for n, link in enumerate(sheet.page.links))
    )


def _link(name: str, link: PageLink, language: str) -> SafeString:
    if link.page:
        label = say("sign.to-page", language, number=link.page)
        return format_html('<a class="link" id="{}" href="#page{}" aria-label="{}"></a>', name, link.page, label)
    # Intake lets no other targets in; what is kept is asked again, since a browser would follow it.
    target = absolute(link.uri) if is_safe(link.uri) else ""
    if not target:
        return NOTHING
    label = say("sign.link", language, target=target.partition(":")[2].removeprefix("//"))
    window = SafeString(' target="_blank"') if target.lower().startswith("http") else NOTHING
    return format_html(
        '<a class="link" id="{}" href="{}" rel="noopener noreferrer"{} aria-label="{}"></a>',
        name,
        target,
        window,
        label,
    )


def boxes(spots: Iterable[Spot], language: str, written: str) -> SafeString:
    """The boxes of a page: links to their questions, or what was filled in by others. Their titles are in the language `written`."""
    drawn = (_asked(spot, language, written) if spot.question else _still(spot, language, written) for spot in spots)
    return format_html_join("\n", "{}", ((one,) for one in drawn))


def _asked(spot: Spot, language: str, written: str) -> SafeString:
    title = spot.box.title
    return format_html(
        '<a class="spot" id="s{0}" href="#{1}" data-number="{0}" data-kind="{2}" data-align="{3}" data-width="{4}" '
        'data-height="{5}"{6} data-title="{7}" aria-label="{7} — {8}"><span class="spot-content">{9}</span>{10}</a>',
        spot.number, spot.question, str(spot.box.kind), spot.box.align, f"{spot.width:.2f}", f"{spot.height:.2f}",
        flags(lines=spot.box.multiline, filled=spot.is_filled, required=spot.box.required), title, _state(spot, language),
        BOXES[spot.box.kind].spot(spot), _name(title, written) if not spot.box.kind.is_mark else "",
    )  # fmt: skip


def _state(spot: Spot, language: str) -> str:
    if not spot.is_filled:
        return say("spot.empty", language)
    return spot.text if spot.is_written else say("spot.filled", language)


def _name(title: str, written: str) -> SafeString:
    return format_html('<span class="spot-name" aria-hidden="true"><span lang="{}">{}</span></span>', written, title)


def _still(spot: Spot, language: str, written: str) -> SafeString:
    title = spot.box.title
    if spot.text and spot.is_written:
        heard = format_html('<span class="unseen" lang="{}">{}: </span>', written, title)
    else:
        named = title if written == language else format_html('<span lang="{}">{}</span>', written, title)
        heard = format_html('<span class="unseen">{} — {}</span>', named, say("spot.filled", language))
    return format_html(
        '<div class="spot" id="s{}" data-still data-filled data-kind="{}" data-align="{}"{}>{}<span class="spot-content">{}</span></div>',
        spot.number, str(spot.box.kind), spot.box.align, flags(lines=spot.box.multiline), heard, BOXES[spot.box.kind].spot(spot),
    )  # fmt: skip


def fieldset(question: Question, dock: Dock) -> SafeString:
    """A question of the dock: its title, its inputs, its error."""
    field = BOXES[question.box.kind].field(question, dock)
    return format_html("{}{}{}", _begin(question, dock), field, _end(question))


def _begin(question: Question, dock: Dock) -> SafeString:
    small = (
        format_html(' data-small="{}"', say("refused.drawing-small", dock.language)) if question.kind.is_drawn else ""
    )
    return format_html(
        '<fieldset class="question" id="{0}" data-kind="{1}" data-boxes="{2}"{3}{4} tabindex="-1"><legend id="{0}-title">{5} '
        '<small data-required="{6}">{7}</small></legend>',
        question.id, str(question.kind), " ".join(map(str, question.numbers)), small,
        flags(required=question.required, kept=bool(question.picture)), _title(question, dock),
        "yes" if question.required else "no",
        say("dock.required" if question.required else "dock.optional", dock.language),
    )  # fmt: skip


def _end(question: Question) -> SafeString:
    return format_html('<p class="error" id="{}-error">{}</p></fieldset>', question.id, question.error)


def _title(question: Question, dock: Dock) -> SafeString:
    if question.is_choice and not question.heading:
        return format_html("<span>{}</span>", say("radio.legend", dock.language))
    return format_html('<span lang="{}">{}</span>', dock.written, question.title)
