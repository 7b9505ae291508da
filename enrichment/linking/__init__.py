"""Which adverts belong together, and why: near-duplicates, contacts, groups, and the guard against false ties."""
