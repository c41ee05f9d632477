"""The public addresses of pages, so that messages and exports can name them without knowing the doors."""

from django.conf import settings


def sign(token: str) -> str:
    """Where a signer, the starter or a copy recipient opens a contract."""
    return f"{settings.BASE_URL}/mail/sign?token={token}"


def verify() -> str:
    """Where anybody checks a file."""
    return f"{settings.BASE_URL}/verify"


def consent(version: str, language: str) -> str:
    """Where the text that a signer agreed to can be read, byte for byte as it was hashed."""
    return f"{settings.BASE_URL}/consent/{version}.{language}.txt"


def preview(token: str) -> str:
    return f"{settings.BASE_URL}/preview/{token}"


def public_link(token: str) -> str:
    """Where anybody who has it begins a contract."""
    return f"{settings.BASE_URL}/link/{token}"


def view(token: str) -> str:
    """Where a sealed document or certificate is looked at."""
    return f"{settings.BASE_URL}/view/{token}"


def download(token: str) -> str:
    """Where a sealed document or certificate is fetched as a file."""
    return f"{settings.BASE_URL}/download/{token}"
