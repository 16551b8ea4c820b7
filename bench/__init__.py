"""Measurements of the real service: ``make bench``."""
