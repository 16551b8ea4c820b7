"""Learning from use: where the bot probably went wrong, and which of these messages are alike."""
