"""The officers' groups at Telegram: what comes from there, and what is shown there.

``desk`` puts it together; ``reading`` reads what comes, ``showing`` shows what ``service.forum``
says, ``calls`` asks Telegram and tells what its answers mean.
"""
