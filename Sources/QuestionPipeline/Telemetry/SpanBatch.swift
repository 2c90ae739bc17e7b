/// Spans in the JSON of OTLP: ids in hex, names in camel case, 64-bit numbers as strings.
struct SpanBatch {
  let resource: [Span.Attribute]
  let spans: [Span]

  /// What a server takes at `/v1/traces`.
  var bytes: [UInt8] {
    let scope: JSONValue = ["name": "viva", "version": .string(Version.number)]
    return JSONWriter.bytes([
      "resourceSpans": [
        [
          "resource": ["attributes": Self.json(resource)],
          "scopeSpans": [["scope": scope, "spans": .array(spans.map(Self.json))]],
        ]
      ]
    ])
  }

  private static func json(_ span: Span) -> JSONValue {
    var object = JSONObject()
    object["traceId"] = .string(span.trace)
    object["spanId"] = .string(span.id)
    object["parentSpanId"] = span.parent.map(JSONValue.string)
    object["name"] = .string(span.name)
    object["kind"] = .integer(span.kind.rawValue)
    object["startTimeUnixNano"] = .string(String(span.start))
    object["endTimeUnixNano"] = .string(String(span.end))
    var attributes = span.attributes
    if let error = span.error {
      attributes.append(Span.Attribute(key: "error.type", value: .text(error)))
      object["status"] = ["code": 2]
    }
    object["attributes"] = json(attributes)
    return .object(object)
  }

  private static func json(_ attributes: [Span.Attribute]) -> JSONValue {
    .array(attributes.map { ["key": .string($0.key), "value": json($0.value)] })
  }

  private static func json(_ value: Span.Value) -> JSONValue {
    switch value {
    case .text(let text): ["stringValue": .string(text)]
    case .texts(let texts):
      ["arrayValue": ["values": .array(texts.map { ["stringValue": .string($0)] })]]
    case .integer(let number): ["intValue": .string(String(number))]
    case .number(let number): ["doubleValue": .number(number)]
    case .flag(let isSet): ["boolValue": .bool(isSet)]
    }
  }
}
