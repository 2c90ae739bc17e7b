"""Exports sets for quiz programs and harnesses, and reads the files with programs that are not ours.

Usage: exports_quiz.py BINARY FOLDER, where FOLDER/quiz is a set of all kinds in both languages.
"""
import csv
import html
import html.parser
import importlib
import importlib.util
import json
import logging
import os
import re
import subprocess
import sys
import traceback
import types
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile

binary, work = map(os.path.abspath, sys.argv[1:])
on_debian = os.path.exists("/etc/debian_version")
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TQDM_DISABLE"] = "1"
os.environ["HF_DATASETS_CACHE"] = os.path.join(work, "datasets")

HOSTILE = [
    "for (;;) {\n    step();\n\n\n    if (done) break;\n}\n",
    "0", "\t0\t", "0\n0\n\n0",
    "braces {a}{{b}} tilde ~ equals = hash # colon : double :: slash / backslash \\ end\\",
    "~%50%half ~%-100%none =%100%all #feedback ####general -> arrow // comment $CATEGORY: x",
    "tab\there, a \"double\" and a 'single' quote, a `tick`",
    "<script>alert(1)</script><b>bold</b>&amp;&lt;tag&gt; ]]> <!-- note --> <p>",
    "-- ", "=cmd()|' /C calc'!A1", "=1+1", "@SUM(A1)", "+49", "[html]<i>x</i> [id:7] [tag:y]",
    "什么是“注意力”？《书》，（）：；＃＝～｛｝", "👩‍💻 with 👨‍👩‍👧 and 🏳️‍🌈 and 🇨🇳",
    "עברית and العربية, then English", "{{c1::cloze}} {{Front}} {% if x %}{{ 7 * 7 }}{% endif %} }} ::",
    "$$x^2$$ \\(y_1\\) \\[z\\] [latex]w[/latex] [$]v[/$]", "* star * under_score_ # head | pipe |",
    "cut\r\nby Windows\rand by old Macs", "a\u00a0b\u00adc\u200bd\u2028e\u0301f",
    "```python\nprint('{=~#:}')\n\nprint(0)\n```\nafter the fence", "``` not closed\n~ = #",
    ("A long title of words, " * 14)[:300],
]


def hostile():
    """Items of every kind, each text in every place that the kind has."""
    rows = []

    def add(kind, question, answer, **more):
        number = len(rows) + 1
        rows.append({"id": f"hostile {number}]" if number % 7 == 0 else f"h-{number}",
                     "topic": [["Texts: {}=~#/\\", "a/b"], ["题目：一"], []][number % 3], "kind": kind,
                     "language": "zh-Hans" if number % 2 and kind != "trueFalse" else "en", "level": "apply", "difficulty": number % 5 + 1,
                     "question": question, "answer": answer, **more})

    for text in HOSTILE:
        asked = "What is this? " + text
        add("open", asked, "It is " + text, keyPoints=["point " + text], mistakes=["not " + text])
        add("scenario", asked, text, sources=[{"document": "d " + text.split("\n")[0], "quote": "q " + text}])
        add("multipleChoice", asked, "right " + text, choices=[
            {"text": "right " + text, "correct": True, "why": "since " + text},
            {"text": text, "correct": False, "why": text}, {"text": "wrong", "correct": False}])
        add("multipleChoice", asked, text, choices=[
            {"text": "1 " + text, "correct": True}, {"text": "2 " + text, "correct": True},
            {"text": "3 " + text, "correct": True}, {"text": "4 " + text, "correct": False}])
        add("trueFalse", asked, "False. " + text, choices=[
            {"text": "True", "correct": False, "why": "no " + text}, {"text": "False", "correct": True, "why": text}])
        line = " ".join(text.split())
        add("cloze", f"Before ____ after. {text}", line, keyPoints=[line])
        add("coding", asked, "idea " + text, code={"language": "python", "solution": "s = 1 # " + text,
                                                  "tests": "assert s # " + text, "checked": "no"})
        add("interview", asked, text, followUps=[
            {"question": "more " + text, "probes": text, "strong": "strong " + text, "weak": "weak " + text}])
    add("multipleChoice", "Eleven of twelve", "many", choices=[
        {"text": f"n{n}", "correct": n < 11} for n in range(12)])
    add("multipleChoice", "None is right", "none", choices=[{"text": "a", "correct": False}] * 2)
    add("cloze", "Two ____ and ____ gaps", "one; two")
    add("trueFalse", "Ja?", "Ja", choices=[{"text": "Ja", "correct": True}, {"text": "Nein", "correct": False}])
    os.makedirs(work + "/hostile", exist_ok=True)
    with open(work + "/hostile/items.jsonl", "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


class Wrong(Exception):
    pass


def check(fine, what, *more):
    if not fine:
        raise Wrong(" | ".join([what] + [repr(value)[:600] for value in more]))


def items(name):
    with open(f"{work}/{name}/items.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def exported(name, form):
    """Writes the format twice and gives the path of the first, once both are equal."""
    paths = [f"{work}/{name}-{form}-{number}" for number in (1, 2)]
    for path in paths:
        done = subprocess.run([binary, "export", f"{work}/{name}", "--format", form, "--to", path],
                              capture_output=True, text=True)
        check(done.returncode == 0, f"export exits {done.returncode}", done.stderr)
        if name == "quiz":
            check("Left out, " in done.stderr, "nobody says what is left out", done.stderr)
    files = [sorted(os.path.relpath(os.path.join(folder, file), path) for folder, _, files in os.walk(path)
                    for file in files) or [""] for path in paths]
    check(files[0] == files[1], "two exports have other files", files)
    for file in files[0]:
        first, second = (open(os.path.join(path, file) if file else path, "rb").read() for path in paths)
        check(first == second, "two exports differ", file)
    return paths[0]


def importer(name):
    """The module; where it is missing, the check is skipped, but on Debian that is a failure."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        check(not on_debian, f"{name} is missing: {error}")
        print(f"Notice: skipped, as {name} is missing here.")
        return None


# --- Texts as they are compared

def lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def visible(text):
    """What is left of an item's text where code is set as code: no fences, no ticks, single spaces.
    Anki composes letters and their accents."""
    kept = [line for line in lines(text).split("\n") if not line.lstrip(" ").startswith("```")]
    return unicodedata.normalize("NFC", " ".join("\n".join(kept).replace("`", "").split()))


class Seen(html.parser.HTMLParser):
    BLOCKS = {"p", "br", "pre", "li", "ul", "ol", "blockquote", "div", "strong"}
    KNOWN = BLOCKS | {"code"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.open = [], []

    def handle_starttag(self, tag, attributes):
        check(tag in self.KNOWN and set(dict(attributes)) <= {"value"}, "an element that no text of ours has", tag)
        self.parts.append("\n" if tag in self.BLOCKS else "")

    def handle_endtag(self, tag):
        self.parts.append("\n" if tag in self.BLOCKS else "")

    def handle_data(self, data):
        self.parts.append(data)

    def handle_comment(self, data):
        raise Wrong("a comment in HTML: " + data)


def seen(markup):
    parser = Seen()
    parser.feed(markup)
    parser.close()
    return visible("".join(parser.parts))


def in_order(markup, texts, what):
    """Whether texts are seen one behind the other."""
    found, start = seen(markup), 0
    for text in texts:
        place = found.find(visible(text), start)
        check(place >= 0, f"{what} lacks a text", text, found)
        start = place + len(visible(text))


def details(item):
    parts = list(item.get("keyPoints", [])) + list(item.get("mistakes", []))
    for follow in item.get("followUps", []):
        parts += [follow["question"], follow["probes"], follow["strong"], follow["weak"]]
    if "code" in item:
        parts += [item["code"]["solution"], item["code"]["tests"]]
    return parts


def sources(item):
    return [part for source in item.get("sources", []) for part in (source["document"], source["quote"])]


def reasons(item):
    return [choice["why"] for choice in item.get("choices", []) if choice.get("why")]


def right(item):
    return [choice["correct"] for choice in item.get("choices", [])]


# --- GIFT, by Moodle's rules (question/format/gift/format.php), written down anew

FRACTIONS = [1, .9, .8333333, .8, .75, .7, .6666667, .6, .5, .4, .3333333, .3, .25, .2, .1666667, .1428571, .125,
             .1111111, .1, .05, 0]


def grade(percent):
    value = float(percent) / 100
    check(any(abs(abs(value) - known) < 0.00001 for known in FRACTIONS), "a grade that Moodle does not know", percent)
    return value


ESCAPES = {"\\" + sign: chr(0xE000 + number) for number, sign in enumerate("~=#{}:n")}


def hide(text):
    text = text.replace("\\\\", "\ue100")
    for escape, sign in ESCAPES.items():
        text = text.replace(escape, sign)
    return text


def shown(text, default="plain"):
    text = text.strip(" \t\n\r\0\x0b")
    match = re.match(r"\[(html|moodle|plain|markdown)\]", text)
    check((match.group(1) if match else default) == "plain", "a text that is not plain", text)
    text = text[match.end():] if match else text
    for escape, sign in ESCAPES.items():
        text = text.replace(sign, "\n" if escape == "\\n" else escape[1])
    return text.replace("\ue100", "\\").strip(" \t\n\r\0\x0b")


def moodle_gift(path):
    """The questions as Moodle takes them."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    blocks, block = [], []
    for line in text.split("\n") + [""]:
        line = line.strip(" \t\r\0\x0b")
        if line in ("", "0"):  # PHP finds both empty.
            check(line == "", "a line of a lone 0 ends a question")
            if block:
                blocks.append(block)
            block = []
        else:
            block.append(line)
    questions, category = [], None
    for block in blocks:
        comments = " ".join(line for line in block if line.startswith("//"))
        text = hide("\n".join(line for line in block if not line.startswith("//")))
        if text.startswith("$CATEGORY:"):
            category = text[10:].strip().replace("\ue100", "\\")
            continue
        found = re.fullmatch(r"::(.*?)::(.*?)\{(.*?)\}", text, re.S)
        check(found, "a block that is no question", text)
        title, question, answer = found.groups()
        check("{" not in answer and "}" not in question, "braces that are not paired", text)
        answer, mark, general = answer.strip().rpartition("####")
        answer = answer if mark else general
        result = {"title": shown(title), "question": shown(question, "moodle"), "category": category,
                  "general": shown(general) if mark else "", "comments": comments}
        answer = answer.strip()
        if answer == "":
            result["type"] = "essay"
        elif answer.startswith("#"):
            raise Wrong("a number: " + answer)
        elif "~" in answer:
            result["type"] = "multichoice"
            result["single"] = "=" in answer
            result["answers"] = []
            for part in answer.replace("=", "~=").split("~")[1:]:
                part = part.strip()
                weight = 0
                percent = re.match(r"%(-?[0-9]{1,3}\.?[0-9]*)%", part)
                if part.startswith("="):
                    weight, part = 1, part[1:]
                elif percent:
                    weight, part = grade(percent.group(1)), part[percent.end():]
                words, _, why = part.partition("#")
                result["answers"].append((weight, shown(words), shown(why)))
        elif "=" in answer and "->" in answer:
            raise Wrong("pairs: " + answer)
        elif answer.split("#")[0].strip() in ("T", "F", "TRUE", "FALSE"):
            result["type"] = "truefalse"
            result["parts"] = [shown(part) for part in (answer.split("#") + ["", ""])[:3]]
        else:
            result["type"] = "shortanswer"
            result["answers"] = [shown(part) for part in answer.split("=")[1:]]
        questions.append(result)
    return questions


def trimmed(text):
    return lines(text).strip(" \t\n\0\x0b")


def is_gap(item):
    return item["kind"] == "cloze" and "->" not in item["answer"]


def gift(name):
    path, wanted = exported(name, "gift"), items(name)
    questions = moodle_gift(path)
    check(len(questions) == len(wanted), f"{len(questions)} questions of {len(wanted)} items")
    for question, item in zip(questions, wanted):
        say = f"item {item['id']}"
        count = sum(right(item))
        essay = not item.get("choices") and not is_gap(item) or bool(item.get("choices")) and count not in range(1, 11)
        if not (essay and item.get("choices")):
            check(question["question"] == trimmed(item["question"]), say, question["question"], item["question"])
        check(len(question["title"]) <= 80 and question["title"], say + ": title", question["title"])
        general = trimmed(item["answer"])
        check(question["general"].startswith(general), say + ": answer", question["general"], general)
        if "code" in item:
            check(trimmed(item["code"]["solution"]) in question["general"], say + ": solution")
        else:
            check(question["general"] == general, say + ": answer", question["general"], general)
        check("[id:" + item["id"].replace("]", "\\]") + "]" in question["comments"], say + ": identifier")
        if item["topic"]:
            names = [topic.replace("/", "//") for topic in item["topic"]]
            check(question["category"] == "/".join(["$course$", "top"] + names), say, question["category"])
        if essay:
            check(question["type"] == "essay", say, question)
        elif item["kind"] == "cloze":
            check(question["type"] == "shortanswer", say, question)
            check(question["answers"][0] == trimmed(item["answer"]).replace("*", "\\*"), say, question)
        elif question["type"] == "truefalse":
            truth = [choice for choice in item["choices"] if choice["text"] in ("True", "正确")][0]
            wrong, good = ([trimmed(choice.get("why", "")) for choice in item["choices"] if choice["correct"] == is_right][0]
                           for is_right in (False, True))
            check(question["parts"] == ["T" if truth["correct"] else "F", wrong, good], say, question)
        else:
            check(question["type"] == "multichoice" and question["single"] == (count == 1), say, question)
            check([(weight > 0, text, why) for weight, text, why in question["answers"]]
                  == [(choice["correct"], trimmed(choice["text"]), trimmed(choice.get("why", "")))
                      for choice in item["choices"]], say, question)
            total = sum(weight for weight, _, _ in question["answers"] if weight > 0)
            check(abs(total - 1) < 0.0001, say + ": grades", total)
    told = f"{len(wanted)} questions by Moodle's rules"
    if importer("pygiftparser"):
        told += f", {gift_parser(path, wanted)} answers by pygiftparser"
    return told + ", and taken back by viva" + reimport(path, wanted, name)


def gift_parser(path, wanted):
    """A parser of somebody else's. It takes every escaped brace for a real one, and a backslash for none: items that
    hold such signs are counted alone."""
    logging.disable(logging.WARNING)
    from pygiftparser import parser
    from pygiftparser.utils import transformSpecials
    with open(path, encoding="utf-8", newline="\n") as file:
        questions = [question for question in parser.parseFile(file) if question.text.strip()]
    check(len(questions) == len(wanted), f"pygiftparser finds {len(questions)} questions")
    compared = 0
    for question, item in zip(questions, wanted):
        if re.search(r"[{}\\#~\[]|->", "".join(texts([item.get(part) for part in ("question", "answer", "choices")]))):
            continue
        plain = lambda text: " ".join(transformSpecials(text).replace("\\n", "\n").split())
        check(question.valid, "pygiftparser finds it invalid", item["question"])
        check(plain(question.text).startswith(" ".join(item["question"].split())), "pygiftparser: text", question.text)
        if len(item.get("choices", [])) > sum(right(item)) > 0 and hasattr(question.answers, "answers"):
            found = [plain(answer.answer) for answer in question.answers.answers]
            check(found == [" ".join(choice["text"].split()) for choice in item["choices"]], "pygiftparser", found)
            check([answer.fraction > 0 for answer in question.answers.answers] == right(item), "pygiftparser: key")
        compared += 1
    check(compared > 10, "hardly an item is plain enough for pygiftparser", compared)
    return compared


def texts(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    return [text for part in value for text in texts(part)] if isinstance(value, list) else []


def reimport(path, wanted, name):
    copy = f"{work}/{name}.again.gift"
    with open(path, "rb") as source, open(copy, "wb") as target:
        target.write(source.read())
    again = f"{work}/{name}-again"
    done = subprocess.run([binary, "export", copy, "--format", "jsonl", "--to", again, "--quiet"],
                          capture_output=True, text=True)
    check(done.returncode == 0, "its own GIFT is not read", done.stderr)
    with open(again, encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    check([item["id"] for item in found] == [item["id"] for item in wanted], "re-import: identifiers")
    for item, old in zip(found, wanted):
        check(item["topic"] == (old["topic"] or ["hostile"]), "re-import: topic", item["topic"], old["topic"])
        if item.get("choices"):
            check([c["text"] for c in item["choices"]] == [trimmed(c["text"]) for c in old["choices"]]
                  and right(item) == right(old), "re-import: choices", item, old)
    return ""


# --- Moodle XML

def cloze_answers(markup):
    """The gap of a cloze by qtype_multianswer's expressions, and the text without it."""
    alternative = r"(?:=|%-?[0-9]+%)?(.+?(?<!\\|&)(?=[~#}]|$))"
    gap = re.search(r"\{1:SHORTANSWER:(" + alternative + r"(?:~" + alternative + r")*)\}", markup, re.S)
    check(gap and "{" not in markup[:gap.start()] + markup[gap.end():], "no gap, or other braces beside it", markup)
    answers = [html.unescape(part[1:]) for part in re.split(r"(?<!&)~", gap.group(1))]
    return answers, markup[:gap.start()] + "____" + markup[gap.end():]


def moodle_xml(name):
    path, wanted = exported(name, "moodle-xml"), items(name)
    well_formed(path)
    quiz = ElementTree.parse(path).getroot()
    check(quiz.tag == "quiz", "the root is no quiz")
    category, rows = None, []
    for question in quiz:
        if question.get("type") == "category":
            category = question.findtext("category/text")
        else:
            rows.append((category, question))
    check(len(rows) == len(wanted), f"{len(rows)} questions of {len(wanted)} items")
    kinds = set()
    for (category, question), item in zip(rows, wanted):
        say, kind = f"item {item['id']}", question.get("type")
        kinds.add(kind)
        check(question.findtext("idnumber") == item["id"], say, question.findtext("idnumber"))
        check(0 < len(question.findtext("name/text")) <= 80, say + ": name")
        if item["topic"]:
            check(category == "/".join(["$course$", "top"] + [t.replace("/", "//") for t in item["topic"]]), say, category)
        asked = question.findtext("questiontext/text")
        for part in question.iter():
            if part.get("format") == "html":
                check(part.find("text") is not None, say + ": no text", part.tag)
                seen(part.findtext("text") or "")
        tags = [tag.text for tag in question.findall("tags/tag/text")]
        check("kind:" + item["kind"] in tags and f"difficulty:{item['difficulty']}" in tags, say, tags)
        general = question.findtext("generalfeedback/text")
        grades = [(answer.get("fraction"), answer) for answer in question.findall("answer")]
        for percent, answer in grades:
            grade(percent)
            check(answer.find("feedback/text") is not None, say + ": an answer without feedback")
        count = sum(right(item))
        if kind == "cloze":
            answers, asked = cloze_answers(asked)
            check(answers[0] == item["answer"].replace("*", "\\*"), say, answers)
        if kind == "essay":
            in_order(asked, [item["question"]], say)
            info = question.findtext("graderinfo/text")
            in_order(info, [item["answer"]] + details(item) + sources(item) + reasons(item), say)
            in_order(general, [item["answer"]], say)
            for name_ in ("responseformat", "responserequired", "responsefieldlines", "attachments"):
                check(question.findtext(name_), say + ": " + name_)
            check(item["kind"] in ("open", "coding", "scenario", "interview") or count not in range(1, 11), say, kind)
            continue
        check(seen(asked) == visible(item["question"]), say, seen(asked), item["question"])
        in_order(general, [item["answer"]] + details(item) + sources(item), say)
        if kind == "truefalse":
            check([answer.findtext("text") for _, answer in grades] == ["true", "false"], say, kind)
            check(sorted(percent for percent, _ in grades) == ["0", "100"], say, kind)
            key = [choice["text"] for choice in item["choices"] if choice["correct"]][0]
            check((grades[0][0] == "100") == (key in ("True", "正确")), say + ": key")
            check({seen(answer.findtext("feedback/text") or "") for _, answer in grades}
                  >= {visible(why) for why in reasons(item)}, say + ": reasons")
        elif kind == "multichoice":
            check(question.findtext("single") == ("true" if count == 1 else "false"), say, kind)
            found = [(float(percent) > 0, seen(answer.findtext("text")), seen(answer.findtext("feedback/text") or ""))
                     for percent, answer in grades]
            check(found == [(choice["correct"], visible(choice["text"]), visible(choice.get("why", "")))
                            for choice in item["choices"]], say, found)
            check(abs(sum(float(percent) for percent, _ in grades if float(percent) > 0) - 100) < 0.01, say + ": grades")
        elif kind == "shortanswer":
            check(grades[0][1].findtext("text") == item["answer"].replace("*", "\\*"), say, kind)
        else:
            check(kind == "cloze", say + ": unknown type", kind)
    check(name != "hostile" or kinds == {"essay", "multichoice", "truefalse", "shortanswer", "cloze"}, "types", kinds)
    return f"{len(wanted)} questions of {len(kinds)} types, well-formed, by Moodle's rules"


def well_formed(*paths):
    try:
        done = subprocess.run(["xmllint", "--noout", *paths], capture_output=True, text=True)
        check(done.returncode == 0, "xmllint", done.stderr)
    except FileNotFoundError:
        check(not on_debian, "xmllint is missing")
        print("Notice: skipped, as xmllint is missing here.")


# --- Anki

def anki_package(name):
    path, wanted = exported(name, "anki-apkg"), items(name)
    if not importer("anki.collection"):
        return "skipped"
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
    package = path + ".apkg"
    os.link(path, package)
    collection = Collection(f"{work}/{name}.anki2")
    request = ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
    log = collection.import_anki_package(request).log
    check(len(log.new) == len(wanted), f"Anki takes {len(log.new)} notes of {len(wanted)}", log)
    again = collection.import_anki_package(request).log
    check(len(again.new) == 0 and collection.note_count() == len(wanted), "a second import makes new notes", again)
    notes = {}
    for number in collection.find_notes(""):
        note = collection.get_note(number)
        notes[html.unescape(note["Id"])] = note
    types_ = set()
    for item in wanted:
        say, note = f"item {item['id']}", notes.get(item["id"])
        check(note is not None, say + " is not there")
        kind = note.note_type()["name"]
        types_.add(kind)
        if kind == "Viva Cloze":
            gap = re.search(r"\{\{c1::(.*?)\}\}", note["Text"], re.S)
            check(gap and note["Text"].count("{{") == 1, say + ": gaps", note["Text"])
            check(seen(gap.group(1)) == visible(item["answer"]), say, gap.group(1), item["answer"])
            asked = note["Text"].replace(gap.group(0), "____")
        else:
            asked = note["Question"]
            in_order(note["Answer"], [c["text"] for c in item.get("choices", []) if c["correct"]] + [item["answer"]], say)
        check(seen(asked) == visible(item["question"]), say, seen(asked), item["question"])
        if kind == "Viva Choice":
            in_order(note["Choices"], [choice["text"] for choice in item["choices"]], say)
        in_order(note["Details"], details(item) + reasons(item) + sources(item), say)
        cards = note.cards()
        check(len(cards) == 1, say + f" has {len(cards)} cards")
        deck = collection.decks.name(cards[0].did)
        named = [" ".join(text.split()).strip(":").casefold() for text in [name] + item["topic"]]
        check(deck.casefold().split("::") == named, say, deck, named)
        check("kind::" + item["kind"] in note.tags, say, note.tags)
        card = cards[0]
        check(visible(item["answer"])[:40] in visible(re.sub("<[^>]+>", " ", html.unescape(card.answer())))
              or "<" in item["answer"] or "&" in item["answer"] or "{" in item["answer"] or "`" in item["answer"]
              or "\\" in item["answer"] or "[" in item["answer"], say + ": the card shows no answer", card.answer())
    problems = collection.fix_integrity()
    check(problems[1], "Anki mends the collection", problems)
    collection.close()
    return f"{len(wanted)} notes of {len(types_)} types in Anki, again without a new one"


def packaged_notes(name):
    """The notes as the package's import left them."""
    from anki.collection import Collection
    collection = Collection(f"{work}/{name}.anki2")
    notes = [collection.get_note(number) for number in collection.find_notes("")]
    collection.close()
    return notes


def anki_table(name):
    path, wanted = exported(name, "anki-tsv"), items(name)
    if not importer("anki.collection"):
        return "skipped"
    from anki.collection import Collection, ImportCsvRequest
    table = path + ".tsv"
    os.link(path, table)
    collection = Collection(f"{work}/{name}-table.anki2")
    metadata = collection.get_csv_metadata(path=table, delimiter=None)
    log = collection.import_csv(ImportCsvRequest(path=table, metadata=metadata)).log
    check(len(log.new) == len(wanted), f"Anki takes {len(log.new)} notes of {len(wanted)}", log)
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader((line for line in file if not line.startswith("#")), delimiter="\t"))
    check(len(rows) == len(wanted), f"Python finds {len(rows)} rows")
    rows = {row[0]: row for row in rows}
    by_guid = {collection.get_note(number).guid: collection.get_note(number) for number in collection.find_notes("")}
    check(by_guid.keys() == rows.keys(), "other notes than rows")
    guids = {note["Id"]: note.guid for note in packaged_notes(name)}
    for item in wanted:
        say, guid = f"item {item['id']}", guids[html.escape(item["id"])]
        note, row = by_guid[guid], rows[guid]
        check([note["Front"], note["Back"]] == [unicodedata.normalize("NFC", cell) for cell in row[2:4]], say, row)
        in_order(note["Front"], [item["question"]] + [c["text"] for c in item.get("choices", [])], say)
        in_order(note["Back"], [item["answer"]] + details(item) + reasons(item) + sources(item), say)
        check(collection.decks.name(note.cards()[0].did) == row[1], say, row[1])
        check("kind::" + item["kind"] in note.tags, say, note.tags)
    collection.close()
    return f"{len(wanted)} notes of two sides in Anki"


# --- QTI 2.1

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,127}")
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
INLINE = {"code", "br", "strong", "textEntryInteraction"}
BLOCK = {"p", "pre", "ul", "blockquote", "choiceInteraction", "extendedTextInteraction", "rubricBlock"}


def qti(name):
    path, wanted = exported(name, "qti21"), items(name)
    folder = path + "-files"
    with zipfile.ZipFile(path) as archive:
        check(archive.testzip() is None, "the archive is damaged")
        check(archive.namelist()[0] == "imsmanifest.xml", "the manifest is not first")
        archive.extractall(folder)
        names = set(archive.namelist())
    files = [os.path.join(folder, file) for file in sorted(names)]
    well_formed(*files)
    if os.environ.get("VIVA_QTI_XSD"):
        checked = [file for file in files if not file.endswith("imsmanifest.xml")]
        done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", os.environ["VIVA_QTI_XSD"], *checked],
                              capture_output=True, text=True)
        check(done.returncode == 0, "the schema", done.stderr[-2000:])
    manifest = ElementTree.parse(folder + "/imsmanifest.xml").getroot()
    check(manifest.findtext(f"{CP}metadata/{CP}schema") == "QTIv2.1 Package", "the manifest names another schema")
    resources = manifest.findall(f"{CP}resources/{CP}resource")
    by_id = {resource.get("identifier"): resource for resource in resources}
    check(len(by_id) == len(resources), "identifiers of resources are not unique")
    hrefs = [file.get("href") for resource in resources for file in resource.findall(CP + "file")]
    check(sorted(hrefs + ["imsmanifest.xml"]) == sorted(names), "the manifest and the archive name other files")
    tests = [resource for resource in resources if resource.get("type") == "imsqti_test_xmlv2p1"]
    check(len(tests) == 1, "not one test")
    depends = [part.get("identifierref") for part in tests[0].findall(CP + "dependency")]
    check(set(depends) == set(by_id) - {"TEST"}, "the test depends on other resources")
    test = ElementTree.parse(folder + "/test.xml").getroot()
    check(test.tag == QTI + "assessmentTest", "the test is none")
    references = list(test.iter(QTI + "assessmentItemRef"))
    check(sorted(ref.get("href") for ref in references) == sorted(n for n in names if n.startswith("items/")), "references")
    for element in (manifest, *resources, test, *test.iter()):
        if element.get("identifier"):
            check(IDENTIFIER.fullmatch(element.get("identifier")), "no identifier", element.get("identifier"))
    order = [by_id[ref].get("href") for ref in depends]
    for file, item in zip(order, wanted):
        qti_item(ElementTree.parse(os.path.join(folder, file)).getroot(), item, file)
    schema = ", by IMS's schema" if os.environ.get("VIVA_QTI_XSD") else ""
    return f"{len(wanted)} items of a package, references and structure{schema}"


def plain_text(element):
    parts = [element.text or ""]
    for child in element:
        parts += ["\n" if child.tag[len(QTI):] not in INLINE or child.tag.endswith("}br") else "",
                  "____" if child.tag.endswith("textEntryInteraction") else plain_text(child),
                  "\n" if child.tag[len(QTI):] not in INLINE else "", child.tail or ""]
    return "".join(parts)


def qti_item(root, item, file):
    say = f"{file} ({item['id']})"
    check(root.tag == QTI + "assessmentItem", say + " is no item")
    check(f"items/{root.get('identifier')}.xml" == file, say + ": identifier")
    check(root.get("adaptive") == "false" and root.get("timeDependent") == "false" and root.get("title"), say)
    check(root.get("{http://www.w3.org/XML/1998/namespace}lang") == item["language"], say + ": language")
    order = [child.tag[len(QTI):] for child in root]
    rank = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"]
    check([rank.index(tag) for tag in order] == sorted(rank.index(tag) for tag in order), say + ": order", order)
    response = root.find(QTI + "responseDeclaration")
    outcomes = {part.get("identifier") for part in root.findall(QTI + "outcomeDeclaration")}
    feedback = root.find(QTI + "modalFeedback")
    check(feedback.get("outcomeIdentifier") in outcomes and "SCORE" in outcomes, say + ": outcomes")
    body = root.find(QTI + "itemBody")
    for child in body:
        check(child.tag[len(QTI):] in BLOCK, say + ": no block", child.tag)
    check(not (body.text or "").strip() and not any((child.tail or "").strip() for child in body), say + ": bare text")
    for part in body.iter(QTI + "p"):
        check(all(child.tag[len(QTI):] in INLINE for child in part.iter() if child is not part), say + ": a block in a paragraph")
    interactions = [part for part in body.iter() if part.tag.endswith("Interaction")]
    check(len(interactions) == 1 and interactions[0].get("responseIdentifier") == response.get("identifier"), say)
    interaction = interactions[0].tag[len(QTI):]
    processing = root.find(QTI + "responseProcessing")
    template = processing.get("template") if processing is not None else None
    asked = "\n".join(plain_text(part) if part.tag != interactions[0].tag else "" for part in body
                      if part.tag != QTI + "rubricBlock")
    values = [value.text for value in response.findall(f"{QTI}correctResponse/{QTI}value")]
    told = plain_text(feedback)
    within(told, [item["answer"]], say)
    if interaction == "choiceInteraction":
        check(template == TEMPLATES + "match_correct", say, template)
        choices = interactions[0].findall(QTI + "simpleChoice")
        names = [choice.get("identifier") for choice in choices]
        check(len(set(names)) == len(names) and all(map(IDENTIFIER.fullmatch, names)), say, names)
        check([visible(plain_text(choice)) for choice in choices] == [visible(c["text"]) for c in item["choices"]], say)
        check([choice_name in values for choice_name in names] == right(item), say + ": key", values)
        single = sum(right(item)) == 1
        check(response.get("cardinality") == ("single" if single else "multiple") and response.get("baseType") == "identifier"
              and interactions[0].get("maxChoices") == ("1" if single else "0"), say)
        within(told, details(item) + sources(item) + reasons(item), say)
    elif interaction == "textEntryInteraction":
        check(template == TEMPLATES + "map_response", say, template)
        check(values == [item["answer"]], say, values)
        keys = [entry.get("mapKey") for entry in response.findall(f"{QTI}mapping/{QTI}mapEntry")]
        check(keys[0] == item["answer"] and len(set(keys)) == len(keys), say, keys)
        within(told, details(item) + sources(item), say)
    else:
        check(interaction == "extendedTextInteraction" and processing is None and response.get("baseType") == "string", say)
        rubric = body.find(QTI + "rubricBlock")
        check(rubric.get("view") == "scorer", say + ": rubric")
        within(plain_text(rubric), [item["answer"]] + details(item) + sources(item) + reasons(item), say)
    entry_apart = interaction == "textEntryInteraction" and interactions[0] in list(body[-1])
    if entry_apart and visible(asked).endswith("____"):
        # Of several gaps none is told apart, and the entry stands behind the question.
        check(visible(asked) in (visible(item["question"]), visible(item["question"] + " ____")), say, visible(asked))
    elif item.get("choices") and sum(right(item)) == 0:
        within(asked, [item["question"]], say)
    else:
        check(visible(asked) == visible(item["question"]), say, visible(asked), item["question"])


def within(text, parts, say):
    text, start = visible(text), 0
    for part in parts:
        place = text.find(visible(part), start)
        check(place >= 0, say + " lacks a text", part, text)
        start = place + len(visible(part))


# --- Harnesses

def lm_eval(name):
    path, wanted = exported(name, "lm-eval"), items(name)
    if not importer("lm_eval"):
        return "skipped"
    logging.disable(logging.WARNING)
    from lm_eval import evaluator
    from lm_eval.tasks import TaskManager
    rows = {}
    for task in ("choices", "gaps", "answers"):
        with open(f"{path}/{task}.jsonl", encoding="utf-8") as file:
            rows[task] = [json.loads(line) for line in file]
    check(sorted(row["id"] for part in rows.values() for row in part) == sorted(item["id"] for item in wanted), "items")
    group = [file[:-5] for file in os.listdir(path) if file.endswith(".yaml")]
    group = min(group, key=len)
    folder = os.getcwd()
    os.chdir("/")  # The data must be found from anywhere.
    try:
        manager = TaskManager(include_path=path, include_defaults=False)
        results = evaluator.simple_evaluate(model="dummy", tasks=[group], task_manager=manager, log_samples=True,
                                            bootstrap_iters=0)
    finally:
        os.chdir(folder)
    by_id = {item["id"]: item for item in wanted}
    for task, samples in results["samples"].items():
        kind = task.rsplit("_", 1)[1]
        check(len(samples) == len(rows[kind]), f"{task} asks {len(samples)} of {len(rows[kind])}")
        for sample in samples:
            item, prompt = by_id[sample["doc"]["id"]], sample["arguments"][0][0]
            check(item["question"] in prompt, task + ": the question is not asked", prompt)
            check(all(s["quote"] in prompt for s in item.get("sources", [])), task + ": the quotes are not given", prompt)
            if kind == "choices":
                check(all(f"{chr(65 + n)}. {c['text']}" in prompt for n, c in enumerate(item["choices"])), "choices", prompt)
                check(len(sample["arguments"]) == len(item["choices"]), task + ": requests")
                check(right(item)[int(sample["target"])], task + ": target", sample["target"])
                check([arguments[1] for arguments in sample["arguments"]]
                      == [" " + chr(65 + n) for n in range(len(item["choices"]))], task + ": letters")
            elif kind == "gaps":
                check(sample["target"] == item["answer"], task + ": target", sample["target"])
    spec = importlib.util.spec_from_file_location("viva_tasks", path + "/viva_tasks.py")
    tasks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tasks)
    for row in rows["gaps"]:
        lines = {text: text.splitlines() == [text] for text in row["accepted"]}
        check(all(tasks.score_gap(row, [f"\n {text}. \n\nMore."])["exact_match"] == 1 for text in lines if lines[text]), "a gap", row)
        check(tasks.score_gap(row, ["something else"])["exact_match"] == 0, "a gap is full of anything", row)
    for row in rows["answers"]:
        check(abs(tasks.score_answer(row, [row["answer"]])["token_f1"] - 1) < 1e-9, "an answer", row)
        points = tasks.score_answer(row, ["\n".join(row["keyPoints"])])["key_points"] if row["keyPoints"] else 1
        check(abs(points - 1) < 1e-9, "key points", row)
        check(set(tasks.score_answer(row, ["xyzzy"]).values()) == {0}, "anything is an answer", row)
    return f"{len(results['samples'])} tasks of lm-eval, {len(wanted)} items asked and scored"


def beir(name):
    path, wanted = exported(name, "beir"), items(name)
    corpus, queries = ({row["_id"]: row for row in map(json.loads, open(f"{path}/{file}.jsonl", encoding="utf-8"))}
                       for file in ("corpus", "queries"))
    judged = {}
    with open(path + "/qrels/test.tsv", encoding="utf-8", newline="") as file:
        # BEIR's loader: csv.reader with tabs, and a header that it skips.
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_MINIMAL))
    check(rows[0] == ["query-id", "corpus-id", "score"], "the header", rows[0])
    for query, passage, score in rows[1:]:
        check(int(score) > 0 and query in queries and passage in corpus, "a judgement of what is not there", query, passage)
        judged.setdefault(query, {})[passage] = int(score)
    check(len(queries) == len(wanted) == len(judged), "queries", len(queries), len(wanted))
    check({passage for found in judged.values() for passage in found} == set(corpus), "a passage that answers nothing")
    for item, query in zip(wanted, queries.values()):
        check(query["text"] == item["question"] and query["metadata"]["id"] == item["id"], "query", query)
        found = sorted((corpus[passage]["title"], corpus[passage]["text"]) for passage in judged[query["_id"]])
        if item.get("sources"):
            check(found == sorted({(s["document"], s["quote"]) for s in item["sources"]}), "passages", found)
        else:
            check(len(found) == 1 and found[0][1].startswith(item["answer"]), "reference answer", found)
    told = f"{len(queries)} queries, {len(corpus)} passages"
    if importer("pytrec_eval"):
        import pytrec_eval
        run = {query: {passage: 2.0 if passage in found else 1.0 for passage in corpus} for query, found in judged.items()}
        measured = pytrec_eval.RelevanceEvaluator(judged, {"recip_rank", "recall.1000"}).evaluate(run)
        check(all(row["recip_rank"] == 1 for row in measured.values()) and len(measured) == len(queries), "measures")
        told += ", measured by pytrec_eval"
    return told


def ragas(name):
    path, wanted = exported(name, "ragas"), items(name)
    spec = importlib.util.find_spec("ragas")
    if spec is None:
        check(not on_debian, "ragas is missing")
        print("Notice: skipped, as ragas is missing here.")
        return "skipped"
    # The schema alone: the package itself would load chains of models.
    package = types.ModuleType("ragas")
    package.__spec__, package.__path__ = spec, list(spec.submodule_search_locations)
    sys.modules["ragas"] = package
    from ragas.dataset_schema import EvaluationDataset, SingleTurnSample
    data = EvaluationDataset.from_jsonl(path)
    check(len(data) == len(wanted), f"{len(data)} samples of {len(wanted)} items")
    for sample, item in zip(data, wanted):
        check(isinstance(sample, SingleTurnSample) and sample.user_input.startswith(item["question"]), "question", sample)
        check(all(choice["text"] in sample.user_input for choice in item.get("choices", [])), "choices", sample)
        check(sample.reference.startswith(item["answer"]), "reference", sample)
        wanted_contexts = [source["quote"] for source in item.get("sources", [])] or [sample.reference]
        check(sample.reference_contexts == wanted_contexts, "contexts", sample)
        check(sample.response is None and sample.retrieved_contexts is None, "somebody answered already", sample)
    return f"{len(data)} samples by ragas's own schema"


hostile()
CHECKS = {"gift": gift, "moodle-xml": moodle_xml, "anki-apkg": anki_package, "anki-tsv": anki_table, "qti21": qti,
          "lm-eval": lm_eval, "beir": beir, "ragas": ragas}
failed = 0
for form, run in CHECKS.items():
    for name in ("quiz", "hostile"):
        try:
            print(f"{form}, {name}: {run(name)}", flush=True)
        except Exception as error:
            failed += 1
            print(f"FAILED {form}, {name}: {error}", flush=True)
            if not isinstance(error, Wrong):
                traceback.print_exc()
sys.exit(1 if failed else 0)
