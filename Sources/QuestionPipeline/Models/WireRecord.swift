/// What went over the wire for one request of a stage: all that lies below the journal's key.
package struct WireRecord: Sendable, Hashable {
  /// One HTTP request.
  package struct Attempt: Sendable, Hashable {
    package var endpoint: String
    /// SHA-256 of the body as sent.
    package var body: String
    package var status: Int?
    /// Why it gave no reply, in one word or two.
    package var failure: String?
    /// Milliseconds until the last byte.
    package var took: Double
    /// Milliseconds waited before it.
    package var waited: Double

    package init(
      endpoint: String, body: String, status: Int? = nil, failure: String? = nil, took: Double = 0,
      waited: Double = 0
    ) {
      self.endpoint = endpoint
      self.body = body
      self.status = status
      self.failure = failure
      self.took = took
      self.waited = waited
    }
  }

  /// In the order in which they were sent; the last one gave the reply, if there is one.
  package var attempts: [Attempt]
  /// The rung of the structured-output ladder that the last one stood on.
  package var rung: String?
  package var isStreamed: Bool
  /// Settings that were asked for and not sent, or changed, a few words each.
  package var notes: [String]
  /// Of the reply's digits, where they were asked for and told.
  package var odds: [DigitOdds] = []

  package init(
    attempts: [Attempt] = [], rung: String? = nil, isStreamed: Bool = false, notes: [String] = []
  ) {
    self.attempts = attempts
    self.rung = rung
    self.isStreamed = isStreamed
    self.notes = notes
  }

  /// This record with what came before it.
  package func after(_ earlier: WireRecord?) -> WireRecord {
    guard let earlier else { return self }
    var result = self
    result.attempts = earlier.attempts + attempts
    for note in earlier.notes where !result.notes.contains(note) { result.notes.append(note) }
    return result
  }
}

extension WireRecord {
  /// Its JSON on one line. Written out, since every kept reply has one.
  var text: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 + attempts.count * 192)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the same text.
  func append(to bytes: inout [UInt8]) {
    bytes.append("{\"attempts\":[")
    for (index, attempt) in attempts.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      bytes.append("{\"endpoint\":")
      JSONWriter.append(.string(attempt.endpoint), to: &bytes)
      bytes.append(",\"body\":")
      JSONWriter.append(.string(attempt.body), to: &bytes)
      if let status = attempt.status {
        bytes.append(",\"status\":")
        JSONWriter.append(.integer(status), to: &bytes)
      }
      if let failure = attempt.failure {
        bytes.append(",\"failure\":")
        JSONWriter.append(.string(failure), to: &bytes)
      }
      bytes.append(",\"took\":")
      JSONWriter.append(.number(attempt.took), to: &bytes)
      if attempt.waited > 0 {
        bytes.append(",\"waited\":")
        JSONWriter.append(.number(attempt.waited), to: &bytes)
      }
      bytes.append(0x7D)
    }
    bytes.append(0x5D)
    if let rung {
      bytes.append(",\"rung\":")
      JSONWriter.append(.string(rung), to: &bytes)
    }
    bytes.append(isStreamed ? ",\"streamed\":true" : ",\"streamed\":false")
    if !notes.isEmpty {
      bytes.append(",\"notes\":")
      JSONWriter.append(.strings(notes), to: &bytes)
    }
    if !odds.isEmpty {
      bytes.append(",\"odds\":")
      JSONWriter.append(.array(odds.map(\.json)), to: &bytes)
    }
    bytes.append(0x7D)
  }
}

extension WireRecord: JSONConvertible {
  package var json: JSONValue {
    var object = JSONObject()
    object["attempts"] = .array(
      attempts.map { attempt in
        var object = JSONObject()
        object["endpoint"] = .string(attempt.endpoint)
        object["body"] = .string(attempt.body)
        object["status"] = attempt.status.map(JSONValue.integer)
        object["failure"] = attempt.failure.map(JSONValue.string)
        object["took"] = .number(attempt.took)
        if attempt.waited > 0 { object["waited"] = .number(attempt.waited) }
        return .object(object)
      })
    object["rung"] = rung.map(JSONValue.string)
    object["streamed"] = .bool(isStreamed)
    if !notes.isEmpty { object["notes"] = .strings(notes) }
    if !odds.isEmpty { object["odds"] = .array(odds.map(\.json)) }
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    attempts = try reader.array("attempts").map { attempt in
      Attempt(
        endpoint: try attempt.string("endpoint"), body: try attempt.string("body"),
        status: try attempt.optional("status")?.int(),
        failure: try attempt.optional("failure")?.string(),
        took: try attempt.required("took").double(),
        waited: try attempt.optional("waited")?.double() ?? 0)
    }
    rung = try reader.optional("rung")?.string()
    isStreamed = try reader.bool("streamed")
    notes = try reader.optional("notes")?.strings() ?? []
    odds = try reader.optional("odds")?.array().map { try DigitOdds($0) } ?? []
  }
}
