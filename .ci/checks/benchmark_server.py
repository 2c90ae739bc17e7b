"""The server of the benchmarks, as the checks start it."""

import random
import socket
import subprocess
import sys


def free_port():
    """A port for servers that follow one another: below those that systems give to connections, one of which could take
    it in between."""
    while True:
        port = random.randrange(10000, 30000)
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def start(program, port, *options):
    """Starts it; returns its process and its URL once it listens. Port 0 is one that is free."""
    process = subprocess.Popen(
        [program, "-p", str(port), *map(str, options)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with process.stdout as said:
        base = said.readline().strip()
    if not base:
        process.wait()
        print(f"FAILED: the server did not start; is port {port} taken?", file=sys.stderr)
        sys.exit(1)
    return process, base
