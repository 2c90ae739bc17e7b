"""Prints what the benchmarks of the offline writer measure. Called by them; see README.md."""

import collections
import glob
import json
import os
import random
import resource
import subprocess
import sys
import time


def load(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return json.load(file)


def run(usage, *command):
    """Runs a command, writes down its time and its largest memory, and ends as it did."""
    start = time.monotonic()
    code = subprocess.run(command).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    kilo = 1024 if sys.platform == "darwin" else 1
    with open(usage, "w", encoding="utf-8") as file:
        json.dump({"seconds": time.monotonic() - start, "cpu": used.ru_utime + used.ru_stime,
                   "megabytes": used.ru_maxrss / kilo / 1024}, file)
    sys.exit(code)


def large(folder, judged, usage):
    ledger, used = load(folder, "report.json")["ledger"], load(usage)
    report = load(judged, "report.json")
    metrics, cells = report["set"]["metrics"], ledger["cells"]
    items = len(report["items"])
    with open(os.path.join(folder, "refused.jsonl"), encoding="utf-8") as file:
        refused = sum(1 for _ in file)
    places = ledger["accepted"] + ledger["refused"] + ledger["notAttempted"]
    print(f"  items                      {items} of {ledger['requested']} asked for")
    print(f"  seconds, CPU seconds       {used['seconds']:.1f}, {used['cpu']:.1f}")
    print(f"  items per second           {items / used['seconds']:.0f} ({items / used['cpu']:.0f} per CPU second)")
    print(f"  peak MB                    {used['megabytes']:.0f}")
    print(f"  near-duplicates            {len(report['duplicates'])} (evaluated anew); {len(report['candidates'])} candidates")
    print(f"  places add up              {places == ledger['requested'] and ledger['accepted'] == items}: "
          f"{ledger['accepted']} + {ledger['refused']} + {ledger['notAttempted']} = {ledger['requested']}")
    sums = cells["accepted"] + cells["refused"] + cells["notAttempted"]
    reasons = sum(ledger["reasons"].values())
    print(f"  cells add up               {sums == cells['planned'] and reasons == cells['refused'] == refused}: "
          f"{cells['accepted']} + {cells['refused']} + {cells['notAttempted']} = {cells['planned']}, reasons {ledger['reasons']}")
    print(f"  largest template           {metrics['templateShare']:.2%} of the set")
    print(f"  effective questions        {metrics['effectiveQuestions']:.0f}")
    ending = load(folder, "manifest.json").get("ending")
    if items < ledger["requested"]:
        print(f"  why it ended short         {ending or 'see the ledger'}")


def levels(judged):
    items = load(judged, "report.json")["items"]
    table = collections.defaultdict(lambda: [0, 0])
    taken = collections.defaultdict(collections.Counter)
    for item in items:
        if not item.get("level"):
            continue
        estimate = item.get("levelEstimate", "none")
        taken[item["language"], item["kind"], item["level"]][estimate] += 1
        language = item["language"]
        for key in [("all", "", ""), (language, "", ""), (language, item["kind"], ""), (language, "", item["level"])]:
            table[key][0] += estimate == item["level"]
            table[key][1] += 1
    print(f"  {'language':9} {'kind':15} {'level':11} {'items':>6} {'agree':>7}")
    for key in sorted(table):
        agreed, count = table[key]
        print(f"  {key[0]:9} {key[1]:15} {key[2]:11} {count:6} {agreed / count:7.1%}")
    print("  what the estimate is where a kind is to have a level:")
    for key in sorted(taken):
        print(f"  {key[0]:9} {key[1]:15} {key[2]:11}", ", ".join(f"{n} {name}" for name, n in taken[key].most_common()))


def items_of(folders, language):
    found = []
    for folder in folders:
        found += [item for item in load(folder, "report.json")["items"] if item["language"].split("-")[0] == language]
    return found


def lists(folder):
    return sorted(path for path in glob.glob(os.path.join(folder, "*")) if os.path.exists(os.path.join(path, "report.json")))


def count(folder, language):
    print(len(items_of(lists(folder), language)))


def interval(values):
    """The mean with its 95% interval, by a bootstrap over the items."""
    chance = random.Random(1)
    means = sorted(sum(chance.choices(values, k=len(values))) / len(values) for _ in range(4000))
    return sum(values) / len(values), means[100], means[3899]


def baseline(folder, judged, language):
    names, sides = [], []
    for found in [items_of(lists(folder), language), items_of([judged], language)]:
        values = collections.defaultdict(list)
        for item in found:
            for name, score in item["scores"].items():
                if name not in names:
                    names.append(name)
                if "value" in score:
                    values[name].append(score["value"])
            values["whole score"].append(item["score"] if item.get("score") is not None else 0)
        sides.append((len(found), sum(bool(item.get("answer")) for item in found), values))
    (n, answered, _), (m, complete, _) = sides
    print(f"  {language}: {n} items of the lists, {answered} with an answer; {m} of the offline set, {complete} with one")
    print(f"  {'dimension':18} {'lists':>27}  {'offline set':>27}  verdict")
    for name in names + ["whole score"]:
        cells, bounds = [], []
        for _, _, values in sides:
            if not values[name]:
                cells.append("unscored")
                continue
            mean, low, high = interval(values[name])
            bounds.append((low, high))
            cells.append(f"{mean:.3f} ({low:.3f}–{high:.3f}) n={len(values[name])}")
        if len(bounds) < 2:
            verdict = "not compared"
        elif bounds[1][0] > bounds[0][1]:
            verdict = "higher"
        elif bounds[1][1] < bounds[0][0]:
            verdict = "lower"
        else:
            verdict = "overlap"
        print(f"  {name:18} {cells[0]:>27}  {cells[1]:>27}  {verdict}")


if __name__ == "__main__":
    {"run": run, "large": large, "levels": levels, "count": count, "baseline": baseline}[sys.argv[1]](*sys.argv[2:])
