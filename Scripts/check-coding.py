#!/usr/bin/env python3
"""Runs coding tasks: a solution must pass its tests, and most of its mutants must fail them.

Usage: check-coding.py TASKS.json [SHARE]
TASKS.json is a list of {"id", "solution", "tests"}; SHARE (default 0.75) is the least share of mutants that the tests
of a task must catch. Needs nothing but python3.
"""
import ast
import copy
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

SWAPS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.And: ast.Or, ast.Or: ast.And,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}


def mutate(node):
    """Changes one operator, constant or result; says whether there was one to change."""
    if isinstance(node, (ast.BinOp, ast.BoolOp, ast.AugAssign)) and type(node.op) in SWAPS:
        node.op = SWAPS[type(node.op)]()
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        node.ops[0] = SWAPS[type(node.ops[0])]()
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        node.value = not node.value
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        node.value = node.value + 1
    elif isinstance(node, ast.Return) and node.value is not None:
        node.value = ast.Constant(None)
    else:
        return False
    return True


def mutants(source):
    tree = ast.parse(source)
    for index in range(sum(1 for _ in ast.walk(tree))):
        changed = copy.deepcopy(tree)
        if mutate(list(ast.walk(changed))[index]):
            yield ast.unparse(ast.fix_missing_locations(changed))


def run(source):
    """None if it passes, else why not. A program that does not end has failed."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", source], capture_output=True, timeout=10)
    except subprocess.TimeoutExpired:
        return "took longer than 10 s"
    if done.returncode == 0:
        return None
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"ended with {done.returncode}"


def check(task, share):
    """What is wrong with a task, and how many mutants were tried and caught."""
    why = run(task["solution"] + "\n" + task["tests"])
    if why:
        return f"the solution fails its tests: {why}", 0, 0
    tried = caught = 0
    alive = []
    for mutant in mutants(task["solution"]):
        tried += 1
        if run(mutant + "\n" + task["tests"]):
            caught += 1
        else:
            alive.append(mutant)
    if tried == 0 or caught < share * tried:
        example = f"; one of them:\n{alive[0]}" if alive else ""
        return f"{tried - caught} of {tried} mutants pass the tests{example}", tried, caught
    return None, tried, caught


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        tasks = json.load(file)
    share = float(sys.argv[2]) if len(sys.argv) > 2 else 0.75
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        results = list(pool.map(lambda task: check(task, share), tasks))
    bad = 0
    for task, (problem, _, _) in zip(tasks, results):
        if problem:
            bad += 1
            print(f"{task['id']}: {problem}", file=sys.stderr)
    tried = sum(result[1] for result in results)
    caught = sum(result[2] for result in results)
    print(f"{len(tasks)} coding tasks, {bad} bad; {caught} of {tried} mutants caught.")
    return 1 if bad or not tasks else 0


if __name__ == "__main__":
    sys.exit(main())
