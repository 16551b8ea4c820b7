"""Rasa's custom actions: thin, without SQL; they read the knowledge base and never write.

What changes something (an escalation) is asked of the gateway in the reply, which stores it in
one transaction with the turn: an action that Rasa repeats cannot open a second ticket.
"""
