"""Kills a run of the program at random moments, resumes it until it is done, and holds the server's record of what was
asked against the journal's record of what was durable.

A reply that was durable when the program was killed must never be asked for again; the finished set must be the one of
an undisturbed run. What the server had sent but the journal did not hold yet is lost by nature, and told apart.
"""

import argparse
import atexit
import collections
import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request

import benchmark_server

LINE = 84  # Bytes of a line of the server's log.

options = argparse.ArgumentParser()
options.add_argument("--binary", required=True)
options.add_argument("--server", required=True)
options.add_argument("--work", required=True)
options.add_argument("--kills", type=int, default=200)
options.add_argument("--each", type=int, default=10, help="kills of one run")
options.add_argument("--cells", type=int, default=1000)
options.add_argument("--concurrency", type=int, default=64)
options.add_argument("--latency", type=int, default=4)
options.add_argument("--jitter", type=int, default=12)
options.add_argument("--seed", type=int, default=1)
given = options.parse_args()
draw = random.Random(given.seed)
log_path = os.path.join(given.work, "server.log")
environment = dict(os.environ, XDG_CACHE_HOME=os.path.join(given.work, "cache"))
environment.pop("VIVA_API_KEY", None)


def fail(text):
    print(f"FAILED: {text}", file=sys.stderr)
    sys.exit(1)


class Log:
    """What the server wrote since the last look."""

    def __init__(self):
        self.file = open(log_path, "rb", buffering=0)

    def size(self):
        return os.fstat(self.file.fileno()).st_size

    def take(self, until=float("inf")):
        """Bodies asked, and those answered until a moment: the kernel takes answers for the dead as well."""
        time.sleep(0.03)  # What was on its way to a dead client is through after that.
        previous = -1
        while previous != self.size():
            previous = self.size()
            time.sleep(0.02)
        asked, answered = [], []
        for line in self.file.read().decode().splitlines():
            what, digest, moment = line.split()
            if what == "r":
                asked.append(digest)
            elif int(moment) <= until * 1e6:
                answered.append(digest)
        return asked, answered


def command(folder):
    return [given.binary, "generate", "--topic", "Transformers", "--topic", "Python", "--count",
            str(given.cells), "--seed", "5", "--concurrency", str(given.concurrency), "--base-url",
            base + "/v1", "--model", "benchmark", "--out", folder, "--quiet"]


def durable(folder):
    """Bodies whose reply the journal holds, how often; and the cells of each."""
    if not os.path.exists(folder + "/journal.sqlite"):
        return collections.Counter(), {}
    shown = subprocess.run([given.binary, "journal", "show", folder, "--json"],
                           capture_output=True, text=True, env=environment)
    if shown.returncode != 0:
        # Killed before the tables were there, or while they were being made, which the next run undoes.
        if any(sign in shown.stderr for sign in ("schema", "no such table", "was cut short")):
            return collections.Counter(), {}
        fail(f"journal show: {shown.stderr}")
    bodies, cells = collections.Counter(), collections.defaultdict(set)
    for line in shown.stdout.splitlines():
        reply = json.loads(line)
        for attempt in reply["wire"]["attempts"]:
            if attempt.get("status") == 200:
                bodies[attempt["body"]] += 1
                if reply["role"] != "planner":
                    cells[attempt["body"]].add(reply["cell"])
    return bodies, cells


def waves(folder):
    """How many waves the journal has committed."""
    import sqlite3
    if not os.path.exists(folder + "/journal.sqlite"):
        return 0
    connection = sqlite3.connect(f"file:{folder}/journal.sqlite?mode=ro", uri=True)
    try:
        return connection.execute("SELECT COUNT(*) FROM wave").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def timeless(folder):
    files = {}
    for name in sorted(os.listdir(folder)):
        if name == "timing.json" or name.startswith(("journal.sqlite", ".")):
            continue
        data = open(os.path.join(folder, name), "rb").read()
        if name == "trace.jsonl":
            rows = [json.loads(line) for line in data.splitlines()]
            for row in rows:
                row.pop("wall", None)
            data = "\n".join(json.dumps(row) for row in rows).encode()
        files[name] = data
    return files


def finish(folder):
    run = subprocess.run(command(folder), capture_output=True, text=True, env=environment)
    if run.returncode != 0:
        fail(f"the run ended with {run.returncode}: {run.stderr}")


server, base = benchmark_server.start(
    given.server, 0, "-l", given.latency, "-j", given.jitter, "-q", "-o", log_path)
try:
    log = Log()
    log.take()
    # The endpoint's abilities are learned before anything is counted.
    subprocess.run(command(os.path.join(given.work, "first"))[:-1] + ["--quiet", "--count", "2"],
                   capture_output=True, env=environment)
    log.take()

    plain = os.path.join(given.work, "undisturbed")
    began = time.monotonic()
    finish(plain)
    took = time.monotonic() - began
    asked, answered = log.take()
    stats = json.loads(urllib.request.urlopen(base + "/stats").read())
    needed = collections.Counter(asked)
    held, cells = durable(plain)
    if held != needed:
        fail("the undisturbed run's journal does not hold what the server was asked")
    wanted = timeless(plain)
    items = wanted["items.jsonl"].count(b"\n")
    # Where the last wave of first-planned cells begins: waves double from 16 to 256.
    first, size = 0, 16
    while first + size < given.cells:
        first, size = first + size, min(256, size * 2)
    place = next(index for index, digest in enumerate(asked)
                 if any(cell >= first for cell in cells.get(digest, ())))
    last_wave = {digest for digest, of in cells.items() if any(first <= cell < given.cells for cell in of)}
    all_waves = waves(plain)
    print(f"undisturbed: {given.cells} cells, {items} items, {len(asked)} requests of {len(needed)} bodies in "
          f"{took:.1f} s, at most {stats['mostInFlight']} in flight; the last wave begins with cell {first}, "
          f"request {place}")

    totals = collections.Counter()
    most_lost = most_waiting = 0
    kills = 0
    run = 0
    began = time.monotonic()
    while kills < given.kills:
        run += 1
        folder = os.path.join(given.work, f"run{run}")
        count = min(given.each, given.kills - kills)
        total = len(asked)
        late = round(count / 3 + draw.random() * 0.999 - 0.5) if given.kills < 9 else -(-count // 3)
        # Answers after which to kill: a third in the last wave; some of the others at the start, some at the end.
        points = sorted([draw.randrange(place, total) for _ in range(late)]
                        + [draw.choice([0, draw.randrange(place), draw.randrange(place), draw.randrange(place),
                                        total]) for _ in range(count - late)])
        have, _ = durable(folder)
        while True:
            process = subprocess.Popen(command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                       env=environment, text=True)
            atexit.register(process.kill)  # None outlives a check that fails.
            point = points.pop(0) if points else None
            done = sum(have.values())
            start = log.size()
            if point is None:
                _, errors = process.communicate()
                if process.returncode != 0:
                    fail(f"run {run} ended with {process.returncode}: {errors}")
            elif point == 0:
                time.sleep(draw.random() * 0.06)  # Around the first start, and the first requests.
            else:
                # Half of the lines are answers.
                while process.poll() is None and done + (log.size() - start) // LINE // 2 < point:
                    time.sleep(0.0005)
                time.sleep(draw.random() * (0.4 if point >= total else 0.006))
            moment = float("inf")
            if process.poll() is None:
                moment = time.monotonic()
                process.send_signal(signal.SIGKILL)
            errors = process.communicate()[1] if point is not None else ""
            was_killed = process.returncode == -signal.SIGKILL
            if not was_killed and process.returncode != 0:
                fail(f"run {run} ended with {process.returncode}: {errors}")
            received, replied = log.take(moment)
            received, replied = collections.Counter(received), collections.Counter(replied)
            for digest, times in received.items():
                if digest not in needed:
                    fail(f"run {run} asked for {digest}, which the undisturbed run never did")
                again = times - (needed[digest] - have[digest])
                if again > 0:
                    totals["again"] += again
            now, _ = durable(folder)
            if any(now[digest] < times for digest, times in have.items()):
                fail(f"run {run}: the journal lost a reply that it held")
            lost = sum(max(0, times - (now[digest] - have[digest])) for digest, times in replied.items())
            waiting = sum(max(0, times - (now[digest] - have[digest])) for digest, times in received.items())
            if was_killed:
                kills += 1
                totals["lost"] += lost
                most_lost = max(most_lost, lost)
                most_waiting = max(most_waiting, waiting)
                begun = any(digest in received or have[digest] for digest in last_wave)
                if begun and waves(folder) < all_waves:
                    totals["late"] += 1
                if not now:
                    totals["before"] += 1
                if waves(folder) == all_waves:
                    totals["after"] += 1
            elif lost:
                fail(f"run {run} lost {lost} replies without being killed")
            have = now
            if not was_killed:
                break  # Done; where it was quicker than a kill, what is left of the points has no run any more.
        got = timeless(folder)
        for name in wanted:
            if got.get(name) != wanted[name]:
                fail(f"run {run}: {name} differs from the undisturbed run")
        if got.keys() != wanted.keys():
            fail(f"run {run} has other files: {sorted(got.keys() ^ wanted.keys())}")
        subprocess.run(["rm", "-rf", folder])
    took = time.monotonic() - began
finally:
    server.terminate()
    server.wait()

print(f"seed {given.seed}: {kills} kills over {run} runs of {given.cells} cells in {took:.0f} s: {totals['late']} in the last wave of "
      f"first-planned cells, {totals['before']} before anything was durable, {totals['after']} while files were written")
print(f"requests asked again whose reply was durable: {totals['again']}")
print(f"items lost, doubled or different: 0 of {items} in each of {run} runs")
print(f"replies sent but not yet durable: {totals['lost']} over all kills, at most {most_lost} at one; asked for and not "
      f"durable were at most {most_waiting}")
if totals["again"]:
    sys.exit(1)
if most_waiting > 3 * given.concurrency + 1:
    fail("more requests were on their way than the stages can have")
