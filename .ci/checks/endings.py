"""How runs end and go on, with the built program against the server of the benchmarks: interruptions, two processes on
one folder, a full disk, damage, a changed prompt, and equal bytes whatever the concurrency."""

import argparse
import atexit
import collections
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time

import benchmark_server

options = argparse.ArgumentParser()
options.add_argument("--binary", required=True)
options.add_argument("--server", required=True)
options.add_argument("--work", required=True)
options.add_argument("--seed", type=int, default=1)
given = options.parse_args()
work = given.work
draw = random.Random(given.seed)
port = benchmark_server.free_port()
base = f"http://127.0.0.1:{port}"
environment = dict(os.environ, XDG_CACHE_HOME=os.path.join(work, "cache"))
environment.pop("VIVA_API_KEY", None)
CELLS = 120


def check(is_so, text, *more):
    if not is_so:
        print(f"FAILED: {text}", *more, file=sys.stderr)
        sys.exit(1)


class Server:
    """The endpoint, and what it wrote down."""

    def __init__(self, latency=0, jitter=0):
        self.log = os.path.join(work, "server.log")
        self.process, _ = benchmark_server.start(
            given.server, port, "-l", latency, "-j", jitter, "-q", "-o", self.log)

    def lines(self):
        """Bodies that came in and that were answered, each with its time in seconds."""
        asked, answered = [], []
        with open(self.log, encoding="ascii") as file:
            for line in file:
                what, digest, moment = line.split()
                (asked if what == "r" else answered).append((digest, int(moment) / 1e6))
        return asked, answered

    def until(self, requests):
        for _ in range(2000):
            if len(self.lines()[0]) >= requests:
                return
            time.sleep(0.01)
        check(False, f"no {requests} requests came")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def words(folder, *more, concurrency=32, count=CELLS):
    return [given.binary, "generate", "--topic", "Transformers", "--count", str(count), "--seed", "5",
            "--concurrency", str(concurrency), "--base-url", base + "/v1", "--model", "benchmark",
            "--out", folder, *more]


def start(folder, *more, **settings):
    process = subprocess.Popen(words(folder, *more, **settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, env=environment)
    atexit.register(process.kill)  # One that outlived a failed check would ask the servers of the next.
    return process


def run(folder, *more, code=0, before=None, **settings):
    result = subprocess.run(words(folder, *more, **settings), capture_output=True, text=True, env=environment,
                            preexec_fn=before)
    check(result.returncode == code, f"{folder}: exit {result.returncode}, expected {code}", result.stderr)
    return result


def timeless(folder):
    files = {}
    for name in sorted(os.listdir(folder)):
        if name == "timing.json" or name.startswith(("journal.sqlite", ".")):
            continue
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        if name == "trace.jsonl":
            rows = [json.loads(line) for line in data.splitlines()]
            for row in rows:
                row.pop("wall", None)
            data = json.dumps(rows).encode()
        files[name] = data
    return files


def durable(folder):
    shown = subprocess.run([given.binary, "journal", "show", folder, "--json"], capture_output=True, text=True,
                           env=environment)
    check(shown.returncode == 0, "journal show", shown.stderr)
    return collections.Counter(
        attempt["body"] for line in shown.stdout.splitlines()
        for attempt in json.loads(line)["wire"]["attempts"] if attempt.get("status") == 200)


def path(name):
    return os.path.join(work, name)


# MARK: Scenarios

def concurrency():
    """The same bytes at any concurrency; also sets what the others are compared with."""
    global wanted, needed
    with Server() as server:
        run(path("warm"), count=2)  # Learns the endpoint's abilities.
        before = len(server.lines()[0])
        run(path("c32"))
        wanted = timeless(path("c32"))
        needed = collections.Counter(digest for digest, _ in server.lines()[0][before:])
        for many in 1, 64, 512:
            run(path(f"c{many}"), concurrency=many)
            check(timeless(path(f"c{many}")) == wanted, f"concurrency {many} changes the set")
    return f"{CELLS} cells, {sum(needed.values())} requests: equal bytes at concurrency 1, 32, 64 and 512"


def interrupted(number):
    folder = path(f"interrupted-{number.name}")
    with Server(latency=150, jitter=300) as server:
        process = start(folder)
        server.until(350)
        moment = time.monotonic()
        process.send_signal(number)
        _, errors = process.communicate()
        took = time.monotonic() - moment
        check(process.returncode == 130, f"{number.name} exits {process.returncode}", errors)
        check("Ending: waiting up to 30 s for" in errors, "nobody says what it waits for", errors)
        check("Interrupted; the same command goes on from here." in errors, "no word of going on", errors)
        asked, answered = server.lines()
        late = [when for _, when in asked if when > moment + 0.25]
        check(not late, f"{len(late)} requests were sent after {number.name}")
        check(len(asked) == len(answered), f"{len(asked) - len(answered)} requests were given up")
        held = durable(folder)
        check(held == collections.Counter(digest for digest, _ in answered), "a reply that was paid for is lost")
        for name in "items.jsonl", "manifest.json", "report.html", "report.json":
            check(os.path.getsize(os.path.join(folder, name)) > 0, f"{name} is missing")
        with open(folder + "/manifest.json", encoding="utf-8") as file:
            check(json.load(file)["ending"] == "interrupted", "the manifest does not say so")
    with Server() as server:
        run(folder)
        again = collections.Counter(digest for digest, _ in server.lines()[0])
        check(again + held == needed, "the rest of the run asked for more or less than was missing")
    check(timeless(folder) == wanted, f"{number.name} changes the set")
    return f"{number.name}: {sum(held.values())} replies kept, those in flight waited for in {took:.2f} s; resumed, equal bytes"


def signalled_twice(process, first):
    """Seconds from the second signal to the end of a process that waits for what is in flight."""
    process.send_signal(first)
    time.sleep(0.8)
    check(process.poll() is None, "it did not wait for what was in flight")
    moment = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate()
    took = time.monotonic() - moment
    check(process.returncode == 130 and took < 1, f"the second one took {took:.1f} s, exit {process.returncode}")
    return took


def interrupted_twice():
    folder = path("twice")
    with Server(latency=8000) as server:
        process = start(folder)
        server.until(1)
        took = signalled_twice(process, signal.SIGINT)
    with Server():
        run(folder)
    check(timeless(folder) == wanted, "a second interruption changes the set")
    return f"a second SIGINT ends it within {took * 1000:.0f} ms; resumed, equal bytes"


def judging(folder):
    return [given.binary, "evaluate", path("c32"), "--concurrency", "8", "--base-url", base + "/v1",
            "--model", "benchmark", "--out", folder]


def judge(folder):
    result = subprocess.run(judging(folder), capture_output=True, text=True, env=environment)
    check(result.returncode == 0, f"{folder}: exit {result.returncode}", result.stderr)


def evaluation_interrupted(number):
    """What had been judged stands in a report that says so; the same command goes on, and asks for the rest alone."""
    whole, folder = path(f"judged-{number.name}"), path(f"judging-{number.name}")
    with Server() as server:
        judge(whole)
        all_asked = collections.Counter(digest for digest, _ in server.lines()[0])
    with Server(latency=150, jitter=100) as server:
        process = subprocess.Popen(judging(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=environment)
        atexit.register(process.kill)
        server.until(sum(all_asked.values()) // 2)
        moment = time.monotonic()
        process.send_signal(number)
        _, errors = process.communicate()
        check(process.returncode == 130, f"evaluate: {number.name} exits {process.returncode}", errors)
        check("Interrupted; " in errors and "the same command goes on from here." in errors, "no word of going on", errors)
        asked, answered = server.lines()
        check(not [when for _, when in asked if when > moment + 0.25], f"requests were sent after {number.name}")
        check(len(asked) == len(answered), "requests were given up")
        held = durable(folder)
        check(held == collections.Counter(digest for digest, _ in answered), "a reply that was paid for is lost")
    with open(folder + "/report.json", encoding="utf-8") as file:
        report = json.load(file)
    judged = len(report["items"])
    check(0 < judged < CELLS, f"{judged} items were judged when it was interrupted")
    check(report["ending"] == f"interrupted; {judged} of {CELLS} items were judged", "the report does not say so")
    for name in "report.md", "report.html":
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            check(report["ending"] in file.read(), f"{name} does not say so")
    with Server() as server:
        judge(folder)
        again = collections.Counter(digest for digest, _ in server.lines()[0])
    check(again + held == all_asked, "the rest asked for more or less than was missing")
    check(timeless(folder) == timeless(whole), f"{number.name} changes the report")
    return f"{number.name} while {judged} of {CELLS} items were judged: a report of these; gone on with, equal bytes"


def evaluation_interrupted_twice():
    with Server(latency=8000) as server:
        process = subprocess.Popen(judging(path("judging-twice")), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True, env=environment)
        atexit.register(process.kill)
        server.until(1)
        took = signalled_twice(process, signal.SIGTERM)
    return f"a second signal ends an evaluation within {took * 1000:.0f} ms"


def two_processes():
    folder = path("two")
    with Server(latency=150, jitter=100) as server:
        first = start(folder)
        server.until(60)
        second = run(folder, code=1)
        check(f"(process {first.pid})" in second.stderr, "the first one is not named", second.stderr)
        first.kill()
        first.communicate()
    with Server():
        run(folder)
    check(timeless(folder) == wanted, "a second process changes the set")
    return f"a second process is refused: {second.stderr.strip().splitlines()[0].split(': ', 2)[-1]}; after kill -9 the next gets in"


def changed_prompt():
    home = path("home")
    os.makedirs(home + "/Prompts")
    with open("Prompts/critic.en.md", encoding="utf-8") as file:
        text = file.read()
    head, rest = text.rsplit("---\n", 1) if text.count("---\n") >= 2 else (text, "")
    with open(home + "/Prompts/critic.en.md", "w", encoding="utf-8") as file:
        file.write(head + "---\n" + rest.replace(". ", ". Be strict. ", 1))
    with Server() as server:
        refused = run(path("c32"), "--home", home, code=2)
        check("prompts: was" in refused.stderr, "the differences are not listed", refused.stderr)
        check(not server.lines()[0], "something was asked all the same")
        run(path("reused"), "--home", home, "--journal", path("c32") + "/journal.sqlite")
        asked = collections.Counter(digest for digest, _ in server.lines()[0])
    shown = subprocess.run([given.binary, "journal", "show", path("reused"), "--json"], capture_output=True,
                           text=True, env=environment).stdout
    replies = [json.loads(line) for line in shown.splitlines()]
    critics = sum(reply["role"] == "critic" for reply in replies)
    check(sum(asked.values()) == critics > 0, f"{sum(asked.values())} asked, but {critics} of the critic")
    check(timeless(path("reused"))["items.jsonl"].count(b"\n") == wanted["items.jsonl"].count(b"\n"), "other items")
    return f"a changed prompt: refused in its folder; with --journal {critics} of {len(replies)} requests are asked"


def full_disk():
    results = []
    mount = path("small")
    os.makedirs(mount, exist_ok=True)
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mount], capture_output=True).returncode == 0
    stopped = 0
    try:
        with Server():
            if mounted:
                sizes = [64, 96, 128, 200] + [draw.randrange(100, 9000) for _ in range(8)]
                for number, size in enumerate(sizes):
                    folder = f"{mount}/set{number}"
                    subprocess.run(["mount", "-o", f"remount,size={size}k", mount], check=True)
                    result = subprocess.run(words(folder), capture_output=True, text=True, env=environment)
                    if result.returncode != 0:
                        stopped += 1
                        check(result.returncode == 1, f"a full disk exits {result.returncode}", result.stderr)
                        check("full" in result.stderr, "nobody says that the disk is full", result.stderr)
                    subprocess.run(["mount", "-o", "remount,size=200m", mount], check=True)
                    run(folder)
                    check(timeless(folder) == wanted, "a full disk changes the set")
                    shutil.rmtree(folder)
                results.append(f"{stopped} of {len(sizes)} runs met a full disk")
            limited = 0
            for number in range(6):
                folder = path(f"limited{number}")
                most = [4_000, 24_000][number] if number < 2 else draw.randrange(20_000, 2_000_000)
                result = subprocess.run(
                    words(folder), capture_output=True, text=True, env=environment,
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
                if result.returncode != 0:
                    limited += 1
                    check(result.returncode == 1, f"a file limit exits {result.returncode}", result.stderr)
                    check("Error:" in result.stderr and folder in result.stderr, "no clear message", result.stderr)
                run(folder)
                check(timeless(folder) == wanted, "a file limit changes the set")
            results.append(f"{limited} of 6 a limit on their files")
            check(stopped + limited > 2, "hardly any run was stopped")
    finally:
        if mounted:
            subprocess.run(["umount", mount])
    return ", ".join(results) + ": exit 1, and resumed with equal bytes"


def read_only():
    folder = path("guarded")
    shutil.copytree(path("c32"), folder)
    drop = None
    if os.geteuid() == 0:
        def drop():
            os.setgid(65534)
            os.setuid(65534)
        os.chmod(work, 0o755)
        for name in os.listdir(folder):
            os.chmod(os.path.join(folder, name), 0o644)
    os.chmod(folder, 0o555)
    try:
        result = run(folder, code=2, before=drop, count=CELLS + 20)
        check(folder in result.stderr and "permission denied" in result.stderr, "no clear message", result.stderr)
    finally:
        os.chmod(folder, 0o755)
    check(timeless(folder) == wanted, "a guarded folder changed")
    return "a folder that takes no files is named"


def damaged():
    """Killed runs whose files are then damaged: named, and nothing is asked for."""
    found = []
    for name in "log gone", "log and its index gone", "log turned", "log torn", "journal emptied", "journal gone":
        folder = path("damaged " + name)
        with Server(latency=20, jitter=30) as server:
            process = start(folder)
            server.until(200)
            process.kill()
            process.communicate()
        journal, log = folder + "/journal.sqlite", folder + "/journal.sqlite-wal"
        size = os.path.getsize(log)
        if name.startswith("log") and name.endswith("gone"):
            os.remove(log)
            if "index" in name:
                os.remove(journal + "-shm")
        elif name == "log turned":
            with open(log, "r+b") as file:
                file.seek(size // 3)
                byte = file.read(1)[0]
                file.seek(size // 3)
                file.write(bytes([byte ^ 0x20]))
        elif name == "log torn":
            os.truncate(log, size - 1000)
        elif name == "journal emptied":
            os.truncate(journal, 0)
        else:
            os.remove(journal)
        with Server() as server:
            if name == "log torn":
                run(folder)
                check(timeless(folder) == wanted, "a torn log changes the set")
                continue
            result = run(folder, code=2)
            check("journal.sqlite" in result.stderr and "\n" in result.stderr.strip() or "put it back" in result.stderr,
                  f"{name}: no clear message", result.stderr)
            check(not server.lines()[0], f"{name}: something was asked all the same")
            found.append(name)
            if name == "log turned":
                run(path("rescued"), "--journal", journal)
                asked = len(server.lines()[0])
                # What is used again costs nothing, and the reports say so: the items are what must be equal.
                for name in ("items.jsonl", "refused.jsonl"):
                    check(timeless(path("rescued"))[name] == wanted[name],
                          f"what was rescued differs in {name}")
                check(asked < sum(needed.values()), "nothing was rescued")
    return f"{', '.join(found)}: named, nothing asked; a torn log goes on; a damaged one serves a new folder"


wanted, needed = {}, collections.Counter()
scenarios = [concurrency, lambda: interrupted(signal.SIGINT), lambda: interrupted(signal.SIGTERM), interrupted_twice,
             lambda: evaluation_interrupted(signal.SIGINT), lambda: evaluation_interrupted(signal.SIGTERM),
             evaluation_interrupted_twice, two_processes, changed_prompt, full_disk, read_only, damaged]
for scenario in scenarios:
    print(scenario(), flush=True)
