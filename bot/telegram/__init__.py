"""The Telegram channel: the only package that sees Telegram's library."""
