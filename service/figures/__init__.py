"""What the service did over some days, counted for those who lead it; it only reads."""
