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


G1, G2, G3, G4, G6 = (gap(most) for most in (1, 2, 3, 4, 6))
OWN = r"(?:I|be|FAMILY|KIN)"  # "be": I, in Kupang
PERSON = r"(?:I|be|FAMILY|KIN|BOSS|STRANGER)"
OTHER = r"(?:STRANGER|BOSS|FAMILY|KIN)"
SOON = r"(?:WANT|FUTURE)"
AFTER = (  # "WANT DIE JUST", not "WANT DIE lampu"
    r"(?: (?:JUST|SO|mami|do|NOW|NOT|I|karena|kak|pak|bu|min|gara|tapi|daripada|biar|malam|TIRED|"
    r"be|FAMILY|hari|so|SOON|[|,])|$)"
)
