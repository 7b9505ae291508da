"""Where an advert is about, and which regionale eenheid should see it."""
