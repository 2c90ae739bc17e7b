"""Kills a run in its last wave, starts it again, and tells how long it took until the server was asked for more."""

import json
import os
import resource
import subprocess
import sys
import time
import urllib.request

binary, base, cells, folder = sys.argv[1:]
cells = int(cells)
stats = base.removesuffix("/v1") + "/stats"
command = [binary, "generate", "--topic", "Transformers", "--topic", "Python", "--topic", "RAG", "--count", str(cells),
           "--seed", "5", "--concurrency", "64", "--base-url", base, "--model", "benchmark", "--out", folder, "--quiet"]
environment = dict(os.environ, XDG_CACHE_HOME=folder + "-cache")


def requests():
    return json.load(urllib.request.urlopen(stats))["requests"]


def start():
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)


# Five requests a cell and one for some of them: far enough for the last wave of 256 cells to have begun.
wanted = cells * 5 - 500
process, begun = start(), time.monotonic()
while requests() < wanted:
    if process.poll() is not None:
        sys.exit(f"the run ended by itself, with exit code {process.returncode}")
    time.sleep(0.02)
process.kill()
process.wait()
print(f"killed after {requests()} requests in {time.monotonic() - begun:.1f} s; the journal has "
      f"{os.path.getsize(folder + '/journal.sqlite') / 1e6:.0f} MB, its log "
      f"{os.path.getsize(folder + '/journal.sqlite-wal') / 1e6:.0f} MB")
time.sleep(0.5)
before = requests()
begun = time.monotonic()
process = start()
while requests() == before:
    if process.poll() is not None:
        sys.exit(f"it asked for nothing more, and ended with exit code {process.returncode}")
    time.sleep(0.005)
print(f"asked for more after {time.monotonic() - begun:.2f} s")
process.wait()
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"then it took {time.monotonic() - begun:.1f} s to its end, with exit code {process.returncode}; "
      f"{requests() - before} requests; peak {most:.0f} MB of both runs")
