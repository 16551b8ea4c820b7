"""Tests of the officers' groups, over HTTP against a Bot API double."""
