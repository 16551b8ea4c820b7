"""The citizens' web chat: a page without an account, a second channel through the same turn."""
