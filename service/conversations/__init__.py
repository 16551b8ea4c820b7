"""Conversations: one citizen on one channel, who answers them, and what came of each message."""
