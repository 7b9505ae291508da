"""Models that read sentences: encoders behind one protocol, and the matcher that compares sentences with examples."""
