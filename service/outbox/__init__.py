"""The outbox: replies on disk before they are sent, and how far each came."""
