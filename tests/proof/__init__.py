"""Tests of the proof itself: a proof that cannot fail proves nothing."""
