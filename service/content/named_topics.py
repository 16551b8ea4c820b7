"""The articles that code names; a test makes sure that each is there."""

OFFICES = "alamat-perwakilan"  # answered by place
HEAD_OFFICE = "alamat-pusat"  # where the head office is
CONTACT = "kontak-pusat"  # its first paragraph says how to reach BPKP
CHIEF = "kepala-bpkp"  # who heads BPKP
OWN_DATA = "data-saya"  # what is kept of a citizen, and how it is deleted
TICKETS = "tiket"  # how one sees, changes and cancels a ticket
