"""Holds what a run sends over OTLP/HTTP against OpenTelemetry's own message types.

A collector on the loopback interface takes the traces of two runs, one offline and one against `viva serve`; every request is
read by the official protobuf classes, which know each field's name and type.
"""
import base64, collections, http.server, json, os, pathlib, subprocess, sys, threading

from google.protobuf import json_format
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

viva, work = sys.argv[1], pathlib.Path(sys.argv[2])
KEY = "marker-key-8f3a17"
taken = []  # (path, headers, body)


class Collector(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        taken.append((self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_):
        pass


def binary_ids(value):
    """OTLP has ids in hex where protobuf's own JSON has base64: the one place where they differ."""
    if isinstance(value, list):
        return [binary_ids(v) for v in value]
    if not isinstance(value, dict):
        return value
    return {
        k: base64.b64encode(bytes.fromhex(v)).decode() if k in ("traceId", "spanId", "parentSpanId") else binary_ids(v)
        for k, v in value.items()
    }


def attributes(pairs):
    return {p.key: getattr(p.value, p.value.WhichOneof("value")) for p in pairs}


def run(*words, **variables):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("OTEL_")} | variables
    done = subprocess.run([viva, *words], env=environment, cwd=work, capture_output=True, text=True, timeout=120)
    assert done.returncode in (0, 3), done
    assert KEY not in done.stdout + done.stderr, "the key was printed"
    return done


def spans():
    found = []
    for path, headers, body in taken:
        assert path == "/base/v1/traces" and headers["Content-Type"] == "application/json", (path, headers)
        assert headers["x-key"] == KEY, headers
        request = json_format.Parse(json.dumps(binary_ids(json.loads(body))), ExportTraceServiceRequest())
        for resource in request.resource_spans:
            assert attributes(resource.resource.attributes)["service.name"] == "quiz", resource
            for scope in resource.scope_spans:
                found += scope.spans
    taken.clear()
    return found


def read_object(stream):
    text = stream.readline()
    while text.rstrip() and not text.rstrip().endswith("}"):
        text += stream.readline()
    return text


def check(found, root_name):
    roots = [s for s in found if not s.parent_span_id]
    assert [s.name for s in roots] == [root_name], roots
    ids = {s.span_id: s for s in found}
    assert len(ids) == len(found), "two spans of one id"
    for span in found:
        assert len(span.trace_id) == 16 and len(span.span_id) == 8 and span.trace_id == roots[0].trace_id
        assert 1_600_000_000 * 10**9 < span.start_time_unix_nano <= span.end_time_unix_nano
        if span.parent_span_id:
            parent = ids[span.parent_span_id]
            assert parent.start_time_unix_nano <= span.start_time_unix_nano, (parent, span)
            assert span.end_time_unix_nano <= parent.end_time_unix_nano, (parent, span)
    return ids


def deeds(found):
    """What was done, and within what, apart from ids and times."""
    by_id = {s.span_id: s for s in found}

    def path(span):
        above = path(by_id[span.parent_span_id]) if span.parent_span_id else ()
        return above + ((span.name, str(sorted(attributes(span.attributes).items()))),)

    return [path(span) for span in found]


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
threading.Thread(target=server.serve_forever, daemon=True).start()
to_collector = {
    "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{server.server_port}/base/",
    "OTEL_EXPORTER_OTLP_HEADERS": f"x-key={KEY}",
    "OTEL_SERVICE_NAME": "quiz",
}
brief = ["--topic", "Transformers", "--languages", "en,zh", "--count", "12", "--kinds", "open,cloze"]

plain = run("generate", *brief, "--out", "plain")
assert not taken, "a run without the variable sent something"
run("generate", *brief, "--out", "traced", **to_collector)
offline = spans()
check(offline, "invoke_workflow generate")
for file in ("items.jsonl", "refused.jsonl", "report.json", "report.html"):
    assert (work / "plain" / file).read_bytes() == (work / "traced" / file).read_bytes(), file
run("generate", *brief, "--out", "again", **to_collector)
again = spans()
check(again, "invoke_workflow generate")
assert not {s.span_id for s in offline} & {s.span_id for s in again}, "two traces share an id"
assert offline[0].trace_id != again[0].trace_id, "two runs are one trace"
differing = collections.Counter(deeds(offline))
differing.subtract(deeds(again))
assert not any(differing.values()), ("the same run did other things", +differing, -differing)

serve = subprocess.Popen([viva, "serve", "--port", "0", "--json"], stdout=subprocess.PIPE, text=True, cwd=work)
try:
    url = json.loads(read_object(serve.stdout))["url"]
    endpoint = ["--base-url", url, "--model", "offline"]
    run("generate", *brief, *endpoint, "--out", "asked", **to_collector)
    asked = spans()
    ids = check(asked, "invoke_workflow generate")
    run("evaluate", "traced", *endpoint, "--out", "judged", **to_collector)
    judged = spans()
    judged_ids = check(judged, "invoke_workflow evaluate")
finally:
    serve.terminate()
    serve.wait(10)

for found, by_id in ((asked, ids), (judged, judged_ids)):
    calls = [s for s in found if s.name == "chat offline"]
    assert calls, "no call of a model"
    for call in calls:
        held = attributes(call.attributes)
        assert call.kind == Span.SPAN_KIND_CLIENT and held["gen_ai.operation.name"] == "chat", held
        assert held["gen_ai.request.model"] == "offline" and held["gen_ai.usage.input_tokens"] > 0, held
        assert held["server.address"] == "127.0.0.1" and held["server.port"] == int(url.split(":")[2].split("/")[0]), held
        assert by_id[call.parent_span_id].name.startswith("invoke_agent "), call
        posts = [s for s in found if s.parent_span_id == call.span_id]
        assert posts and all(attributes(p.attributes)["http.response.status_code"] == 200 for p in posts), call
agents = {s.name for s in asked}
assert {"invoke_agent planner", "invoke_agent generator", "invoke_agent critic", "invoke_agent evaluator", "cell"} <= agents, agents
assert sum(s.name == "cell" for s in asked) >= 12
assert sum(s.name == "invoke_agent evaluator" for s in judged) == 12
text = "".join(str(s) for s in offline + asked + judged)
for line in (work / "traced" / "items.jsonl").read_text().splitlines():
    item = json.loads(line)
    for told in (item["question"], item["answer"]):
        # The answer of a gap may be a single word.
        assert len(told) < 20 or told[:40] not in text, ("a text was sent", told)
assert not any(s.status.code == Status.STATUS_CODE_ERROR for s in asked)

server.shutdown()
gone = run("generate", *brief, "--out", "gone", **to_collector | {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"})
assert "did not reach" in gone.stderr, gone.stderr
assert (work / "gone" / "items.jsonl").read_bytes() == (work / "plain" / "items.jsonl").read_bytes()
print(f"{len(offline)} spans offline, {len(asked)} against an endpoint, {len(judged)} of judges: all read by opentelemetry-proto")
