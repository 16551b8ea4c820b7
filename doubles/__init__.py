"""Stand-ins for what is outside the service, used by tests, proof and bench; imports no tests."""
