"""Officers' forum groups: what of an escalation stands there, and what officers do from there."""
