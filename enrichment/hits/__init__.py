"""From words to hits: indicators, what denies or refuses them, features that words alone cannot say."""
