"""Serves the console until interrupted."""

import uvicorn
from fastapi import FastAPI


def serve(app: FastAPI, host: str, port: int) -> None:
    """Run one process on `host:port`; no access log, because addresses of pages hold what people search."""
    uvicorn.run(app, host=host, port=port, access_log=False, server_header=False, proxy_headers=False)
