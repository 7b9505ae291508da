"""People's doors: the command line, the web console, the exported lists."""
