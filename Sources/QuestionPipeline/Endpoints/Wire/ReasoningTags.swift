/// Takes reasoning that a server left in the answer out of it, by tags that stand at its start.
package enum ReasoningTags {
  package struct Split: Sendable, Hashable {
    /// Where the answer stands in the content; empty where the reasoning does not end.
    package var answer: Range<Int>
    /// Where the reasoning stands, without its outer tags; nil where there is none.
    package var reasoning: Range<Int>?
    package var isUnclosed = false
  }

  /// - Parameter names: of the tags, without brackets.
  package static func split(_ content: [UInt8], names: [String]) -> Split {
    content.withUnsafeBufferPointer { split($0, names: names) }
  }

  private static func split(_ content: UnsafeBufferPointer<UInt8>, names: [String]) -> Split {
    let start = firstUnblank(content, from: 0)
    let whole = Split(answer: 0..<content.count)
    guard start < content.count, content[start...].contains(0x3C) else { return whole }
    // Tags within JSON are part of its texts.
    let first =
      opensJSON(content, at: start)
      ? JSONSpan.endOfGroup(in: content, from: start, to: content.count) : start
    if matches(content, at: start, "<|channel|>") || matches(content, at: start, "<|start|>") {
      return harmony(content, from: start)
    }
    var opened: (name: [UInt8], behind: Int)?
    var closing: (start: Int, end: Int)?
    for name in names where !name.isEmpty {
      let name = Array(name.utf8)
      if opened == nil, let behind = tag(name, in: content, at: start, closes: false) {
        opened = (name, behind)
      }
    }
    // The tag that was opened, or any where the template of the model holds the opening one.
    let candidates = opened.map { [$0.name] } ?? names.filter { !$0.isEmpty }.map { Array($0.utf8) }
    for name in candidates {
      if let found = lastClosing(name, in: content, from: opened?.behind ?? first),
        found.end > closing?.end ?? 0
      {
        closing = found
      }
    }
    let begin = opened?.behind ?? start
    if let closing {
      return Split(
        answer: firstUnblank(content, from: closing.end)..<content.count,
        reasoning: begin..<closing.start)
    }
    guard opened != nil else { return whole }
    return Split(
      answer: content.count..<content.count, reasoning: begin..<content.count, isUnclosed: true)
  }

  /// The last closing tag; but none within an answer that has opened as JSON, where it is part of a text.
  private static func lastClosing(
    _ name: [UInt8], in content: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (start: Int, end: Int)? {
    var found: (start: Int, end: Int)?
    var index = start
    while index < content.count {
      if content[index] == 0x3C, let end = tag(name, in: content, at: index, closes: true) {
        found = (index, end)
        if opensJSON(content, at: firstUnblank(content, from: end)) { break }
        index = end
      } else {
        index += 1
      }
    }
    return found
  }

  /// What is left of the channels of a reply whose server did not take them apart.
  private static func harmony(_ content: UnsafeBufferPointer<UInt8>, from start: Int) -> Split {
    let mark: StaticString = "<|channel|>final<|message|>"
    var place: Int?
    for index in start..<content.count
    where content[index] == 0x3C && matches(content, at: index, mark) { place = index }
    guard let place else {
      return Split(
        answer: content.count..<content.count, reasoning: start..<content.count, isUnclosed: true)
    }
    let answer = place + mark.utf8CodeUnitCount
    var end = content.count
    for index in answer..<content.count
    where content[index] == 0x3C
      && (matches(content, at: index, "<|return|>") || matches(content, at: index, "<|end|>"))
    {
      end = index
      break
    }
    return Split(answer: answer..<end, reasoning: start < place ? start..<place : nil)
  }

  /// The index behind the tag that stands here, letter case aside.
  private static func tag(
    _ name: [UInt8], in content: UnsafeBufferPointer<UInt8>, at index: Int, closes: Bool
  ) -> Int? {
    let length = name.count + (closes ? 3 : 2)
    guard index + length <= content.count, content[index] == 0x3C,
      content[index + length - 1] == 0x3E, !closes || content[index + 1] == 0x2F
    else { return nil }
    let first = index + (closes ? 2 : 1)
    for (offset, byte) in name.enumerated() where lower(content[first + offset]) != lower(byte) {
      return nil
    }
    return index + length
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private static func matches(
    _ content: UnsafeBufferPointer<UInt8>, at index: Int, _ word: StaticString
  ) -> Bool {
    guard index + word.utf8CodeUnitCount <= content.count else { return false }
    for offset in 0..<word.utf8CodeUnitCount
    where content[index + offset] != word.utf8Start[offset] { return false }
    return true
  }

  private static func firstUnblank(_ content: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    if start == 0, content.count >= 3, content[0] == 0xEF, content[1] == 0xBB, content[2] == 0xBF {
      index = 3
    }
    while index < content.count, content[index] <= 0x20 { index += 1 }
    return index
  }

  /// Whether an object, or a list of objects, begins here, and so an answer.
  private static func opensJSON(_ content: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard start < content.count else { return false }
    var index = start
    if content[index] == 0x5B { index = firstUnblank(content, from: index + 1) }
    guard index < content.count, content[index] == 0x7B else { return false }
    index = firstUnblank(content, from: index + 1)
    return index < content.count && (content[index] == 0x22 || content[index] == 0x7D)
  }
}
