"""The tally: as many as can be seen, while many start and delete at once."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from dojang.companies.errors import QuotaSpent
from dojang.companies.models import Company
from dojang.contracts import queries, tally
from dojang.contracts.models import Contract
from dojang.flow import start, termination
from dojang.lib.visitor import NOBODY
from tests import factories

AT_ONCE = 6


def acme() -> Company:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    return company


def visible(company: Company) -> int:
    return Contract.objects.filter(company=company).exclude(status="deleted").count()


def begin_and_delete_another(company: Company, together: Barrier) -> None:
    gone = start.start(factories.order(company)).contract
    kim = company.members.get()
    termination.cancel(gone.pk, kim, "", NOBODY)
    together.wait()
    termination.delete(gone.pk, kim, NOBODY)
    start.start(factories.order(company))
    start.start(factories.order(company))
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_it_is_exact_whoever_starts_and_deletes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "BLOCK", 5)
    company, together = acme(), Barrier(AT_ONCE)
    threads = [Thread(target=begin_and_delete_another, args=(company, together)) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pages = [queries.page(company, number, 4) for number in range(1, 5)]
    assert {page.total for page in pages} == {visible(company)} == {2 * AT_ONCE}
    ids = [contract.pk for page in pages for contract in page.contracts]
    assert ids == sorted(set(ids), reverse=True)
    assert len(ids) == 2 * AT_ONCE


@pytest.mark.django_db
def test_a_start_that_is_refused_is_not_counted() -> None:
    company = acme()
    Company.objects.update(capacity=1)
    start.start(factories.order(company))
    with pytest.raises(QuotaSpent):
        start.start(factories.order(company))
    assert queries.page(company, 1, 10).total == 1
