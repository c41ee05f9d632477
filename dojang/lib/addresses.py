"""The public addresses of pages, for messages and exports, which do not know the doors."""

from django.conf import settings


def sign(token: str) -> str:
    """Where a signer, the starter or a copy recipient opens a contract."""
    return f"{settings.BASE_URL}/mail/sign?token={token}"


def verify() -> str:
    """Where anyone checks a file."""
    return f"{settings.BASE_URL}/verify"


def consent(version: str, language: str) -> str:
    """Where the text that a signer agreed to can be read, byte for byte as it was hashed."""
    return f"{settings.BASE_URL}/consent/{version}.{language}.txt"


def preview(token: str) -> str:
    return f"{settings.BASE_URL}/preview/{token}"


def public_link(token: str) -> str:
    """Where each visitor of a public link starts a contract."""
    return f"{settings.BASE_URL}/link/{token}"


def view(token: str) -> str:
    """Where a sealed document or certificate is shown."""
    return f"{settings.BASE_URL}/view/{token}"


def download(token: str) -> str:
    """Where a sealed document or certificate is downloaded."""
    return f"{settings.BASE_URL}/download/{token}"
