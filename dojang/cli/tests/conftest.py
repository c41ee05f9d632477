"""The exports' own world: the integrator's server, a hurried dispatcher, a company."""

from dojang.exports.tests.conftest import acme, dispatch, receiver  # noqa: F401 — fixtures
