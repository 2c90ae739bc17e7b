#!/usr/bin/env python3
"""What `viva evaluate` costs on large sets, and which near-duplicates it finds.

Writes sets of made-up questions in English and Chinese (seeded; open, and every fifth multiple choice), with planted
repeats of known likeness, evaluates each without a model on one core, and prints items per second, peak memory, the time
against the smallest set's, and the recall of the planted pairs. Nothing is left behind.

  Benchmarks/evaluate/measure [--rich|--foreign] [COUNT ...]       (10000 and 100000 unless given)

The items are as lists have them: a question and three sentences. With --rich they are as Viva writes them: answers twice
as long, levels, key points, mistakes and follow-ups; three times the bytes. With --foreign the records are somebody
else's: the fields have other names, and kind, key and language have to be found out.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
import time

PLANTED = 0.03  # Share of items that repeat an earlier one.
ONSETS = "b c d f g h l m n p r s t v br cl dr fl gr pl st tr".split()
VOWELS = "a e i o u ai ea io".split()
CODAS = ["", "", "n", "r", "s", "l", "m", "t", "x"]
FRAMES = [
    "How does the {0} {3} affect {1} when the {2} is {4}?",
    "Why is {0} preferred to {1} for a {4} {2} in production?",
    "What happens to the {4} {0} after {1} loses its {2} {3}?",
    "Which {4} property of {0} lets {1} recover from a failing {2}?",
    "Explain how {0} and {1} share a {2} while {3} stays {4}.",
    "When should a team replace {4} {0} with {1} in the {2} {3}?",
    "In a {4} {2}, what limits how far {0} can push {1} beyond {3}?",
    "What is the difference between {0} and {4} {1} inside one {2}?",
]
ANSWERS = [
    "The {0} keeps {1} close to its {2}, because every {3} has to pass the {4} stage first.",
    "If the {2} grows beyond 64 entries, {0} falls back to {1}, at the cost of {3}.",
    "It fails when {1} is {4}: the {3} then waits for {0} and nothing else moves.",
    "So {0} pays off where {2} is large, and {1} where {3} stays {4}.",
]
SAID = "的是在有和中以可为与使当会其能从被对到由而则因此需要通过如果避免保证影响选择"
ZH_FRAMES = [
    "{0}在{2}中如何影响{1}的{3}？", "为什么{4}的{0}比{1}更适合{2}？", "当{2}失效时，{0}怎样保证{1}的{3}？",
    "请说明{0}与{1}在{4}{2}下的区别。", "{0}的{3}为什么会随{1}的{2}而变化？", "什么情况下应当用{0}代替{4}的{1}？",
]
ZH_ANSWERS = [
    "因为{0}需要先经过{2}，所以{1}的{3}不会丢失。", "如果{2}超过64个，{0}会退回到{1}，代价是{3}变慢。",
    "当{1}处于{4}状态时，{3}会一直等待{0}，其他部分也随之停止。",
]
HAN = [chr(c) for c in range(0x4E00, 0x4E00 + 1800)]


class Words:
    """A vocabulary whose words occur as often as words of a language do (Zipf)."""

    def __init__(self, rng):
        self.rng = rng
        english, chinese = set(), set()
        while len(english) < 6000:
            count = rng.choice((2, 2, 3))
            english.add("".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(count)))
        while len(chinese) < 6000:
            chinese.add("".join(rng.choice(HAN) for _ in range(rng.choice((2, 2, 3, 4)))))
        self.english, self.chinese = sorted(english), sorted(chinese)
        rng.shuffle(self.english), rng.shuffle(self.chinese)
        total, self.shares = 0.0, []
        for rank in range(6000):
            total += 1 / (rank + 20)
            self.shares.append(total)

    def draw(self, words, count):
        return self.rng.choices(words, cum_weights=self.shares, k=count)


def shingles(text, chinese):
    if chinese:
        letters = [c for c in text if c.isalnum()]
        return set(zip(letters, letters[1:]))
    return set("".join(c if c.isalnum() else " " for c in text.lower()).split())


def jaccard(a, b, chinese):
    a, b = shingles(a, chinese), shingles(b, chinese)
    return len(a & b) / len(a | b)


def edited(rng, words, question, chinese):
    """The question with one or two places changed."""
    for _ in range(rng.choice((0, 1, 1, 1, 2))):
        pieces = list(question) if chinese else question.split()
        place = rng.randrange(len(pieces))
        kind = rng.choice(("drop", "add", "replace", "swap"))
        new = rng.choice(SAID) if chinese else words.draw(words.english, 1)[0]
        if kind == "drop" and len(pieces) > 6:
            pieces.pop(place)
        elif kind == "add":
            pieces.insert(place, new)
        elif kind == "replace":
            pieces[place] = new
        elif place + 1 < len(pieces):
            pieces[place], pieces[place + 1] = pieces[place + 1], pieces[place]
        question = ("" if chinese else " ").join(pieces)
    return question if rng.random() < 0.5 else question.replace("?", "").replace("？", "")


def enrich(rng, words, item):
    """Gives the item the parts that Viva's own have."""
    chinese = item["language"] != "en"
    vocabulary = words.chinese if chinese else words.english

    def said(count):
        sentences = [rng.choice(ZH_ANSWERS if chinese else ANSWERS) for _ in range(count)]
        return ("" if chinese else " ").join(s.format(*words.draw(vocabulary, 5)) for s in sentences)

    number = int(item["id"][1:])
    item["level"] = ["remember", "understand", "apply", "analyze", "evaluate", "create"][number % 6]
    item["difficulty"] = number % 5 + 1
    if item["kind"] == "open":
        item["answer"] += ("" if chinese else " ") + said(3)
    item["keyPoints"] = [said(1) for _ in range(3)]
    item["mistakes"] = [said(1) for _ in range(2)]
    question = rng.choice(ZH_FRAMES if chinese else FRAMES).format(*words.draw(vocabulary, 5))
    item["followUps"] = [{"question": question, "probes": said(1), "strong": said(2), "weak": said(1)}]


def as_foreign(item):
    """The item as a data set has it that knows nothing of Viva."""
    record = {"uid": item["id"], "prompt": item["question"], "completion": item["answer"], "category": item["topic"][0]}
    if "choices" in item:
        record["options"] = [choice["text"] for choice in item["choices"]]
        record["answer_key"] = "ABCD"[[choice["correct"] for choice in item["choices"]].index(True)]
    return record


def write_set(path, count, seed, form):
    """Writes the items; returns the planted pairs (earlier id, later id, their Jaccard likeness)."""
    rng = random.Random(seed)
    words = Words(rng)
    planted, known = [], []
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            chinese = rng.random() < 0.5
            vocabulary = words.chinese if chinese else words.english
            fill = words.draw(vocabulary, 5)
            question = rng.choice(ZH_FRAMES if chinese else FRAMES).format(*fill)
            answers = rng.sample(ZH_ANSWERS if chinese else ANSWERS, 3)
            answer = ("" if chinese else " ").join(a.format(*words.draw(vocabulary, 5)) for a in answers)
            item = {"id": f"i{number}", "kind": "open", "language": "zh-Hans" if chinese else "en",
                    "topic": [f"topic {number % 40}"], "question": question, "answer": answer}
            if number % 5 == 4:
                item["kind"] = "multipleChoice"
                join = "" if chinese else " "
                texts = [join.join(words.draw(vocabulary, 4)) for _ in range(4)]
                key = rng.randrange(4)
                item["choices"] = [{"text": t, "correct": k == key, "why": answers[0].format(*fill)}
                                   for k, t in enumerate(texts)]
                item["answer"] = texts[key]
            elif known and rng.random() < PLANTED:
                earlier, text, was_chinese = rng.choice(known)
                item["language"] = "zh-Hans" if was_chinese else "en"
                item["question"] = edited(rng, words, text, was_chinese)
                planted.append((earlier, item["id"], jaccard(text, item["question"], was_chinese)))
            if len(known) < 20000 and item["kind"] == "open":
                known.append((item["id"], item["question"], item["language"] != "en"))
            if form == "--rich":
                enrich(rng, words, item)
            elif form == "--foreign":
                item = as_foreign(item)
            file.write(json.dumps(item, ensure_ascii=False) + "\n")
    return planted


def evaluate(binary, items, out):
    """Runs the program on one core; returns wall seconds, CPU seconds and peak megabytes."""
    command = [binary, "evaluate", items, "--out", out, "--quiet"]
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                             preexec_fn=lambda: os.sched_setaffinity(0, {max(os.sched_getaffinity(0))}))
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"viva evaluate failed with exit code {os.waitstatus_to_exitcode(status)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def recall(report, planted):
    """The shares of planted pairs that stand in one cluster, and in one cluster or among the candidates."""
    cluster = {}
    for earliest, later in report["duplicates"]:
        cluster[later] = earliest
    candidates = {frozenset(pair) for pair in report["candidates"]}
    root = lambda i: cluster.get(i, i)
    pairs = [(a, b) for a, b, likeness in planted if likeness >= 0.8]
    same = [root(a) == root(b) for a, b in pairs]
    seen = [s or frozenset(p) in candidates or frozenset(map(root, p)) in candidates for s, p in zip(same, pairs)]
    return len(pairs), sum(same) / len(pairs), sum(seen) / len(pairs)


def main():
    binary = sys.argv[1]
    form = next((a for a in sys.argv[2:] if a in ("--rich", "--foreign")), None)
    counts = [int(a) for a in sys.argv[2:] if a != form] or [10_000, 100_000]
    print(f"{'items':>8} {'wall s':>8} {'CPU s':>8} {'items/s':>8} {'peak MB':>8} {'× linear':>8}"
          f" {'pairs':>6} {'cluster':>8} {'seen':>7}")
    first = None
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            items = folder + "/items.jsonl"
            planted = write_set(items, count, count, form)
            wall, cpu, peak = evaluate(binary, items, folder + "/out")
            with open(folder + "/out/report.json", encoding="utf-8") as file:
                report = json.load(file)
            assert len(report["items"]) == count
            pairs, same, seen = recall(report, planted)
        first = first or cpu / count
        print(f"{count:>8} {wall:>8.2f} {cpu:>8.2f} {count / cpu:>8.0f} {peak:>8.0f} {cpu / count / first:>8.2f}"
              f" {pairs:>6} {same:>8.4f} {seen:>7.4f}", flush=True)


main()
