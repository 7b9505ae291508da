"""The analysts' packs: cues, their YAML read strictly, their proof."""
