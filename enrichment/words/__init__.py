"""One text per advert and its words: normalised, folded, stemmed, in which language."""
