"""Canned replies: what a unit, or one officer, says again and again, with places to be filled."""
