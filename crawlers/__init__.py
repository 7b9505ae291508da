"""Scrapy's only home: families of sites, one small file a site, captures before parsing."""
