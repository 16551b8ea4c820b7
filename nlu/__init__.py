"""Custom Rasa components, the only code of ours inside Rasa (Python 3.10).

In the order of the pipeline: ``normalizer`` writes chat Indonesian in standard words,
``sentence_encoder`` adds a vector of its meaning, ``intent_classifier`` names the intent.
docs/nlu.md explains the choices and how they were measured.
"""
