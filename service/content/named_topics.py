"""The articles that code names; a test makes sure that each is there."""

OFFICES = "alamat-perwakilan"  # answered by place
CONTACT = "kontak-pusat"  # its first paragraph says how to reach BPKP
