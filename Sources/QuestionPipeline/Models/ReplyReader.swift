/// Finds the JSON in a model's reply: the whole text, else what a fenced block holds, else the first object among prose.
///
/// Nothing is guessed. A text that ends before its JSON does is never closed for it, a word that is no JSON (`True`,
/// `NaN`, curly quotes) is never replaced, and a key that is there twice is an error, since nobody can tell which of the
/// two was meant. Only commas before a closing bracket are removed, where the text cannot be read with them, and counted.
package enum ReplyReader {
  /// What was found.
  package struct Found: Sendable, Hashable {
    package var value: JSONValue
    /// Commas removed.
    package var mended: Int

    package init(value: JSONValue, mended: Int) {
      self.value = value
      self.mended = mended
    }
  }

  /// Throws: `JSONError` where there is none.
  package static func json(in content: String) throws -> JSONValue { try find(in: content).value }

  /// - Parameter tags: names of tags that may open the reply with reasoning; none where it was taken out before.
  /// - Throws: `JSONError` that says what is wrong with the first thing that looked like JSON.
  package static func find(
    in content: String, tags: [String] = ["think", "thinking", "thought", "reasoning"]
  ) throws(JSONError) -> Found {
    var bytes = trimmed(Array(content.utf8)[...])
    var first: JSONError
    do throws(JSONError) {
      return Found(value: try JSONParser.prefixWhole(bytes), mended: 0)
    } catch { first = error }
    let whole = Array(bytes)
    let split =
      tags.isEmpty
      ? ReasoningTags.Split(answer: 0..<whole.count) : ReasoningTags.split(whole, names: tags)
    if split.isUnclosed { throw JSONError(.syntax, "the reply ends within its reasoning") }
    if split.answer.count < whole.count {
      bytes = trimmed(whole[split.answer])
      do throws(JSONError) {
        return Found(value: try JSONParser.prefixWhole(bytes), mended: 0)
      } catch { first = error }
    }
    guard !bytes.isEmpty else { throw JSONError(.syntax, "the reply is blank") }
    // A reply of another kind has its trouble told where the JSON begins.
    var search = Search(bytes: bytes)
    if let found = search.run() { return found }
    if let problem = search.problem {
      first = problem
    } else if !search.sawOpening, first.code != .tooDeep {
      first = JSONError(.syntax, "the reply holds no JSON object")
    }
    throw first
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    rest = rest.drop { $0 <= 0x20 }
    while let last = rest.last, last <= 0x20 { rest.removeLast() }
    return rest
  }
}

extension JSONParser {
  /// The value that fills the whole text.
  fileprivate static func prefixWhole(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
    let (value, end) = try prefix(bytes)
    if bytes[end...].contains(where: { $0 > 0x20 }) {
      throw JSONError(.syntax, "there is text after the end of the JSON")
    }
    return value
  }
}

extension ReplyReader {
  /// Goes through a reply that is not JSON as a whole.
  private struct Search {
    let bytes: ArraySlice<UInt8>
    /// Of the first thing that looked like JSON and was none.
    var problem: JSONError?
    var sawOpening = false

    private enum Span {
      case closed(ArraySlice<UInt8>)
      /// Closed by the wrong bracket; the index behind it.
      case broken(Int)
      case tooDeep(Int)
      /// The text ends first.
      case open
    }

    init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// A reply with more blocks that cannot be read is searched as a whole.
    private static let maxBlocks = 8

    mutating func run() -> Found? {
      let blocks = fencedBlocks()
      for mends in [false, true] {
        for block in blocks {
          if let found = look(from: block.lowerBound, to: block.upperBound, mends: mends) {
            return found
          }
        }
        if let found = look(from: bytes.startIndex, to: bytes.endIndex, mends: mends) {
          return found
        }
      }
      return nil
    }

    /// The first object that can be read, or failing that the first list, among those that open in the range.
    private mutating func look(from start: Int, to end: Int, mends: Bool) -> Found? {
      var list: Found?
      var index = start
      while index < end {
        guard opens(at: index, before: end) else {
          index += 1
          continue
        }
        sawOpening = true
        switch span(from: index, to: end) {
        case .open:
          note(JSONError(.syntax, "the JSON ends before it is closed"))
          // What stands within it is a part, not the answer.
          return list
        case .broken(let next):
          note(JSONError(.syntax, "the brackets of the JSON do not match"))
          index = next
        case .tooDeep(let next):
          note(JSONError(.tooDeep, "nested deeper than 128 levels"))
          index = next
        case .closed(let text):
          index = text.endIndex
          guard let found = read(text, mends: mends) else { continue }
          if found.value.objectValue != nil || isListOfObjects(found.value) { return found }
          list = list ?? found
        }
      }
      return list
    }

    private mutating func read(_ text: ArraySlice<UInt8>, mends: Bool) -> Found? {
      do throws(JSONError) {
        guard mends else { return Found(value: try JSONParser.prefixWhole(text), mended: 0) }
        let (mended, count) = withoutTrailingCommas(text)
        guard count > 0 else { return nil }
        return Found(value: try JSONParser.prefixWhole(mended[...]), mended: count)
      } catch {
        note(error)
        return nil
      }
    }

    private mutating func note(_ error: JSONError) { problem = problem ?? error }

    private func isListOfObjects(_ value: JSONValue) -> Bool {
      value.arrayValue?.first?.objectValue != nil
    }

    /// Whether JSON may begin here: prose has brackets, too.
    private func opens(at index: Int, before end: Int) -> Bool {
      guard bytes[index] == 0x7B || bytes[index] == 0x5B else { return false }
      guard let next = bytes[(index + 1)..<end].first(where: { $0 > 0x20 }) else { return false }
      if bytes[index] == 0x7B { return next == 0x22 || next == 0x7D }
      switch next {
      case 0x22, 0x7B, 0x5B, 0x5D, 0x2D, 0x30...0x39: return true
      default: return false
      }
    }

    /// From a bracket to the one that closes it before the end; brackets in strings count for nothing.
    private func span(from start: Int, to end: Int) -> Span {
      var open: [UInt8] = []
      var index = start
      while index < end {
        switch bytes[index] {
        case 0x22: index = JSONSpan.closingQuote(in: bytes, from: index, to: end)
        case 0x7B, 0x5B:
          open.append(bytes[index])
          if open.count > 128 {
            return .tooDeep(JSONSpan.endOfGroup(in: bytes, from: start, to: end))
          }
        case 0x7D, 0x5D:
          // The closing brackets stand two places behind the opening ones.
          guard open.removeLast() + 2 == bytes[index] else { return .broken(index + 1) }
          if open.isEmpty { return .closed(bytes[start...index]) }
        default: break
        }
        index += 1
      }
      return .open
    }

    private func withoutTrailingCommas(_ text: ArraySlice<UInt8>) -> (bytes: [UInt8], count: Int) {
      var result: [UInt8] = []
      result.reserveCapacity(text.count)
      var count = 0
      var isInString = false
      var index = text.startIndex
      while index < text.endIndex {
        let byte = text[index]
        if isInString {
          if byte == 0x5C, index + 1 < text.endIndex {
            result.append(byte)
            index += 1
          } else if byte == 0x22 {
            isInString = false
          }
        } else if byte == 0x22 {
          isInString = true
        } else if byte == 0x2C, let next = text[(index + 1)...].first(where: { $0 > 0x20 }),
          next == 0x7D || next == 0x5D
        {
          count += 1
          index += 1
          continue
        }
        result.append(text[index])
        index += 1
      }
      return (result, count)
    }

    /// Where the contents of fenced blocks stand. Fences begin lines: within JSON a line cannot begin.
    private func fencedBlocks() -> [Range<Int>] {
      var blocks: [Range<Int>] = []
      var opening: Int?
      var line = bytes.startIndex
      while line < bytes.endIndex, blocks.count < Self.maxBlocks {
        let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.endIndex
        if bytes[line..<end].drop(while: { $0 <= 0x20 }).starts(with: [0x60, 0x60, 0x60]) {
          if let start = opening {
            blocks.append(start..<line)
            opening = nil
          } else {
            opening = min(end + 1, bytes.endIndex)
          }
        }
        line = end + 1
      }
      if let start = opening, blocks.count < Self.maxBlocks {
        blocks.append(start..<bytes.endIndex)
      }
      return blocks
    }
  }
}
