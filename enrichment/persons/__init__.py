"""Who is in an advert: ages, first names, and who speaks."""
