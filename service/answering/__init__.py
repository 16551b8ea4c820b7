"""Answering: from what was understood to what the citizen reads."""
