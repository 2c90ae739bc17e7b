import Synchronization

/// What a stage asks, sorted by who wrote it. As a block it opens with what most requests share, for the sake of prompt
/// caches, and ends with what is this request's alone.
package struct PromptInputs: Sendable, Hashable {
  package var role: ModelRole
  /// Whose prompt is used, where the role has several: the judge of a pair.
  package var stage: String
  package var language: LanguageTag
  package var kind: QuestionKind
  /// The run's own words, equal for many cells: the rubric.
  package var shared = JSONObject()
  /// What others wrote: documents, models, the brief, foreign sets. Each object becomes one fenced member; those that
  /// most requests share come first, a document before the item that asks about it.
  package var texts: [JSONObject] = []
  /// The run's own words about this request: level, cell, attempt.
  package var own = JSONObject()

  /// - Parameter stage: nil takes the role's own.
  package init(
    _ role: ModelRole, stage: String? = nil, language: LanguageTag, kind: QuestionKind
  ) {
    self.role = role
    self.stage = stage ?? role.rawValue
    self.language = language
    self.kind = kind
  }

  /// Appends a fenced member, unless it would be empty.
  package mutating func fence(_ text: JSONObject) {
    if !text.isEmpty { texts.append(text) }
  }

  /// The members before, between and behind the fences as one object, as readers of a prompt see them.
  package var flattened: JSONObject {
    var object = JSONObject(
      [.init("stage", .string(stage)), .init("language", .string(language.prompted))]
        + shared.members)
    for member in texts.flatMap(\.members) + tail.members { object[member.key] = member.value }
    return object
  }

  private var tail: JSONObject { JSONObject([.init("kind", .string(kind.rawValue))] + own.members) }

  /// The JSON of the block, a line for each member.
  /// - Parameter note: what to say last, given the names of the fenced members.
  func block(seed: RunSeed, note: (_ names: String) -> String) -> String {
    Self.block(
      head: ["stage": .string(stage), "language": .string(language.prompted)],
      shared: shared, texts: texts, tail: tail, seed: seed, note: note)
  }

  static func block(
    head: JSONObject, shared: JSONObject = JSONObject(), texts: [JSONObject], tail: JSONObject,
    seed: RunSeed, note: (_ names: String) -> String
  ) -> String {
    let fenced = texts.map { PromptText.guarded(JSONWriter.bytes(.object($0))) }
    let names = PromptFence.names(for: fenced, seed: seed)
    let common = SharedInputs.known.lines(of: shared)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(fenced.reduce(1024 + common.count) { $0 + $1.count + 32 })
    write(head, to: &bytes)
    bytes.append(contentsOf: common)
    for (name, text) in zip(names, fenced) {
      open(name, in: &bytes)
      bytes += text
    }
    write(tail, to: &bytes)
    if !names.isEmpty {
      open("note", in: &bytes)
      JSONWriter.append(.string(note(names.joined(separator: ", "))), to: &bytes)
    }
    bytes.append(bytes.isEmpty ? "{}" : "\n}")
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ object: JSONObject, to bytes: inout [UInt8]) {
    for member in object.members {
      open(member.key, in: &bytes)
      let start = bytes.count
      JSONWriter.append(member.value, to: &bytes)
      PromptText.guardEnd(of: &bytes, from: start)
    }
  }

  /// Begins the line of a member.
  private static func open(_ key: String, in bytes: inout [UInt8]) {
    bytes.append(bytes.isEmpty ? "{\n\"" : ",\n\"")
    bytes.append(contentsOf: key.utf8)
    bytes.append("\": ")
  }

  /// Lines of members that stand in many blocks behind others, known again by their storage.
  private final class SharedInputs: Sendable {
    static let known = SharedInputs()
    private let entries = Mutex<[(object: JSONObject, lines: [UInt8])]>([])

    func lines(of object: JSONObject) -> [UInt8] {
      if object.isEmpty { return [] }
      let kept = entries.withLock { entries in
        entries.first { $0.object.sharesStorage(with: object) }?.lines
      }
      if let kept { return kept }
      var lines: [UInt8] = []
      for member in object.members {
        let value = PromptText.guarded(JSONWriter.bytes(member.value))
        lines.append(contentsOf: [0x2C, 0x0A, 0x22])
        lines.append(contentsOf: member.key.utf8)
        lines.append(contentsOf: [0x22, 0x3A, 0x20])
        lines.append(contentsOf: value)
      }
      let finished = lines
      entries.withLock { entries in
        if entries.count >= 8 { entries.removeFirst() }
        entries.append((object, finished))
      }
      return finished
    }
  }
}

extension PromptInputs {
  /// The inputs that messages carry, as their readers are meant to see them: the members of the fenced JSON block at the
  /// end of each of the user's messages, those behind a fence among the others. What a later message says of a member
  /// replaces what an earlier one said; the run's own members are never replaced by fenced ones.
  ///
  /// Throws: `JSONError`.
  package static func read(_ messages: [ChatMessage]) throws -> JSONObject {
    var own: JSONObject?
    var fenced = JSONObject()
    var isAtEnd = false
    for message in messages where message.role == .user {
      guard let object = try block(in: message) else {
        isAtEnd = false
        continue
      }
      isAtEnd = true
      own = own ?? JSONObject()
      for member in object.members {
        if member.key.hasPrefix(PromptFence.prefix), case .object(let text) = member.value {
          for member in text.members { fenced[member.key] = member.value }
        } else if member.key != "note" {
          own?[member.key] = member.value
        }
      }
    }
    guard var own, isAtEnd else {
      throw JSONError(.missing, "no fenced JSON block in the last message of the user")
    }
    for member in fenced.members where own[member.key] == nil { own[member.key] = member.value }
    return own
  }

  /// The object behind the last line that reads "```json". Line ends within JSON strings are escapes, so none can feign
  /// such a line.
  private static func block(in message: ChatMessage) throws -> JSONObject? {
    let bytes = Array(message.content.utf8)
    let fence = Array("```json".utf8)
    var index = bytes.count - fence.count
    while index >= 0 {
      if bytes[index] == 0x60, index == 0 || bytes[index - 1] == 0x0A,
        bytes[index..<index + fence.count].elementsEqual(fence)
      {
        let value = try JSONParser.prefix(bytes[(index + fence.count)...]).value
        guard case .object(let object) = value else {
          throw JSONError(.wrongType, "expected an object, found \(value.kindName)")
        }
        return object
      }
      index -= 1
    }
    return nil
  }
}

extension LanguageTag {
  /// Language, script and region. Variants stay out of prompts: a foreign set may put words there.
  var prompted: String {
    guard tag.utf8.contains(0x2D) else { return tag }
    let parts = tag.split(separator: "-")
    let known = parts.dropFirst().filter { part in
      switch part.utf8.count {
      case 2: part.utf8.allSatisfy { $0 >= 0x41 }
      case 3: part.utf8.allSatisfy { $0 < 0x3A }
      case 4: part.utf8.allSatisfy { $0 >= 0x41 }
      default: false
      }
    }
    return (parts.prefix(1) + known.prefix(2)).joined(separator: "-")
  }
}
