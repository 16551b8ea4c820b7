"""How rules over the codes of ``service.door.distress_spelling`` are written."""

import re

_ALSO = {  # a code stands for its kin as well
    "NOW": "(?:NOW|HELP)",
    "STRANGER": "(?:STRANGER|THUG)",
    "THREATEN_[AP]": "(?:THREATEN|STALK)_[AP]",
    "THREATEN_A": "(?:THREATEN|STALK)_A",
    "THREATEN_P": "(?:THREATEN|STALK)_P",
}


def gap(most: int) -> str:
    """Match up to so many words of one sentence."""
    return rf"(?:(?:, )?[^ |,]+ ){{0,{most}}}?(?:, )?"


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Match one of these, as whole words."""
    said = "|".join(alternatives)
    for code, kin in _ALSO.items():
        said = said.replace(code, kin)
    return re.compile(rf"(?<![^ ])(?:{said})(?![^ ])")
