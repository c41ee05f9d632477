"""The plain forms of the signer's pages: what they post, and what is wrong with it in the reader's words.

The document's own form is no such form: its fields are those of a layout, and `document.form` reads them.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from dojang.contracts.models import PublicLink
from dojang.flow.public_links import FirstSigner
from dojang.lib.characters import character_names, trimmed, unseen
from dojang.lib.contact import BadContact, Contact, ContactKind
from dojang.lib.languages import ReaderLanguage
from dojang.lib.texts import composed
from dojang.signing.texts import say

MAX_NAME, LEAST_FORM = 64, 20
# What makes a name a title, a path or an address; it is in subjects of emails, sent to an address without proof.
_NOT_IN_NAMES = frozenset('"\\/:|<>*?@')


class LineField(forms.Field):
    """One line, without what is not seen at its ends. Unlike Django's, it takes any character: our own sentence says what is wrong."""

    def to_python(self, value: Any) -> str:
        return trimmed(value or "")


class NameField(LineField):
    """A person's name in one form."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(composed(value or "")).split())


class PublicLinkForm(forms.Form):
    """Who starts a contract through a public link. `form` is the number that the page was given, by which it is known if it comes again."""

    name = NameField(required=False)
    contact = LineField(required=False)
    form = forms.Field()

    def __init__(self, data: QueryDict, link: PublicLink, language: ReaderLanguage) -> None:
        super().__init__(data)
        self._link, self._language = link, language

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name:
            raise ValidationError(say("public.name.missing", self._language))
        if len(name) > MAX_NAME:
            raise ValidationError(say("public.name.long", self._language, most=MAX_NAME))
        forbidden = " ".join(sorted(_NOT_IN_NAMES & set(name))) or character_names(unseen(name))
        if forbidden:
            raise ValidationError(say("public.name.characters", self._language, characters=forbidden))
        return name

    def clean_contact(self) -> Contact:
        needs_phone, written = self._link.needs_phone, self.cleaned_data["contact"]
        if not written:
            raise ValidationError(
                say("public.phone.missing" if needs_phone else "public.contact.missing", self._language)
            )
        try:
            contact = Contact.read(written)
        except BadContact as bad:
            if bad.unseen:
                characters = character_names(bad.unseen)
                raise ValidationError(say("public.contact.unseen", self._language, characters=characters)) from bad
            is_phone = needs_phone or bad.kind is ContactKind.PHONE
            raise ValidationError(
                say("public.phone.wrong" if is_phone else "public.contact.wrong", self._language)
            ) from bad
        if needs_phone and contact.kind is not ContactKind.PHONE:
            raise ValidationError(say("public.phone.wrong", self._language))
        return contact

    def clean_form(self) -> str:
        if len(self.cleaned_data["form"]) < LEAST_FORM:
            raise ValidationError("", code="not-ours")
        return str(self.cleaned_data["form"])

    def person(self) -> FirstSigner:
        """Who filled in a form with which nothing is wrong."""
        return FirstSigner(
            name=self.cleaned_data["name"], contact=self.cleaned_data["contact"], language=self._language
        )

    def to_carry(self) -> dict[str, str]:
        """What was entered and what is wrong with it, for the page that shows both."""
        wrong = {f"error {name}": self.errors[name][0] for name in ("name", "contact") if name in self.errors}
        entered = {name: str(field.to_python(self.data.get(name))) for name, field in self.fields.items()}
        return {**wrong, **entered, "form": self.cleaned_data.get("form", "")}


class CodeForm(forms.Form):
    """An access code, or the code sent to a phone."""

    code = forms.Field()

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip()
        if not code:
            raise ValidationError("", code="required")
        return code


class ConsentForm(forms.Form):
    """That the signer agrees to the text of a `version`, as it was shown in a `language`."""

    agree = forms.Field()
    version = forms.Field(required=False)
    language = forms.Field()

    def clean_language(self) -> ReaderLanguage:
        language = ReaderLanguage.read(self.cleaned_data["language"])
        if language is None:
            raise ValidationError("", code="unknown")
        return language
