"""Conversations that measure: read, played as new citizens, judged, and reported.

``tanya evaluate --conversations FILE`` calls ``playground`` and ``report``. Each conversation runs
through the gateway's own code on a throw-away database that Rasa's actions read too.
"""
