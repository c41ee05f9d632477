"""Dojang: a self-hosted e-signature server that speaks the eSignon API."""
