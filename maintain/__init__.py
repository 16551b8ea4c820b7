"""The ``tanya`` command: run, ask, train, evaluate, content, officers."""
