"""Opens reports in a headless Chromium and holds them to what they promise."""
import html
import json
import os
import re
import subprocess
import sys
import time

from chromium import Chromium

LIMIT = 1.5  # Seconds until a set of 2,000 items is loaded and drawn.
browser, binary, work = sys.argv[1:4]
page = f"{work}/set/report.html"

HOSTILE = [
    "<script>window.hacked=1</script>", "</script><script>window.hacked=1</script>",
    "</style><style>*{display:none}</style>", '"><img src=x onerror="window.hacked=1">',
    "' onmouseover='window.hacked=1", "javascript:window.hacked=1", "]]><!-- --!>", "</textarea></form>",
    "url(https://evil.example/a) @import 'https://evil.example'", "\u202etxet desrever\u202c \u2066isolate\u2069",
    "&lt;b&gt; &#60; &amp;amp;", "a\u2028b\u2029c", "`code` ``two`` ```three", "```html\n<b>x</b>\n```",
    "{{x}} ${x} \\u003cscript\\u003e", "عربي <b>נ</b> 中文", "__proto__", "constructor",
]


def check(is_so, message):
    if not is_so:
        raise SystemExit(f"Error: {message}")


def read_items(folder):
    with open(f"{folder}/items.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def words(text):
    """Letters and digits alone: the page may set the rest as it likes."""
    return re.sub(r"\W+|_", "", text)


def every_item_is_readable_without_the_script(folder):
    with open(f"{folder}/report.html", encoding="utf-8") as file:
        source = file.read()
    outside = re.findall(
        r"""(?:src|href)\s*=\s*["']?((?:https?:)?//[^"'\s>]+)|url\(\s*["']?((?:https?:)?//[^)]+)|@import""",
        source)
    check(not outside, f"the report refers to {outside[:3]}")
    shown = words(html.unescape(re.sub(r"<[^>]+>", "", source.split("<script>")[0])))
    items = read_items(folder)
    missing = [item["id"] for item in items
               if words(item["question"])[:60] not in shown or words(item["answer"])[:60] not in shown]
    check(not missing, f"{len(missing)} of {len(items)} items are not on the page, such as {missing[:1]}")
    print(f"{len(items)} items on the page, nothing from elsewhere.")


def a_large_set_opens_fast(chromium):
    chromium.size(1280, 900)
    times = sorted(chromium.open(f"{work}/large/report.html") for _ in range(5))
    shown = chromium.run("document.querySelectorAll('article.item').length")
    check(shown == len(read_items(f"{work}/large")), f"{shown} items are on the page")
    size = os.path.getsize(f"{work}/large/report.html") / 1e6
    print(f"{shown} items ({size:.1f} MB) are drawn after {times[0]:.2f} s at best, {times[2]:.2f} s in the median of 5.")
    check(times[0] < LIMIT, f"the report of {shown} items takes {times[0]:.2f} s")
    start = time.monotonic()
    chromium.run("(()=>{const q=document.querySelector('#filter [name=q]');q.value='attention';"
                 "q.dispatchEvent(new Event('input',{bubbles:true}))})()")
    found = chromium.run("document.querySelectorAll('article.item:not([hidden])').length")
    print(f"A first search finds {found} of them in {time.monotonic() - start:.2f} s.")
    check(0 < found < shown, f"the search finds {found}")


def axe_finds_no_barrier(chromium, axe):
    for width in (1280, 360):
        for scheme in ("light", "dark"):
            for language in ("en", "zh"):
                chromium.size(width, 900)
                chromium.media(prefers_color_scheme=scheme)
                chromium.open(page)
                chromium.run("localStorage.clear()")
                if not chromium.run("document.documentElement.lang").startswith(language):
                    chromium.run("document.querySelector('[name=language]').click()")
                across = chromium.run("document.scrollingElement.scrollWidth")
                check(across <= width, f"at {width} pixels the page is {across} wide ({language})")
                # All is opened and drawn, so that all is looked at.
                chromium.run(
                    "document.querySelectorAll('details').forEach(d=>d.open=true);"
                    "document.querySelectorAll('article.item').forEach(e=>e.style.contentVisibility='visible');"
                    "new Promise(d=>setTimeout(d,300))")
                chromium.run(axe + ";1")
                found = chromium.run(
                    "axe.run(document,{resultTypes:['violations']}).then(r=>JSON.stringify(r.violations.map("
                    "v=>[v.id,v.help,v.nodes.length,v.nodes[0].html.slice(0,200),v.nodes[0].failureSummary])))")
                found = json.loads(found)
                check(not found, f"axe at {width}, {scheme}, {language}: {json.dumps(found, indent=1)}")
    chromium.media()
    print("axe finds nothing in light and dark, wide and narrow, English and Chinese.")


def labels_change_their_language_and_back(chromium):
    chromium.open(page)
    text = "document.body.innerText"
    before = chromium.run(text)
    chromium.run("document.querySelector('[name=language]').click()")
    other = chromium.run(text)
    chromium.run("document.querySelector('[name=language]').click()")
    check(before == chromium.run(text), "the labels do not change back")
    check("从要求到可留" in other and "From what was asked" in before, "labels of the other language are missing")
    print("Labels change their language and back.")


def decisions_are_made_and_applied(chromium):
    chromium.size(1280, 900)
    chromium.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=work, eventsEnabled=True)
    chromium.open(page)
    chromium.run("localStorage.clear()")
    chromium.open(page)
    items = read_items(f"{work}/set")
    for key in ("j", "a", "j", "r", "j"):
        chromium.press(key, key)
    chromium.press("e", "e")
    check(chromium.run("document.activeElement.tagName") == "TEXTAREA", "e opens no editor")
    check(words(chromium.run("document.activeElement.value")) == words(items[2]["question"]),
          "the editor does not hold the question")
    question = "What is </script> & \"this\"? \u4e2d\u6587"
    chromium.run(f"document.activeElement.value={json.dumps(question)};"
                 "document.activeElement.form.requestSubmit()")
    chromium.open(page)  # Decisions outlive the page.
    chromium.run("(()=>{const f=document.querySelector('.decisions');f.elements.by.value='Ada <Lovelace>';"
                 "f.requestSubmit()})()")
    chromium.wait("Browser.downloadWillBegin")
    for _ in range(100):
        if os.path.exists(f"{work}/decisions.json"):
            break
        time.sleep(0.1)
    with open(f"{work}/decisions.json", encoding="utf-8") as file:
        decisions = json.load(file)
    made = [(d["id"], d["decision"]) for d in decisions["decisions"]]
    wanted = list(zip([i["id"] for i in items[:3]], ["accept", "refuse", "edit"]))
    check(made == wanted, f"the file says {made}")
    check(decisions["decisions"][2]["question"] == question, "the edit is not what was typed")
    done = subprocess.run(
        [binary, "review", "apply", f"{work}/decisions.json", "--set", f"{work}/set", "--json"],
        capture_output=True, text=True, check=False)
    check(done.returncode == 0, done.stderr)
    counts = json.loads(done.stdout)
    check([counts[k] for k in ("accepted", "refused", "edited")] == [1, 1, 1], f"applied were {counts}")
    new = read_items(f"{work}/set-reviewed")
    check(len(new) == len(items) - 1 and any(i["question"] == question for i in new), "the new set is wrong")
    print("Decisions made by keys are kept, downloaded and applied.")


def filters_and_links_work(chromium):
    chromium.open(page)
    chromium.run("document.querySelector('.heat a').click();new Promise(d=>setTimeout(d,100))")
    chosen = chromium.run("[...document.querySelectorAll('article.item:not([hidden])')].map(e=>e.dataset.topic+'/'+e.dataset.level).join()")
    check(len(set(chosen.split(","))) == 1, f"a field of the heat map leads to {chosen}")
    count = int(chromium.run("document.querySelector('.heat a').textContent"))
    check(len(chosen.split(",")) == count, f"a field that says {count} leads to {chosen}")
    chromium.run("document.querySelector('#filter button[type=reset]').click();new Promise(d=>setTimeout(d,100))")
    order = chromium.run(
        "(()=>{const s=document.querySelector('#filter [name=sort]');s.value='hard';"
        "s.dispatchEvent(new Event('input',{bubbles:true}));"
        "return [...document.querySelectorAll('article.item')].map(e=>+e.dataset.difficulty)})()")
    check(order == sorted(order, reverse=True), f"sorted by difficulty: {order}")
    print("Filters, sorting and links of the heat map work.")


def hostile_strings_stay_text(chromium):
    items = []
    for number, text in enumerate(HOSTILE):
        again = HOSTILE[(number + 1) % len(HOSTILE)]
        items.append({
            "id": f"{number} {text}", "topic": [text, text], "kind": "multipleChoice", "language": "en",
            "audience": text, "level": "apply", "difficulty": 2, "question": f"{text}", "answer": text,
            "keyPoints": [text], "mistakes": [text],
            "followUps": [{"question": text, "probes": text, "strong": text, "weak": text}],
            "choices": [{"text": text, "correct": True, "why": text}, {"text": again, "correct": False, "why": text}],
            "code": {"language": text, "solution": text, "tests": text, "checked": text},
            "sources": [{"document": text, "quote": text, "start": 0, "end": 1}],
            "scores": {text: {"value": 0.5, "low": 0.4, "high": 0.6, "by": text}, "depth": {"unscored": text}},
            "flaws": [{"name": text, "evidence": text, "severity": "error", "suggestion": text},
                      {"name": "answer-leak", "evidence": text, "severity": "error"}],
            "made": {"backend": text, "model": text, "seed": 1, "drafts": 2, "promptHash": text},
            "review": {"decision": "accept", "by": text, "at": text}})
    # As a written set, so that its own flaws and scores are shown as they are.
    folder = f"{work}/hostile"
    subprocess.run(["cp", "-r", f"{work}/set", folder], check=True)
    os.remove(f"{folder}/journal.sqlite")
    with open(f"{folder}/items.jsonl", "w", encoding="utf-8") as file:
        for item in items:
            file.write(json.dumps(item, ensure_ascii=False) + "\n")
    subprocess.run([binary, "report", folder], check=True, stdout=subprocess.DEVNULL)
    chromium.open(f"{folder}/report.html")
    chromium.run("localStorage.clear()")
    chromium.open(f"{folder}/report.html")
    shown = chromium.run("document.querySelectorAll('article.item').length")
    check(shown == len(items), f"{shown} of {len(items)} hostile items are there")
    for _ in range(2):
        for number, text in enumerate(HOSTILE):
            got = chromium.run(f"document.querySelectorAll('article.item')[{number}].dataset.id")
            check(got == items[number]["id"], f"the identifier of {text!r} is {got!r}")
            got = chromium.run(f"document.querySelectorAll('article.item')[{number}].querySelector('.question').textContent")
            check(words(text).replace("html", "") in words(got).replace("html", ""), f"{text!r} is shown as {got!r}")
        # Every part that the script makes of it, too: editors, kept edits, the other language, every filter.
        chromium.run(
            "(async()=>{for(const e of document.querySelectorAll('article.item')){e.scrollIntoView();"
            "while(!e.querySelector('.decide'))await new Promise(requestAnimationFrame)}})()")
        chromium.run(
            "document.querySelectorAll('[data-does=edit]').forEach(b=>b.click());"
            "document.querySelectorAll('form.edit').forEach(f=>{f.querySelectorAll('textarea')[0].value+=' <b onclick=\"window.hacked=1\">!';f.requestSubmit()});"
            "document.querySelectorAll('#filter select[data-filter]').forEach(s=>[...s.options].forEach(o=>{s.value=o.value;s.dispatchEvent(new Event('input',{bubbles:true}))}));"
            "document.querySelector('#filter').reset();document.querySelector('[name=language]').click();"
            "document.querySelectorAll('a[data-find]').forEach(a=>a.click());new Promise(d=>setTimeout(d,300))")
    own = chromium.run("document.querySelectorAll('.own').length")
    check(own == len(items), f"{own} edits are kept")
    check(chromium.run("typeof window.hacked") == "undefined", "a hostile string was run")
    elements = chromium.run(
        "[...new Set([...document.body.querySelectorAll('*')].map(e=>e.localName))].filter(n=>['img','iframe','object','embed','base','link','style'].includes(n))")
    check(not elements, f"hostile strings became {elements}")
    check(chromium.run("document.scripts.length") == 1, "there is a second script")
    check(chromium.run("[...document.querySelectorAll('*')].every(e=>[...e.attributes].every(a=>!a.name.startsWith('on')))"),
          "a hostile string became a handler")
    print(f"{len(items)} items of hostile strings stay text, in editors and filters, too.")


with Chromium(browser) as chromium:
    import axe_playwright_python

    with open(f"{os.path.dirname(axe_playwright_python.__file__)}/axe.min.js", encoding="utf-8") as file:
        axe = file.read()
    every_item_is_readable_without_the_script(f"{work}/set")
    a_large_set_opens_fast(chromium)
    labels_change_their_language_and_back(chromium)
    filters_and_links_work(chromium)
    decisions_are_made_and_applied(chromium)
    hostile_strings_stay_text(chromium)
    axe_finds_no_barrier(chromium, axe)
    chromium.open(page)
    chromium.paper(f"{work}/report.pdf")
    check(os.path.getsize(f"{work}/report.pdf") > 20_000, "nothing is printed")
    complaints = chromium.complaints()
    check(not complaints, f"the pages complain: {complaints[:5]}")
