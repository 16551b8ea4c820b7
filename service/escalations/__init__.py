"""Escalations: a conversation in an officer's hands, its ticket, and what the officer reads."""
