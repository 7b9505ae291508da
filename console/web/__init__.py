"""The web console: reading only, server-rendered, every page also as JSON."""

from console.web.app import create_app

__all__ = ["create_app"]
