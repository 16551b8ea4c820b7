"""What the web chat and the desk share as web servers; nothing of it knows what they show."""
