"""The officers' web desk: a queue of escalations, and one page to answer each."""
