package import HTTPTransport

/// Reads the answer of `/embeddings`: lists of numbers or base64, in any order.
package struct EmbeddingsReader: Sendable {
  /// Vectors of length 1 in the order of the texts, and what they cost.
  package struct Reply: Sendable, Hashable {
    package var vectors: [[Float]]
    package var usage: TokenUsage?
    package var model: String?
  }

  private let reader: WireReader

  package init(
    model: String, endpoint: String, baseURL: String? = nil, redaction: Redaction = Redaction()
  ) {
    reader = WireReader(
      model: model, endpoint: endpoint, reasoningTags: [], takesAnswerFromReasoning: false,
      baseURL: baseURL, redaction: redaction)
  }

  /// - Parameter count: of the texts that were sent.
  /// - Throws: `ModelError`, where a vector is missing, of another length than the rest, zero, or no vector at all.
  package func reply(
    _ head: HTTPHead, _ body: [UInt8], count: Int, now: UnixTime = UnixTime(0)
  ) throws -> Reply {
    var found = Found(count: count)
    let problem: String?
    do throws(WireScanner.Fault) {
      problem = try body.withUnsafeBufferPointer { buffer throws(WireScanner.Fault) in
        try found.read(buffer)
      }
    } catch {
      guard body.first(where: { $0 > 0x20 }) == 0x7B else {
        throw reader.error(head, body, now: now)
      }
      throw invalid("is cut off or no JSON", head)
    }
    guard found.hasData else { throw reader.error(head, body, now: now) }
    if let problem { throw invalid(problem, head) }
    let vectors = found.vectors.compactMap(\.self)
    guard vectors.count == count else {
      throw invalid("holds \(vectors.count) vectors for \(count) texts", head)
    }
    guard Set(vectors.map(\.count)).count <= 1 else {
      throw invalid("holds vectors of different lengths", head)
    }
    let usage = found.usage.prompt.map { TokenUsage(prompt: $0, completion: 0, isReported: true) }
    return Reply(vectors: vectors, usage: usage, model: found.model)
  }

  private func invalid(_ problem: String, _ head: HTTPHead) -> ModelError {
    ModelError(
      code: .invalidResponse, model: reader.model,
      detail: "the answer of \(reader.endpoint) \(problem)", status: head.status, mayBeBilled: true)
  }
}

extension EmbeddingsReader {
  /// What has been read so far.
  private struct Found {
    var vectors: [[Float]?]
    var usage = WireUsage()
    var model: String?
    var hasData = false

    init(count: Int) { vectors = Array(repeating: nil, count: count) }

    /// Returns what is wrong with the vectors, or nil.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(WireScanner.Fault) -> String? {
      var scanner = WireScanner(bytes)
      var problem: String?
      try scanner.members { (scanner, key) throws(WireScanner.Fault) in
        if scanner.matches(key, "data"), scanner.peek() == 0x5B {
          hasData = true
          try scanner.elements { (scanner, place) throws(WireScanner.Fault) in
            let trouble = try readVector(&scanner, place)
            problem = problem ?? trouble
          }
        } else if scanner.matches(key, "usage") {
          try usage.read(&scanner)
        } else if scanner.matches(key, "model") {
          model = try scanner.optionalString()
        } else {
          try scanner.skip()
        }
      }
      return problem
    }

    private mutating func readVector(_ scanner: inout WireScanner, _ place: Int)
      throws(WireScanner.Fault) -> String?
    {
      var index = place
      var vector: [Float]?
      try scanner.members { (scanner, key) throws(WireScanner.Fault) in
        if scanner.matches(key, "index") {
          if let number = try scanner.number() { index = Int(exactly: number) ?? -1 }
        } else if scanner.matches(key, "embedding") {
          if scanner.peek() == 0x22 {
            let text = try scanner.rawText()
            var bytes: [UInt8] = []
            scanner.append(text, to: &bytes)
            vector = Self.decode(bytes)
          } else if scanner.peek() == 0x5B {
            var numbers: [Float] = []
            try scanner.elements { (scanner, _) throws(WireScanner.Fault) in
              numbers.append(Float(try scanner.number() ?? .nan))
            }
            vector = numbers
          } else {
            try scanner.skip()
          }
        } else {
          try scanner.skip()
        }
      }
      guard vectors.indices.contains(index) else {
        return "holds a vector with index \(index) for \(vectors.count) texts"
      }
      guard vectors[index] == nil else { return "holds two vectors with index \(index)" }
      guard let vector, let normal = Self.normalised(vector) else {
        return "holds a vector (index \(index)) that is empty, zero or not of numbers"
      }
      vectors[index] = normal
      return nil
    }

    private static func normalised(_ vector: [Float]) -> [Float]? {
      var sum = 0.0
      for number in vector { sum += Double(number) * Double(number) }
      guard sum.isFinite, sum > 0 else { return nil }
      let scale = 1 / sum.squareRoot()
      return vector.map { Float(Double($0) * scale) }
    }

    /// Base64 of 32-bit floating-point numbers, the low byte first.
    private static func decode(_ text: [UInt8]) -> [Float]? {
      guard let bytes = Base64.bytes(of: text) else { return nil }
      guard !bytes.isEmpty, bytes.count % 4 == 0 else { return nil }
      return stride(from: 0, to: bytes.count, by: 4).map { start in
        var pattern: UInt32 = 0
        for offset in 0..<4 { pattern |= UInt32(bytes[start + offset]) << UInt32(8 * offset) }
        return Float(bitPattern: pattern)
      }
    }
  }
}
