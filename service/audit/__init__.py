"""The record: who did and who saw what, when and from where, chained so that nobody bends it."""
