"""`python -m console` is the `zicht` command."""

from console.cli import main

main()
