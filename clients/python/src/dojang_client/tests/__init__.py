"""Tests of the client. Stories with a real server are in `tests/journeys/test_client.py`."""
