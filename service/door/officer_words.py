"""What of an officer's answer may go as it is, once the officer was asked.

What can only be a person's (a NIK, a PIN) never does.
"""

CAN_BE_PUBLIC = frozenset(
    {"telepon", "email", "rekening", "nomor", "NPWP", "alamat", "plat nomor"}
)  # an agency has these as well
