"""What a phone has to fetch for the signing page."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from dojang.companies.models import Company
from dojang.flow import start
from dojang.pages.templatetags.modules import closure
from dojang.signing.tests.visiting import first
from tests.factories import order


def weight(name: str) -> int:
    """Gzipped bytes of a static file."""
    path = finders.find(name)
    assert isinstance(path, str)
    return len(gzip.compress(Path(path).read_bytes()))


def test_the_scripts_of_the_signing_page_are_small() -> None:
    modules = closure("signing/document.js")
    assert {"signing/guide.js", "signing/ink-pad.js", "signing/once.js"} <= set(modules)
    weights = {name: weight(name) for name in modules}
    print(f"scripts of the signing page, gzipped: {sum(weights.values()):,} bytes", weights)  # noqa: T201 — a figure to be read
    assert sum(weights.values()) < 60_000


@pytest.mark.django_db
def test_a_browser_learns_at_once_of_all_modules(client: Client, acme: Company) -> None:
    page = client.get(first(client, start.start(order(acme)))).content.decode()
    entry, *others = closure("signing/document.js")
    assert all(f'<link rel="modulepreload" href="/static/{name}">' in page for name in others)
    assert f'<script type="module" src="/static/{entry}">' in page


@pytest.mark.django_db
def test_pages_and_scripts_come_gzipped_and_pictures_as_they_are(client: Client, acme: Company) -> None:
    home = first(client, start.start(order(acme)))
    for path, encoding in ((home, "gzip"), ("/static/signing/guide.js", "gzip"), (f"{home}/page/1", None)):
        assert client.get(path, headers={"Accept-Encoding": "gzip"}).get("Content-Encoding") == encoding, path
