"""The reads of /api/v2."""
