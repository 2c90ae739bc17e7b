import QuestionPipeline
import Synchronization

/// A model that answers every stage at once and well enough to be accepted, from the request's bytes alone: it parses
/// nothing, so that the pipeline's own cost is what is measured. Its own is kept apart.
final class InstantModel: LanguageModel {
  let name = "instant"
  private let spent = Atomic<Int>(0)
  private let asked = Atomic<Int>(0)

  /// Requests answered.
  var requests: Int { asked.load(ordering: .relaxed) }
  /// CPU of answering them, in microseconds.
  var cpu: Double { Double(spent.load(ordering: .relaxed)) / 1000 }

  func respond(to request: ChatRequest) async throws -> ChatReply {
    let start = Meter.threadNanoseconds
    defer {
      spent.wrappingAdd(Meter.threadNanoseconds - start, ordering: .relaxed)
      asked.wrappingAdd(1, ordering: .relaxed)
    }
    let content: String
    switch request.role {
    case .planner: content = angles(request)
    case .generator: content = draft(request.cell, attempt: request.attempt)
    case .critic: content = #"{"flaws": [], "by": null}"#
    case .judge: content = grades(request)
    case .solver:
      content = #"{"answer": "Each request waits.", "choice": 0, "unknown": null, "by": null}"#
    case .embedder:
      throw ModelError(code: .invalidResponse, model: name, detail: "gives no vectors")
    }
    let words = request.messages.reduce(0) { $0 + $1.content.utf8.count } / 4
    return ChatReply(
      content: content, finishReason: .stop,
      usage: TokenUsage(prompt: words, completion: content.utf8.count / 4, isReported: true),
      model: name)
  }

  private func angles(_ request: ChatRequest) -> String {
    let squares = Self.values(of: "square", in: request.messages.last?.content ?? "")
    let angles = squares.map { square in
      #"{"square": \#(square), "subtopic": "parts", "angle": "\#(Self.words(request.cell * 1_000_003 + request.sample * 97 + square)) in lane \#(request.cell), chunk \#(request.sample)", "passage": null}"#
    }
    return #"{"angles": [\#(angles.joined(separator: ", "))], "by": null}"#
  }

  /// How questions begin and go on around their subject: enough ways that a set is no more alike than a real one.
  private static let frames: [(String, String)] = [
    ("Why does the", "wait longer when its load doubles?"),
    ("How would you find out whether a", "has lost some of its messages?"),
    ("Which cost grows first as the", "gets more readers than writers?"),
    ("What happens to a", "whose clock runs two seconds behind?"),
    ("When is it worth replacing the", "by a simpler structure?"),
    ("How does the", "tell a slow neighbour from a dead one?"),
    ("What limits the size of a", "that has to fit one machine?"),
    ("Why can retries of the", "make an outage worse?"),
    ("Which measurement shows that the", "holds more memory than it uses?"),
    ("How many copies of the", "must agree before an answer counts?"),
    ("What would break first if the", "were restarted at noon?"),
    ("How do you test a", "without the network that it lives on?"),
  ]

  private func draft(_ cell: Int, attempt: Int) -> String {
    let words = Self.words(cell)
    let frame = Self.frames[(cell &* 7919) % Self.frames.count]
    return #"""
      {"question": "\#(frame.0) \#(words) \#(frame.1)", "answer": "Because each request waits for the \#(words.prefix { $0 != " " }) step, parts queue when load rises above 80%.", "keyPoints": ["each request waits", "parts queue when load rises"], "mistakes": ["Adding threads to a step that runs one at a time."], "followUps": null, "choices": null, "code": null, "sources": null, "unknown": null, "by": null}
      """#
  }

  /// A 5 for every dimension that the request names.
  private func grades(_ request: ChatRequest) -> String {
    let text = request.messages.last?.content ?? ""
    let names = Self.names(behind: "\"dimensions\":", in: text)
    let grades = names.map { name in
      #"{"name": "\#(name)", "reason": "The words of the item carry it in full.", "score": 5, "value": null, "unscored": null}"#
    }
    return #"{"scores": [\#(grades.joined(separator: ", "))], "by": null}"#
  }

  /// Words that differ from number to number, so that no two questions are near.
  static func words(_ number: Int) -> String {
    let syllables = ["ba", "ke", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi"]
    var random = SplitMix64(seed: UInt64(bitPattern: Int64(number)) &* 7919)
    var text = ""
    for word in 0..<5 {
      if word > 0 { text += " " }
      for _ in 0..<3 { text += random.pick(syllables) }
    }
    return text
  }

  /// The numbers behind `"key": `, in their order.
  private static func values(of key: String, in text: String) -> [Int] {
    var result: [Int] = []
    scan(text, for: "\"\(key)\":") { bytes in
      let bytes = bytes.drop { $0 == 0x20 }
      var value = 0
      var digits = 0
      for byte in bytes {
        guard byte >= 0x30, byte <= 0x39 else { break }
        value = value * 10 + Int(byte - 0x30)
        digits += 1
      }
      if digits > 0 { result.append(value) }
    }
    return result
  }

  /// The texts behind `"name": ` from the mark on.
  private static func names(behind mark: String, in text: String) -> [String] {
    var result: [String] = []
    scan(text, for: mark) { bytes in
      guard result.isEmpty else { return }
      scan(bytes, for: "\"name\":") { bytes in
        let text = bytes.drop { $0 == 0x20 }.dropFirst()
        result.append(String(decoding: text.prefix { $0 != 0x22 }, as: UTF8.self))
      }
    }
    return result
  }

  private static func scan(
    _ text: String, for key: String, _ found: (UnsafeBufferPointer<UInt8>.SubSequence) -> Void
  ) {
    var text = text
    text.withUTF8 { scan($0[...], for: key, found) }
  }

  private static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>.SubSequence, for key: String,
    _ found: (UnsafeBufferPointer<UInt8>.SubSequence) -> Void
  ) {
    let key = Array(key.utf8)
    var at = bytes.startIndex
    while at + key.count <= bytes.endIndex {
      if bytes[at] == key[0], bytes[at..<at + key.count].elementsEqual(key) {
        found(bytes[(at + key.count)...])
        at += key.count
      } else {
        at += 1
      }
    }
  }
}
