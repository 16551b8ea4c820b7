"""Officers: who may answer, and their log-ins."""
