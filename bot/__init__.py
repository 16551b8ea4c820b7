"""The gateway: the only process that holds the Telegram token; serves the web chat too."""
