"""Tests of the benchmarks: a benchmark that flatters is worse than none."""
