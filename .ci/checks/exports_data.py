"""Exports a set and hostile items in every form for people and for training, and reads them with other programs."""
import csv
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata

from chromium import Chromium

# Nothing is fetched, and no bars are drawn.
os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_DISABLE_PROGRESS_BARS="1", HF_HUB_DISABLE_TELEMETRY="1")

binary, work, browser = sys.argv[1:4]
KINDS = ["open", "multipleChoice", "trueFalse", "cloze", "coding", "scenario", "interview"]
TEXTS = [
    "def f():\n    x = 0\n\n\n    return x\n", "0", "{}=~#:\\ // ::title:: ~%50%a", "a\tb\r\nc\rd", '"q" ""q"" \'q\'',
    "<script>window.hacked=1</script>", "</style><style>*{display:none}</style>", '"><img src=x onerror="window.hacked=1">',
    "]]><!-- --!> --> &amp; &#60;", "-- ", "=cmd()|'/C calc'!A0", "@SUM(1)", "+1-800", "\t=1", "'quoted'",
    "注意力“引号”《书名》＝～＃：", "family 👨‍👩‍👧‍👦 🇨🇳 👋🏽", "שלום עולם مرحبا بالعالم then left", "t" * 300, "{{x}} ${x} {% raw %}",
    "$$E=mc^2$$ |pipe| *stars* _lines_ # heading", "```html\n<b>x</b>\n\n</pre>\n```", "`code` ``two`` ```three",
    "line\n- list\n\n| a | b |\n|---|---|\n| question | 2 |", "\u202etxet desrever\u202c e\u0301 \"\u0301", "null\nNaN\nTrue\n1e5\nNA",
]
APOSTROPHES = re.compile(r"^[\s\ufeff]*[=+\-@＝＋－＠]|^['\t\r\n]")


def check(is_so, message):
    if not is_so:
        raise SystemExit(f"Error: {message}")


def have(*modules):
    """Whether they are there; on Debian, where the check would have ended before, they are."""
    return all(importlib.util.find_spec(module) for module in modules)


def lines_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [json.loads(line) for line in file.read().split("\n") if line]


def hostile_items():
    items = []
    for number, text in enumerate(TEXTS):
        other = TEXTS[(number + 7) % len(TEXTS)]
        kind = KINDS[number % len(KINDS)]
        gap = "\n" if number % 2 else " "
        item = {"id": f"h-{number}", "topic": ["T", text.strip()[:40] or "x"], "kind": kind,
                "language": "zh-Hans" if number % 2 else "en", "audience": text, "level": "apply", "difficulty": number % 5 + 1,
                "question": f"Question {number}:{gap}{text}", "answer": f"Answer {number}:{gap}{text}",
                "keyPoints": [f"Point {number} {text}", other], "mistakes": [f"Mistake {number} {text}"],
                "scores": {"clarity": {"value": 1, "low": 1, "high": 1, "by": text}, "depth": {"unscored": text}}, "flaws": []}
        if kind == "multipleChoice":
            item["choices"] = [{"text": f"First {number} {text}", "correct": False, "why": f"Because {number} {text}"},
                               {"text": f"Second {number} {other}", "correct": True}]
        if kind == "trueFalse":
            item["choices"] = [{"text": "True", "correct": True}, {"text": "False", "correct": False}]
        if kind == "coding":
            item["code"] = {"language": "python", "solution": f"# {number}\n\n{text}", "tests": text, "checked": "no"}
        if kind == "interview":
            item["followUps"] = [{"question": f"Then {number} {text}", "probes": text, "strong": f"Strong {number} {text}",
                                  "weak": f"Weak {number} {text}"}]
        if kind == "scenario":
            item["sources"] = [{"document": f"doc {text}", "quote": f"Quote {number} {text}", "start": 0, "end": 1}]
        items.append(item)
    folder = f"{work}/hostile"
    os.makedirs(folder)
    with open(f"{folder}/items.jsonl", "w", encoding="utf-8") as file:
        for item in items:
            file.write(json.dumps(item, ensure_ascii=False) + "\n")
    return folder


def export(folder, form, *flags):
    """The path written, and what was said on standard error."""
    paths = []
    for attempt in ("a", "b"):
        path = f"{folder}-{form}{''.join(flags)}-{attempt}"
        ending = {"markdown": ".md", "alpaca": ".json", "sharegpt": ".json", "openai-finetune": ".jsonl",
                  "huggingface": "", "interview-kit": ".html"}.get(form, "." + form)
        done = subprocess.run([binary, "export", folder, "--format", form, "--to", path + ending, *flags],
                              capture_output=True, text=True, check=False)
        check(done.returncode == 0, f"{form}: {done.stderr}")
        paths.append(path + ending)
    again = subprocess.run(["diff", "-r", *paths], capture_output=True, check=False)
    check(again.returncode == 0, f"{form}: the second export of {folder} differs")
    return paths[0], done.stderr


def reread(path):
    """The items that our own reader finds in a file."""
    out = path + ".again.jsonl"
    done = subprocess.run([binary, "export", path, "--format", "jsonl", "--to", out, "--quiet"],
                          capture_output=True, text=True, check=False)
    check(done.returncode == 0, f"{path} cannot be read: {done.stderr}")
    return lines_of(out)


def same(wanted, got, names, what):
    check(len(wanted) == len(got), f"{what}: {len(got)} of {len(wanted)} items")
    for old, new in zip(wanted, got):
        for name in names:
            check(old.get(name) == new.get(name),
                  f"{what}: {name} of {old['id']} is {new.get(name)!r}, not {old.get(name)!r}")


CARRIED = ["id", "topic", "kind", "language", "audience", "level", "difficulty", "question", "answer", "keyPoints",
           "mistakes", "followUps", "choices", "code", "sources"]


def tables(folder, items):
    path, said = export(folder, "csv")
    check("Left out" in said, f"nothing is said of what csv leaves out: {said!r}")
    same(items, reread(path), CARRIED, "csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    check({len(row) for row in rows} == {len(rows[0])}, "rows of the table differ in length")
    risky = [cell for row in rows for cell in row if re.match(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]", cell)]
    check(not risky, f"cells may be formulas: {risky[:3]}")

    def plain(cell):
        return cell[1:] if cell.startswith("'") else cell

    for item, row in zip(items, (dict(zip(rows[0], row)) for row in rows[1:])):
        for name in ("id", "question", "answer", "audience"):
            check(plain(row[name]) == item.get(name, ""), f"csv: {name} of {item['id']} is {row[name]!r}")
        for index, choice in enumerate(item.get("choices", [])):
            check(plain(row["choice" + "ABCDEFGH"[index]]) == choice["text"], f"csv: a choice of {item['id']}")
    marked, _ = export(folder, "csv", "--bom")
    with open(path, "rb") as plain_file, open(marked, "rb") as marked_file:
        check(b"\xef\xbb\xbf" + plain_file.read() == marked_file.read(), "--bom changes more than the beginning")
    same(items, reread(marked), CARRIED, "csv with a mark")
    print(f"csv: {len(items)} rows by csv and ourselves, no formula.")
    if not have("pandas"):
        return
    import pandas
    frame = pandas.read_csv(marked, dtype=str, keep_default_na=False, encoding="utf-8-sig", lineterminator=None)
    check(len(frame) == len(items), f"pandas finds {len(frame)} rows")
    for item, question, answer in zip(items, frame["question"], frame["answer"]):
        check(plain(question) == item["question"], f"pandas: {question!r} is not {item['question']!r}")
        check(plain(answer) == item["answer"], f"pandas: {answer!r} is not {item['answer']!r}")
    typed = pandas.read_csv(path)
    check(len(typed) == len(items) and typed["difficulty"].dtype.kind in "if", "pandas takes difficulties for texts")
    print(f"csv: {len(items)} rows by pandas.")


def words(text):
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def commonmark_sees_text_alone(path, items):
    from markdown_it import MarkdownIt
    with open(path, encoding="utf-8", newline="") as file:
        tokens = MarkdownIt("commonmark").enable("table").parse(file.read())
    allowed = re.compile(r"<!-- (viva:[^<>]* )?-->\n?")
    shown, headings = [], 0
    for token in tokens:
        headings += token.type == "heading_open"
        check(token.type not in ("table_open", "ordered_list_open", "hr"), f"text became a {token.type} in {path}")
        check(token.type != "html_block" or all(allowed.fullmatch(line) for line in token.content.splitlines() if line),
              f"text became HTML: {token.content[:80]!r}")
        if token.type == "fence":
            shown.append(token.info + token.content)
        for child in token.children or []:
            check(child.type not in ("link_open", "image"), "text became a link")
            check(child.type != "html_inline" or allowed.fullmatch(child.content), f"text became HTML: {child.content!r}")
            shown.append(child.content if child.type in ("text", "code_inline") else " ")
    check(headings == len(items) + 1, f"{headings} headings for {len(items)} items")
    shown = words("".join(shown))
    for item in items:
        for name in ("question", "answer"):
            check(words(item[name]) in shown, f"markdown does not show {item[name]!r}")
    print(f"markdown: a parser of CommonMark sees {len(items)} questions and text alone.")


def markdown(folder, items):
    path, _ = export(folder, "markdown")
    same(items, reread(path), CARRIED, "markdown")
    if have("markdown_it"):
        commonmark_sees_text_alone(path, items)
    bare, _ = export(folder, "markdown", "--no-answers")
    again = reread(bare)
    same(items, again, ["id", "kind", "question"], "markdown without answers")
    check(not any(item.get("answer") or item.get("keyPoints") for item in again), "answers are in the sheet without them")
    print(f"markdown: {len(items)} items come back equal.")


def training(folder, items):
    answered = {}
    for form in ("alpaca", "sharegpt", "openai-finetune"):
        path, said = export(folder, form)
        check("Left out" in said, f"nothing is said of what {form} leaves out")
        records = lines_of(path) if form == "openai-finetune" else json.load(open(path, encoding="utf-8"))
        check(len(records) == len(items), f"{form}: {len(records)} of {len(items)} items")
        for item, record in zip(items, records):
            if form == "alpaca":
                check(list(record) == ["instruction", "input", "output"], f"alpaca has {list(record)}")
                check(record["instruction"] == item["question"], f"alpaca: question of {item['id']}")
                prompt, reply = record["instruction"], record["output"]
            else:
                turns = record["messages" if form == "openai-finetune" else "conversations"]
                role, text = ("role", "content") if form == "openai-finetune" else ("from", "value")
                check([turn[role] for turn in turns] == (["user", "assistant"] if role == "role" else ["human", "gpt"]),
                      f"{form}: turns of {item['id']}")
                check(all(set(turn) == {role, text} for turn in turns), f"{form}: members of a turn")
                check(form != "openai-finetune" or list(record) == ["messages"], f"{form} has {list(record)}")
                prompt, reply = turns[0][text], turns[1][text]
            check(prompt.startswith(item["question"]), f"{form}: question of {item['id']}")
            right = [c["text"] for c in item.get("choices", []) if c["correct"]]
            check(item["answer"] in reply or right and right[0] in reply, f"{form}: answer of {item['id']}")
            if "code" in item:
                check(item["code"]["solution"] in reply, f"{form}: solution of {item['id']}")
            answered[form, item["id"]] = reply
        plain = [item for item in items if not item.get("choices") and "code" not in item]
        found = reread(path)
        check(len(found) == len(items), f"{form}: we read {len(found)} of {len(items)} items")
        by_place = {item["id"]: new for item, new in zip(items, found)}
        for item in plain:
            new = by_place[item["id"]]
            check(new["question"].strip() == item["question"].strip(), f"{form} again: {new['question']!r}")
            check(new["answer"].strip() == item["answer"].strip(), f"{form} again: {new['answer']!r}, not {item['answer']!r}")
        if have("datasets"):
            from datasets import load_dataset
            data = load_dataset("json", data_files=path, split="train", cache_dir=f"{work}/cache")
            check(len(data) == len(items), f"{form}: datasets finds {len(data)}")
            check(list(data) == records, f"{form}: datasets reads other records")
    check(len({reply for (_, identifier), reply in answered.items() if identifier == items[0]["id"]}) == 1,
          "the three formats answer differently")
    print(f"alpaca, sharegpt, openai-finetune: {len(items)} examples each by datasets and ourselves.")


def json_lines(folder, items):
    path, _ = export(folder, "jsonl")
    check(lines_of(path) == items or reread(path) == items, "jsonl changes items")
    import pandas
    frame = pandas.read_json(path, lines=True, dtype=False)
    check(list(frame["question"]) == [item["question"] for item in items], "pandas reads other questions from jsonl")
    from datasets import load_dataset
    data = load_dataset("json", data_files=path, split="train", cache_dir=f"{work}/cache")
    check(data["question"][:] == [item["question"] for item in items], "datasets reads other questions from jsonl")
    check(data["answer"][:] == [item["answer"] for item in items], "datasets reads other answers from jsonl")
    print(f"jsonl: {len(items)} items by pandas and datasets.")


def hugging_face(folder, items):
    path, said = export(folder, "huggingface")
    check("Left out" not in said, f"huggingface leaves out: {said}")
    import pandas
    import yaml
    from datasets import load_dataset
    with open(f"{path}/README.md", encoding="utf-8") as file:
        card = yaml.safe_load(file.read().split("---\n")[1])
    check(card["pretty_name"] == os.path.basename(folder), f"the card is of {card['pretty_name']!r}")
    check(sorted(card["language"]) == ["en", "zh"], f"the card's languages are {card['language']}")
    data = load_dataset(path, split="train", cache_dir=f"{work}/cache")
    check(len(data) == len(items), f"datasets finds {len(data)} of {len(items)} items")
    declared = [feature["name"] for feature in card["dataset_info"]["features"]]
    check(data.column_names == declared, f"columns are {data.column_names}")
    kinds = {name: str(data.features[name]) for name in declared}
    for name, kind in {"id": "Value('string')", "difficulty": "Value('int64')", "score": "Value('float64')",
                       "topic": "List(Value('string'))"}.items():
        check(kinds[name] == kind, f"{name} is {kinds[name]}")
    check("'correct': Value('bool')" in kinds["choices"], f"choices are {kinds['choices']}")
    frame = pandas.read_json(f"{path}/data/train.jsonl", lines=True, dtype=False)
    check(list(frame.columns) == declared and len(frame) == len(items), "pandas finds other columns")

    def without_nulls(value):
        if isinstance(value, dict):
            return {key: without_nulls(member) for key, member in value.items() if member is not None}
        return [without_nulls(member) for member in value] if isinstance(value, list) else value

    for item, record in zip(items, data):
        for name in declared:
            wanted, got = item.get(name), without_nulls(record[name])
            if name == "scores":
                wanted = [{"name": key, **score} for key, score in wanted.items()]
            if name == "flaws":
                got = [{key: member for key, member in flaw.items() if member != []} for flaw in got]
            check(got == wanted or wanted is None and got in (None, []),
                  f"{name} of {item['id']} is {got!r}, not {wanted!r}")
    print(f"huggingface: {len(items)} records with {len(declared)} columns by datasets, every field equal.")


def readable(text):
    """Letters and digits of the scripts that a PDF gives back in their order; fences and marks aside."""
    text = re.sub(r"^ {0,3}`{3,}.*$", "", text, flags=re.M)
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]+", "", text)


def pieces(text):
    """Runs of such letters within a line, which no break or turn of direction parts."""
    text = re.sub(r"^ {0,3}`{3,}.*$", "", text, flags=re.M)
    if re.search(r"[\u0590-\u06ff\u202e]", text):
        text = re.sub(r"[\u0590-\u06ff\u202e].*", "", text, flags=re.S)
    return [piece for piece in (readable(line) for line in text.splitlines()) if piece]


def pdf_pages(chromium, path):
    chromium.open(path)
    chromium.paper(path + ".pdf")
    text = subprocess.run(["pdftotext", "-raw", path + ".pdf", "-"], capture_output=True, text=True, check=True).stdout
    return [readable(re.sub(r"^\d+ / \d+\n|\n\d+ / \d+\s*$", "\n", page)) for page in text.split("\f") if page.strip()]


def papers(chromium, folder, items):
    for form in ("html", "interview-kit"):
        path, said = export(folder, form)
        bare, _ = export(folder, form, "--no-answers")
        for page, has_answers in ((path, True), (bare, False)):
            chromium.size(900, 1200)
            chromium.open(page)
            check(chromium.run("typeof window.hacked") == "undefined", f"{form}: a hostile string was run")
            check(chromium.run("document.scripts.length") == 0, f"{form} has scripts")
            found = chromium.run("[...new Set([...document.body.querySelectorAll('*')].map(e=>e.localName))].filter("
                                 "n=>['img','iframe','object','embed','base','link','style','script','a','form'].includes(n))")
            check(not found, f"{form}: hostile strings became {found}")
            check(chromium.run("document.querySelectorAll('style').length") == 1, f"{form}: a second style")
            across = chromium.run("document.scrollingElement.scrollWidth")
            check(across <= 900, f"{form} is {across} pixels wide")
            blocks = ".question" if form == "html" else ".sheet"
            check(chromium.run(f"document.querySelectorAll('{blocks}').length") == len(items), f"{form}: questions are missing")
            hidden = chromium.run(f"[...document.querySelectorAll('{blocks}')].filter(e=>!e.checkVisibility()||e.offsetHeight<20).length")
            check(hidden == 0, f"{form}: {hidden} questions cannot be seen")
            code = chromium.run("document.body.innerText")
            if "hostile" in folder:
                check("x = 0\n\n\n    return x" in code, f"{form}: blank lines of code are gone")
            if not shutil.which("pdftotext"):
                continue
            sheets = pdf_pages(chromium, page)
            first_of_key = next((i for i, text in enumerate(sheets) if text.startswith(("Answerkey", "参考答案"))), None)
            if form == "html":
                check((first_of_key is not None) == has_answers, f"html: the key is on page {first_of_key}")
            asked = "".join(sheets[:first_of_key])
            told_folded = "".join(sheets[first_of_key or 0:]).casefold()
            for item in items:
                for piece in pieces(item["question"]):
                    check(piece in asked, f"{form}: {item['id']} lacks {piece!r} of its question in print")
                for piece in pieces(item["answer"]) if has_answers else []:
                    # Where the answer is an option, the option as it stands tells it.
                    check(piece.casefold() in told_folded, f"{form}: {item['id']} lacks {piece!r} of its answer in print")
            if not has_answers and "hostile" in folder:
                leaks = [word for word in ("Answer", "Point", "Mistake", "Strong", "Because", "Quote")
                         if re.search(word + r"\d", "".join(sheets))]
                check(not leaks, f"{form} without answers tells {leaks}")
    complaints = chromium.complaints()
    check(not complaints, f"pages complain: {complaints[:5]}")
    print(f"html, interview-kit: {len(items)} questions on screen and in print, nothing run or fetched.")


folders = [f"{work}/real", hostile_items()]
real = lines_of(f"{work}/real/items.jsonl")
check({item["kind"] for item in real} == set(KINDS), "the set lacks a kind")
check({item["language"] for item in real} == {"en", "zh-Hans"}, "the set lacks a language")
for folder in folders:
    print(os.path.basename(folder))
    items = lines_of(f"{folder}/items.jsonl")
    tables(folder, items)
    markdown(folder, items)
    training(folder, items)
    if have("pandas", "datasets", "yaml"):
        json_lines(folder, items)
        hugging_face(folder, items)
if browser:
    with Chromium(browser) as chromium:
        for folder in folders:
            papers(chromium, folder, lines_of(f"{folder}/items.jsonl"))
