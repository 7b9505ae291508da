"""What reading is worth: against labels, between packs, by what people said, by the packs' own proof."""
