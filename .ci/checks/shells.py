"""Types beginnings of commands into bash, zsh and fish, presses the tab key, and looks at what comes."""

import os
import pty
import re
import select
import subprocess
import sys
import time

work = sys.argv[1]
os.makedirs(os.path.join(work, "some-set"), exist_ok=True)
os.chdir(work)

# What is typed, and what must stand on the screen behind it.
CASES = [
    ("viva gener", "generate"),
    ("viva journal sh", "show"),
    ("viva generate --kin", "--kinds"),
    ("viva generate --backend off", "offline"),
    ("viva generate --kinds open,mul", "open,multipleChoice"),
    ("viva export some --format jso", "jsonl"),
    ("viva completions fi", "fish"),
    ("viva help gener", "generate"),
    ("viva show some-s", "some-set"),
]

STARTS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source <(viva completions bash)"),
    "zsh": (["zsh", "-f", "-i"], "autoload -U compinit; compinit -D -u; source <(viva completions zsh)"),
}


def read_until(terminal, wanted, seconds=20):
    """What comes until a pattern is met; the tab key answers with what is new alone."""
    text, end = "", time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            text += os.read(terminal, 65536).decode(errors="replace")
        if re.search(wanted, text):
            return text
    raise SystemExit(f"waited for {wanted!r}, got {text!r}")


def in_terminal(shell):
    words, setup = STARTS[shell]
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(PS1="ready> ", TERM="dumb", HOME=work, BASH_SILENCE_DEPRECATION_WARNING="1")
        os.execvp(words[0], words)
    os.write(terminal, f"PS1='ready> '; {setup}; echo set''up\n".encode())
    read_until(terminal, "setup")
    for typed, wanted in CASES:
        # A line that is completed is echoed whole by the command behind it: 'echo' shows what stands there.
        os.write(terminal, b"\x15" + typed.encode() + b"\t")
        time.sleep(0.6)
        os.write(terminal, b"\x01echo [\x05]\n")
        last = typed.split()[:-1]
        pattern = re.escape(" ".join(["[viva"] + last[1:] + [wanted]))
        read_until(terminal, pattern + r"[ ,/]*\]")
    os.write(terminal, b"exit\n")
    os.waitpid(child, 0)


def in_fish():
    for typed, wanted in CASES:
        answer = subprocess.run(
            ["fish", "--no-config", "-c", f"viva completions fish | source; complete -C '{typed}'"],
            capture_output=True, text=True, check=True, env=os.environ | {"HOME": work}).stdout
        if wanted not in [line.split("\t")[0].rstrip("/") for line in answer.splitlines()]:
            raise SystemExit(f"fish: '{typed}' was completed to {answer!r}, not {wanted!r}")


for name in STARTS:
    in_terminal(name)
in_fish()
print(f"{len(CASES)} beginnings completed in bash, zsh and fish.")
