"""Five runs on the same topics, with one memory and with none: what of their questions earlier runs had asked."""
import json
import os
import subprocess
import sys
import threading

binary, work = sys.argv[1:]
RUNS, COUNT = 5, 200
TOPICS = ["Transformers", "Python", "RAG", "Agents", "MLOps", "Algorithms"]
KINDS = "open,multipleChoice,trueFalse,cloze,coding,scenario,interview"


def viva(*words):
    run = subprocess.run([binary, *words], capture_output=True, text=True)
    assert run.returncode == 0, (words, run.returncode, run.stderr[-2000:])
    return run.stdout


def series(name):
    """The sets of five runs, a seed each; what --json says of their memory."""
    told = []
    for run in range(1, RUNS + 1):
        memory = "none" if name == "none" else os.path.join(work, "memory.sqlite")
        topics = [word for topic in TOPICS for word in ("--topic", topic)]
        out = viva("generate", *topics, "--kinds", KINDS, "--languages", "en,zh", "--count", str(COUNT), "--seed", str(run),
                   "--memory", memory, "--out", os.path.join(work, name, str(run)), "--quiet", "--json")
        told.append(json.loads(out).get("memory"))
    return told


def items(name, run):
    with open(os.path.join(work, name, str(run), "items.jsonl"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def folded(question):
    return "".join(c for c in question.lower() if c.isalnum())


def repeats(name):
    """For each run the items whose question an earlier run asked: by the thresholds of duplicates over all sets together,
    which the program's own report of a foreign set applies, and by the letters alone."""
    path = os.path.join(work, name + ".jsonl")
    near, seen = [set() for _ in range(RUNS)], set()
    exact = [0] * RUNS
    with open(path, "w", encoding="utf-8") as file:
        for run in range(RUNS):
            own = set()
            for item in items(name, run + 1):
                item["id"] = f"{run}/{item['id']}"
                file.write(json.dumps(item, ensure_ascii=False) + "\n")
                letters = folded(item["question"])
                exact[run] += letters in seen
                own.add(letters)
            seen |= own
    report = json.loads(viva("evaluate", path, "--backend", "offline", "--out", os.path.join(work, name + "-all"), "--quiet", "--json"))
    assert report["set"]["items"] == RUNS * COUNT, report["set"]["items"]
    for earliest, later in report["duplicates"]:
        if earliest.split("/")[0] != later.split("/")[0]:
            near[int(later.split("/")[0])].add(later)
    return [len(found) for found in near], exact


told = {}
threads = [threading.Thread(target=lambda name=name: told.update({name: series(name)})) for name in ("shared", "none")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert set(told) == {"shared", "none"}, "a series failed; see above"

assert told["none"] == [None] * RUNS, told["none"]
before = 0
for memory in told["shared"]:
    assert memory["before"] == before < memory["after"] <= memory["squares"], told["shared"]
    before = memory["after"]
with open(os.path.join(work, "shared", str(RUNS), "report.md"), encoding="utf-8") as file:
    sentence = f"{told['shared'][-1]['before']} had a question of an earlier run, and {before} have one now"
    assert sentence in file.read(), sentence

shown = ["run", "squares before", "after", "of", "repeats", "with no memory"]
near, exact = repeats("shared")
contrast, contrast_exact = repeats("none")
print(" | ".join(shown))
for run, memory in enumerate(told["shared"]):
    print(f"{run + 1} | {memory['before']} | {memory['after']} | {memory['squares']} | {near[run] / COUNT:.1%} | "
          f"{contrast[run] / COUNT:.1%} (to the letter {contrast_exact[run] / COUNT:.1%})")
assert near == exact == [0] * RUNS, (near, exact)
assert contrast[0] == 0 and min(contrast[1:]) > 0, contrast
print(f"With one memory none of {(RUNS - 1) * COUNT} later questions comes again; without, {sum(contrast)} do.")
