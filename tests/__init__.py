"""Whole stories, and what every room's tests share."""
