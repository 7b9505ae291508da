"""What is paid, kept and charged, for which time, and what the minimum wage says of it."""
