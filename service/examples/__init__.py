"""The register of the sentences that intents are learnt from, and their files in ``data/``."""
