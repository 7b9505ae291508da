"""Figures beside stock parts, in one run, as ratios: `make bench`, or `python -m bench crawl enrich search whole`."""
