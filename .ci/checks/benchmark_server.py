"""The server of the benchmarks, as the checks start it."""

import socket
import subprocess
import sys


def free_port():
    """Somebody else's server on a fixed port would answer in the place of ours."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def start(program, port, *options):
    """Starts it and returns its process once it listens."""
    process = subprocess.Popen(
        [program, "-p", str(port), *map(str, options)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if not process.stdout.readline():
        print(f"FAILED: the server did not start; is port {port} taken?", file=sys.stderr)
        sys.exit(1)
    return process
