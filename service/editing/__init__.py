"""How an article changes in the desk: a proposal, a second person, and publication at once."""
