"""From hits to a score that a reader can redo, to an outcome and how sure it is, in words."""
