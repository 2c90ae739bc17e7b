/// What may stand in a prompt of texts that others wrote: nothing that a reader cannot see, and nothing that the server
/// or the model may take for the end of the block or of the message. Only the prompt's copy is changed.
package enum PromptText {
  /// Whether models read a character that people do not see: zero-width and direction marks, tags.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xE0000...0xE0FFF: true
    default: false
    }
  }

  /// Written JSON of the same value but for hidden characters, which are left out. Escaped are backticks where three or
  /// more stand together, line ends other than JSON's own, control characters, and the first character of whatever
  /// chat templates take for an end of turn.
  static func guarded(_ json: [UInt8]) -> [UInt8] {
    if json.withUnsafeBufferPointer(GuardedText.isHarmless) { return json }
    var guarded = GuardedText(capacity: json.count)
    json.withUnsafeBufferPointer { guarded.append($0) }
    return guarded.bytes
  }

  /// The same for JSON at the end of other bytes, where it stands.
  static func guardEnd(of bytes: inout [UInt8], from start: Int) {
    let guarded: [UInt8]? = bytes.withUnsafeBufferPointer { bytes in
      let json = UnsafeBufferPointer(rebasing: bytes[start...])
      if GuardedText.isHarmless(json) { return nil }
      var guarded = GuardedText(capacity: json.count)
      guarded.append(json)
      return guarded.bytes
    }
    if let guarded { bytes.replaceSubrange(start..., with: guarded) }
  }

  /// A model's own words put back to it as its turn: no hidden characters, no marks of a chat template, at most so many
  /// bytes of them.
  static func quoted(_ text: String, limit: Int) -> String {
    var view = String.UnicodeScalarView()
    var size = 0
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars where !isHidden(scalar) {
      size += UTF8.width(scalar)
      if size > limit {
        view.append("…")
        break
      }
      if last == "<", scalar == "|" || scalar == "｜" { view.append(" ") }
      view.append(scalar)
      last = scalar
    }
    return String(view)
  }
}

/// Builds the guarded copy byte by byte: characters are judged by what stands before them in the copy, so that none can
/// be smuggled in behind a hidden one.
private struct GuardedText {
  private(set) var bytes: [UInt8] = []
  /// Backticks at the end of the copy, as they are.
  private var ticks = 0

  /// How servers spell turns and roles inside a prompt, besides all that opens with `<|`.
  private static let marks: [[UInt8]] = [
    "<s>", "</s>", "<<SYS>>", "<</SYS>>", "<bos>", "<eos>", "<pad>", "<unk>", "<start_of_turn>",
    "<end_of_turn>", "<think>", "</think>", "[INST]", "[/INST]", "[SYSTEM_PROMPT]",
    "[/SYSTEM_PROMPT]", "[TOOL_CALLS]", "[TOOL_RESULTS]", "[AVAILABLE_TOOLS]",
  ].map { Array($0.utf8) }

  /// Whether the copy would surely be the same. Most texts hold nothing that could be taken for a mark: no character but
  /// of ASCII, and no last character of a mark behind the one that would have to precede it.
  static func isHarmless(_ json: UnsafeBufferPointer<UInt8>) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    /// Has the high bit of each byte that equals the character, and perhaps of some behind it.
    func equal(_ word: UInt64, _ character: UInt64) -> UInt64 {
      let difference = word ^ (ones &* character)
      return (difference &- ones) & ~difference
    }
    var index = 0
    while index < json.count {
      if index + 8 <= json.count {
        let word = UnsafeRawPointer(json.baseAddress! + index).loadUnaligned(as: UInt64.self)
        let found =
          word | equal(word, 0x60) | equal(word, 0x7C) | equal(word, 0x3E) | equal(word, 0x5D)
        if found & (ones &* 0x80) == 0 {
          index += 8
          continue
        }
      }
      let previous = index > 0 ? json[index - 1] : 0
      switch (previous, json[index]) {
      case (0x60, 0x60), (0x3C, 0x7C), (_, 0x80...): return false
      case (let previous, let last) where last == 0x3E || last == 0x5D:
        if endings.contains(UInt16(previous) << 8 | UInt16(last)) { return false }
        index += 1
      default: index += 1
      }
    }
    return true
  }

  /// The last two characters of each mark.
  private static let endings = Array(
    Set(marks.map { UInt16($0[$0.count - 2]) << 8 | UInt16($0[$0.count - 1]) }))

  init(capacity: Int) { bytes.reserveCapacity(capacity + capacity / 16) }

  mutating func append(_ json: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < json.count {
      let start = index
      index = Self.special(in: json, from: index)
      if index > start {
        bytes.append(contentsOf: json[start..<index])
        ticks = 0
      }
      guard index < json.count else { return }
      let byte = json[index]
      switch byte {
      case 0x60: appendTick()
      case 0x7C:
        escapeOpening()
        bytes.append(byte)
        ticks = 0
      case 0x3E, 0x5D:
        bytes.append(byte)
        escapeMark()
        ticks = 0
      default:
        index += appendWide(json, index)
        continue
      }
      index += 1
    }
  }

  /// The place of the next byte that may need more than to be copied, or the end.
  private static func special(in json: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < json.count {
      switch json[index] {
      case 0x60, 0x7C, 0x3E, 0x5D: return index
      case 0xC2, 0xF3: return index
      // Most of these open the punctuation of Chinese and quotation marks.
      case 0xE2, 0xEF:
        guard index + 2 < json.count else { return index }
        switch (json[index], json[index + 1], json[index + 2]) {
        case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xA8...0xAE), (0xE2, 0x81, _),
          (0xEF, 0xBB, _), (0xEF, 0xBD, 0x9C):
          return index
        default: index += 3
        }
      default: index += 1
      }
    }
    return index
  }

  private mutating func appendTick() {
    ticks += 1
    guard ticks >= 3 else { return bytes.append(0x60) }
    if ticks == 3 { bytes.removeLast(2) }
    for _ in 0..<(ticks == 3 ? 3 : 1) { append("\\u0060") }
  }

  /// Appends the character of two to four bytes that starts there, unless it is hidden; returns its length.
  private mutating func appendWide(_ json: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let length = json[index] < 0xE0 ? 2 : json[index] < 0xF0 ? 3 : 4
    guard index + length <= json.count else {
      bytes.append(json[index])
      return 1
    }
    let (second, third) = (json[index + 1], length > 2 ? json[index + 2] : 0)
    switch (json[index], second, third) {
    case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA0...0xA9),
      (0xEF, 0xBB, 0xBF), (0xF3, 0xA0, _):
      return length  // Hidden. The backticks before it still count.
    case (0xC2, 0x80...0x9F, _):
      append("\\u00")
      for digit in [second >> 4, second & 15] { bytes.append(PromptFence.digits[Int(digit)]) }
    case (0xE2, 0x80, 0xA8): append("\\u2028")
    case (0xE2, 0x80, 0xA9): append("\\u2029")
    default:
      if (json[index], second, third) == (0xEF, 0xBD, 0x9C) { escapeOpening() }  // ｜
      bytes.append(contentsOf: json[index..<index + length])
    }
    ticks = 0
    return length
  }

  /// A bar behind "<" opens a mark of most chat templates.
  private mutating func escapeOpening() {
    guard bytes.last == 0x3C else { return }
    bytes.removeLast()
    append("\\u003c")
  }

  private mutating func escapeMark() {
    for mark in Self.marks where bytes.last == mark.last && bytes.count >= mark.count {
      guard bytes[(bytes.count - mark.count)...].elementsEqual(mark) else { continue }
      bytes.removeLast(mark.count)
      append(mark[0] == 0x3C ? "\\u003c" : "\\u005b")
      bytes.append(contentsOf: mark.dropFirst())
      return
    }
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
