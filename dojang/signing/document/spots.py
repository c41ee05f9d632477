"""The boxes on the paper and the questions of the dock as HTML.

A layout may have two thousand boxes, and a template takes a second for as many. What is rare, ink and pictures to hand in, has a
template; it lies between `begin` and `end`.
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dojang.contracts.contents import is_filled
from dojang.library.kinds import Kind
from dojang.pdf.links import PageLink, absolute, is_safe
from dojang.signing.document.ink import Drawing
from dojang.signing.document.offers import Offer, offer
from dojang.signing.document.questions import Option, Question
from dojang.signing.document.sheets import Sheet, Spot
from dojang.signing.texts import say

_NOTHING = SafeString("")
_MARKS = {
    "check": SafeString(
        '<svg class="spot-mark" viewBox="0 0 100 100" aria-hidden="true" focusable="false"><path d="M15 50 40 78 86 20" fill="none" '
        'stroke="currentColor" stroke-width="11" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    ),
    "radio": SafeString(
        '<svg class="spot-mark" viewBox="0 0 100 100" aria-hidden="true" focusable="false">'
        '<circle cx="50" cy="50" r="28" fill="currentColor"/></svg>'
    ),
}


def links(sheet: Sheet, language: str) -> SafeString:
    """The links of the PDF that lie on the page: to another of its pages, or away from here in a window of its own."""
    return format_html_join(
        "", "{}", ((_link(f"l{sheet.number}-{n}", link, language),) for n, link in enumerate(sheet.page.links))
    )


def _link(name: str, link: PageLink, language: str) -> SafeString:
    if link.page:
        told = say("sign.to-page", language, number=link.page)
        return format_html('<a class="link" id="{}" href="#page{}" aria-label="{}"></a>', name, link.page, told)
    # Intake lets no other targets in; what is kept is asked again, since a browser would follow it.
    target = absolute(link.uri) if is_safe(link.uri) else ""
    if not target:
        return _NOTHING
    told = say("sign.link", language, target=target.partition(":")[2].removeprefix("//"))
    window = SafeString(' target="_blank"') if target.lower().startswith("http") else _NOTHING
    return format_html(
        '<a class="link" id="{}" href="{}" rel="noopener noreferrer"{} aria-label="{}"></a>', name, target, window, told
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
        _flags(lines=spot.box.multiline, filled=spot.is_filled, required=spot.box.required), title, _told(spot, language),
        _content(spot), _name(title, written) if not spot.box.kind.is_mark else "",
    )  # fmt: skip


def _told(spot: Spot, language: str) -> str:
    if not spot.is_filled:
        return say("spot.empty", language)
    return spot.text if spot.shape == "text" else say("spot.filled", language)


def _name(title: str, written: str) -> SafeString:
    return format_html('<span class="spot-name" aria-hidden="true"><span lang="{}">{}</span></span>', written, title)


def _still(spot: Spot, language: str, written: str) -> SafeString:
    title = spot.box.title
    if spot.text and spot.shape == "text":
        heard = format_html('<span class="unseen" lang="{}">{}: </span>', written, title)
    else:
        named = title if written == language else format_html('<span lang="{}">{}</span>', written, title)
        heard = format_html('<span class="unseen">{} — {}</span>', named, say("spot.filled", language))
    return format_html(
        '<div class="spot" id="s{}" data-still data-filled data-kind="{}" data-align="{}"{}>{}<span class="spot-content">{}</span></div>',
        spot.number, str(spot.box.kind), spot.box.align, _flags(lines=spot.box.multiline), heard, _content(spot),
    )  # fmt: skip


def _content(spot: Spot) -> SafeString:
    """What lies in a box: a tick, ink, a picture or text, as the sealed PDF will show it."""
    if spot.shape in _MARKS:
        return _MARKS[spot.shape]
    if spot.ink:
        return _ink(spot.ink)
    if spot.picture:
        return format_html('<img class="spot-picture" src="{}" alt="">', spot.picture)
    return format_html('<span class="spot-value">{}</span>', spot.text)


def _ink(ink: Drawing) -> SafeString:
    lines = ((line.path, f"{line.pen:.2f}") for line in ink.lines)
    return format_html(
        '<svg class="spot-ink" viewBox="0 0 {} {}" aria-hidden="true" focusable="false"><g fill="none" stroke="currentColor" '
        'stroke-linecap="round" stroke-linejoin="round">{}</g></svg>',
        f"{ink.width:.2f}", f"{ink.height:.2f}", format_html_join("", '<path d="{}" stroke-width="{}"/>', lines),
    )  # fmt: skip


def _flags(**told: bool) -> SafeString:
    return format_html_join("", " data-{}", ((name,) for name, is_so in told.items() if is_so))


def plain(question: Question, language: str, written: str, name: str) -> SafeString:
    """A question that is answered by typing or ticking; `written` is the language of the contract, `name` that of its signer."""
    if question.kind == "radio":
        field = _choices(question, written)
    else:
        field = {"text": _typed, "date": _dated, "check": _ticked}[question.kind](question, language)
    offered = _offered(question, language, written, name)
    return format_html("{}{}{}{}", begin(question, language, written), field, offered, end(question))


def begin(question: Question, language: str, written: str) -> SafeString:
    """What comes before the field of any question."""
    is_drawn = Kind(question.kind).is_drawn
    small = format_html(' data-small="{}"', say("refused.drawing-small", language)) if is_drawn else ""
    return format_html(
        '<fieldset class="question" id="{0}" data-kind="{1}" data-boxes="{2}"{3}{4} tabindex="-1"><legend id="{0}-title">{5} '
        '<small data-required="{6}">{7}</small></legend>',
        question.id, question.kind, question.numbers, small,
        _flags(required=question.required, kept=bool(question.picture)), _title(question, language, written),
        "yes" if question.required else "no", say("dock.required" if question.required else "dock.optional", language),
    )  # fmt: skip


def end(question: Question) -> SafeString:
    """What comes after it."""
    return format_html('<p class="error" id="{}-error">{}</p></fieldset>', question.id, question.error)


def _title(question: Question, language: str, written: str) -> SafeString:
    if question.kind == "radio" and not question.heading:
        return format_html("<span>{}</span>", say("radio.legend", language))
    return format_html('<span lang="{}">{}</span>', written, question.title)


def _typed(question: Question, _language: str) -> SafeString:
    box = question.box
    most = format_html(' maxlength="{}"', box.max_length) if box.max_length else ""
    # A browser takes the first end of a line in a text area away.
    field = (
        '<textarea class="input" name="{0}" rows="3"{1} placeholder="{2}"{3}>\n{4}</textarea>'
        if box.multiline
        else '<input class="input" name="{0}" value="{4}"{1} placeholder="{2}" autocomplete="off" enterkeyhint="next"{3}>'
    )
    return format_html(field, question.name, most, box.placeholder, _labelled(question), question.text)


def _offered(question: Question, language: str, written: str, name: str) -> SafeString:
    """A button that fills the box with what probably belongs there."""
    button = '<button type="button" class="button offer" data-script data-offer="{}" data-written="{}"><span>{}</span></button>'
    match offer(question.box, name):
        case Offer.NAME:
            return format_html(button, name, "", say("offer.name", language, name=name))
        case Offer.TODAY:
            return format_html(button, "", written, say("offer.today", language))
    return _NOTHING


def _dated(question: Question, language: str) -> SafeString:
    return format_html(
        '<div class="date"><input class="input" type="date" name="{}" value="{}"{}>'
        '<button type="button" class="button" data-today data-script>{}</button></div>',
        question.name, question.text, _labelled(question), say("date.today", language),
    )  # fmt: skip


def _ticked(question: Question, language: str) -> SafeString:
    checked = " checked" if is_filled(question.content) else ""
    return format_html(
        '<label class="choice"><input type="checkbox" name="{}" value="Y"{}{}><span>{}</span></label>',
        question.name, checked, _state(question), say("check.label", language),
    )  # fmt: skip


def _choices(question: Question, written: str) -> SafeString:
    labels = format_html_join("", "{}", ((_choice(question, option, written),) for option in question.options))
    return format_html('<div class="choices">{}</div>', labels)


def _choice(question: Question, option: Option, written: str) -> SafeString:
    return format_html(
        '<label class="choice"><input type="radio" name="{0}" value="{1}" data-spot="s{1}"{2} aria-describedby="{3}-error"{4}>'
        '<span lang="{6}">{5}</span></label>',
        question.name, option.number, " checked" if option.chosen else "", question.id,
        " required" if question.required else "", option.label, written,
    )  # fmt: skip


def _labelled(question: Question) -> SafeString:
    return format_html(' aria-labelledby="{}-title"{}', question.id, _state(question))


def _state(question: Question) -> SafeString:
    required = " required" if question.required else ""
    invalid = SafeString(' aria-invalid="true"') if question.error else _NOTHING
    return format_html(' aria-describedby="{}-error"{}{}', question.id, required, invalid)
