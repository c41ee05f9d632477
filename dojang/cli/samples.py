"""The sample templates, in a company of their own."""

import click

from dojang.cli.server.database import database

COMP_ID, EMAIL = "testapi", "guide@esignon.net"


@click.command()
@click.option("--password", default="guide-password", show_default=True, help=f"The password of {EMAIL}.")
def samples(password: str) -> None:
    """Make the company testapi with four sample templates.

    Template 1 is the one that the API's documentation calls with "For TEST Account".
    """
    with database(new=True):
        install(password)


def install(password: str) -> None:
    """Make, or bring up to date, the company, its member and the sample templates."""
    from dojang.companies.setup import establish
    from dojang.flow.templates import import_template
    from dojang.lib.vendor import FONTS
    from dojang.library.samples import SAMPLES, build

    company = establish(COMP_ID, name="Dojang Samples", email=EMAIL, password=password, member_name="Kim Guide").company
    click.echo(f"company {COMP_ID}, member {EMAIL}, password {password}")
    for name in SAMPLES:
        sample = build(name, FONTS)
        done = import_template(company, pdf=sample.pdf, layout=sample.layout, name=sample.name, number=sample.doc_id)
        state = "imported" if done.is_new else "unchanged"
        click.echo(f"template {sample.doc_id} ({sample.name}, {sample.language}): {state}")
