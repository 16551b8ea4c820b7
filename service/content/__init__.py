"""Content: the folder of articles, offices, referrals and sentences, read, checked and loaded."""
