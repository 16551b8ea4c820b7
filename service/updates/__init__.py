"""Updates: what citizens sent, on disk before it is acknowledged, and who works it off."""
