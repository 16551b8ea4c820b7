"""Tests of the stand-ins: one that lets everything pass proves nothing."""
