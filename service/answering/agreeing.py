"""The words that say yes, whoever asked and whatever was asked. Pure."""

YES = frozenset(
    "ya iya iyaa iyo yap yup yes y ok oke okay okey baik boleh jadi siap setuju silakan betul "
    "benar yakin nggih inggih muhun enggih leres".split()
)
