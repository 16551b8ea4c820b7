"""The Telegram channel: the only package that sees Telegram's library.

``channel`` puts it together; ``polling`` or ``webhook`` receives through ``receiver``, ``updates``
reads what comes, ``sender`` sends, ``files`` fetches.
"""
