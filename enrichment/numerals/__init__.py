"""Numbers as people write and say them, in eight languages, put into digits."""
