"""Tests of what the web processes share as servers."""
