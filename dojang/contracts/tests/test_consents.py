"""Texts that people have agreed to are never changed."""

import hashlib

import pytest

from dojang.contracts import consents
from dojang.contracts.models import Signer
from dojang.lib.languages import ReaderLanguage

# What was agreed to stays. A new wording is a new version with a line of its own here.
KNOWN = {
    "2026-11": {
        "ko": "0d60b4027a1baece2716a00b3f386e71397a712581d1c9a7cabff3a7f287a7d7",
        "en": "7abe34e30b090396720b97fd91c181394dc6d841c7247c07a4547c939646b96b",
        "ja": "0209c8ea8e0fe80ae1ce7ea7eb1e0ea69cb1a06e25d81df7a91830761ebc4040",
    },
    "2026-11-28": {
        "ko": "e24615bd40de063be9807b5a6f03bab19bd41d564ddeb8bd0de10004b130b857",
        "en": "5b221a994653b2ac67ee017a09dab280192437f4a9bac882d085bf830a1478d1",
        "ja": "72ee647013b542428b8e75de1e23e8b952f72be4106dc12177048072037dd7a4",
        "vi": "b857c628cf6f0668a55e9697f8796cfe9173dcb2224796b6a2363c5244933b23",
        "zh": "a7d9c7f2b22e8cfac1d9f288c61cf1afa6d19c980e60f5c81be3ef4587ba16ef",
    },
}


@pytest.mark.parametrize("version", KNOWN)
def test_a_text_does_not_change_without_a_new_version(version: str) -> None:
    assert {language: consents.sha256(version, language) for language in consents.languages(version)} == KNOWN[version]


def test_the_newest_is_there_in_every_language_of_the_pages() -> None:
    assert consents.languages(consents.CURRENT) == tuple(ReaderLanguage)


def test_every_version_is_watched_and_the_newest_is_asked_for() -> None:
    assert consents.versions() == tuple(KNOWN)
    assert consents.versions()[-1] == consents.CURRENT


def test_a_version_fits_where_it_is_kept() -> None:
    column = Signer._meta.get_field("consented")
    assert all(len(version) <= (column.max_length or 0) for version in consents.versions())


@pytest.mark.parametrize("language", ReaderLanguage)
def test_the_hash_is_of_the_paragraphs_on_the_page_each_with_a_line_feed(language: ReaderLanguage) -> None:
    text = "\n".join(consents.paragraphs(consents.CURRENT, language)) + "\n"
    assert hashlib.sha256(text.encode()).hexdigest() == consents.sha256(consents.CURRENT, language)
