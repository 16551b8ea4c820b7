"""The door: what of a message may be kept, decided before anything is stored."""
