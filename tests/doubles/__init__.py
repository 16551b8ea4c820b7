"""Doubles of what lies outside the project, spoken to over real HTTP."""
