"""The proof that nothing is lost: ``python -m proof``, or ``make proof``.

A crowd of simulated citizens writes to the real processes through a Bot API double that injects
faults, while the processes are killed at random moments. Then every update is audited.
"""
