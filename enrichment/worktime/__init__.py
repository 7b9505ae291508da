"""Hours and days of work, in numbers, on the clock, in scenes."""
