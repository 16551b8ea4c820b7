"""What was trained, how it was judged, who let it serve, and which Rasa answers with it."""
