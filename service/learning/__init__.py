"""Learning from use: where the bot probably went wrong, and what two people say that it meant."""
