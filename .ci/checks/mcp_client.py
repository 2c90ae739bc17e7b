"""The official Python client of the Model Context Protocol at work with 'viva mcp'."""

import asyncio
import json
import os
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError

binary, work = sys.argv[1:]
sets = os.path.join(work, "sets")


def check(holds, what):
    if not holds:
        raise SystemExit(f"failed: {what}")


async def cancel_a_run(session):
    """A large run is cancelled by its first sign of progress; what it had stays and goes on."""
    begun = asyncio.Event()

    async def heard(progress, total, message):
        begun.set()

    arguments = {"topic": ["Machine learning"], "count": 5000, "out": os.path.join(sets, "large")}
    call = asyncio.create_task(
        session.call_tool("generate", arguments, progress_callback=heard))
    await asyncio.wait_for(begun.wait(), 120)
    # Giving up the call tells the server so; it lives, and answers others.
    call.cancel()
    await asyncio.wait([call])
    await asyncio.wait_for(session.send_ping(), 60)
    lines = 0
    for _ in range(600):
        path = os.path.join(sets, "large", "manifest.json")
        if os.path.exists(path):
            with open(os.path.join(sets, "large", "items.jsonl")) as file:
                lines = sum(1 for _ in file)
            break
        await asyncio.sleep(0.1)
    else:
        check(False, "a cancelled run leaves its set")
    check(lines < 5000, "a cancelled run ends early")
    return lines


async def main():
    server = StdioServerParameters(command=binary, args=["mcp", "--sets", sets], cwd=work)
    async with stdio_client(server) as (reading, writing):
        async with ClientSession(reading, writing) as session:
            hello = await session.initialize()
            check(hello.server_info.name == "viva", "the server says its name")
            tools = {tool.name: tool for tool in (await session.list_tools()).tools}
            check(
                set(tools) == {"plan", "generate", "evaluate", "search_memory", "read_set"},
                f"five tools, not {sorted(tools)}")
            check(tools["generate"].input_schema["properties"]["kinds"]["items"]["enum"][0] == "open",
                  "the schema names the kinds")

            plan = await session.call_tool("plan", {"topic": ["RAG"], "count": 10})
            check(len(plan.structured_content["squares"]) == 10, "ten squares are planned")

            told = []

            async def heard(progress, total, message):
                told.append((progress, total))

            result = await session.call_tool(
                "generate", {"topic": ["RAG"], "count": 10, "kinds": ["open", "multipleChoice"]},
                progress_callback=heard)
            check(not result.is_error, result.content)
            check(result.structured_content["accepted"] == 10, "ten items are accepted")
            check(told and told == sorted(told) and told[-1][0] >= 10, f"progress rises: {told}")

            read = await session.call_tool("read_set", {"set": os.path.join(sets, "rag"), "kinds": ["open"]})
            check(0 < len(read.structured_content["items"]) < 10, "some items are open ones")

            judged = await session.call_tool("evaluate", {"input": os.path.join(sets, "rag")})
            check(judged.structured_content["verdicts"]["keep"] >= 9, "the set is judged")

            resources = (await session.list_resources()).resources
            names = {resource.name: resource.uri for resource in resources}
            check({"rag/items.jsonl", "rag/report.md", "rag/report.json", "rag/manifest.json"} <= set(names),
                  f"the set is a resource: {sorted(names)}")
            text = (await session.read_resource(names["rag/items.jsonl"])).contents[0].text
            check(len([json.loads(line) for line in text.splitlines()]) == 10, "ten lines are read")
            for uri in ["viva://sets/rag/journal.sqlite", "viva://sets/../rag/items.jsonl", "file:///etc/passwd"]:
                try:
                    await session.read_resource(uri)
                    check(False, f"{uri} is no resource")
                except MCPError:
                    pass

            bad = await session.call_tool("generate", {"topic": ["Gardening"], "count": 3})
            check(bad.is_error and "Gardening" in bad.content[0].text, "an unknown topic is told of")
            try:
                await session.call_tool("generate", {"topics": ["RAG"]})
                check(False, "an unknown argument is refused")
            except MCPError as error:
                check("topics" in str(error), "the error names the argument")

            kept = await cancel_a_run(session)
    print(f"Five tools; 10 items with {len(told)} signs of progress; a run cancelled at {kept} items.")


asyncio.run(main())
