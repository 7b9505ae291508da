"""The truth: captures, adverts, states, labels, decisions, audit; and the evidence on disk."""
