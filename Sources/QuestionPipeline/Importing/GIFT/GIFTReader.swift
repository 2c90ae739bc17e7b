/// Reads Moodle's GIFT format: titles, categories, comments, all types of answers, weights, feedback, escapes.
struct GIFTReader {
  private(set) var items: [RawItem] = []
  private(set) var unread: [SetReport.Unread] = []
  private(set) var leftOut: [LeftOut] = []
  private var topic: [String] = []
  /// What comments said of the question to come.
  private var remarks = GIFTRemarks()

  /// Whether a text is GIFT: answers in braces behind a question; with titles or categories in it, braces that open
  /// with what other answers open with will do.
  static func isLikely(_ text: [UInt8]) -> Bool {
    func has(_ words: String, at index: Int) -> Bool {
      var place = index
      for byte in words.utf8 {
        guard place < text.count, text[place] == byte else { return false }
        place += 1
      }
      return true
    }
    var hasMarks = false
    var isLikely = false
    var opensOtherwise = false
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "`"): if has("```", at: index) { return false }
      case UInt8(ascii: "$"), UInt8(ascii: ":"):
        if index == 0 || text[index - 1] == 0x0A,
          has("::", at: index) || has("$CATEGORY:", at: index)
        {
          hasMarks = true
        }
      case UInt8(ascii: "{"):
        var next = index + 1
        while next < text.count, text[next] <= 0x20 { next += 1 }
        guard next < text.count, hasMarks || !isPartOfWord(text, index) else { break }
        switch text[next] {
        case UInt8(ascii: "="), UInt8(ascii: "~"):
          isLikely = isLikely || holdsAnswers(text, from: next)
        case UInt8(ascii: "#"), UInt8(ascii: "}"), UInt8(ascii: "T"), UInt8(ascii: "F"):
          opensOtherwise = true
        default: break
        }
        if ["{T}", "{F}", "{TRUE}", "{FALSE}"].contains(where: { has($0, at: index) }) {
          isLikely = true
        }
      default: break
      }
      index += 1
    }
    return isLikely || hasMarks && opensOtherwise
  }

  /// Whether a brace goes on with what stands before it, as in formulas and types: `x^{T}`, `Array{T}`.
  private static func isPartOfWord(_ text: [UInt8], _ brace: Int) -> Bool {
    guard brace > 0 else { return false }
    let before = text[brace - 1]
    return (0x30...0x39).contains(before) || (0x41...0x5A).contains(before)
      || (0x61...0x7A).contains(before) || "^_$".utf8.contains(before)
  }

  /// Whether what follows a brace can be answers: no brace opens among them, and one that is wrong has others beside
  /// it. A destructor in C++ opens like a wrong answer.
  private static func holdsAnswers(_ text: [UInt8], from start: Int) -> Bool {
    var marks = 0
    var index = start
    while index < text.count, index - start < 1 << 14 {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): return false
      case UInt8(ascii: "}"): return marks > 1 || text[start] == UInt8(ascii: "=")
      case UInt8(ascii: "="), UInt8(ascii: "~"): marks += 1
      default: break
      }
      index += 1
    }
    return true
  }

  init(_ text: String) {
    var block = Scalars()
    var start = 1
    var depth = 0
    var number = 0
    // A block has one pair of braces: where another opens on a later line, a blank line was forgotten.
    var hasAnswers = false
    for line in Self.lines(text) {
      number += 1
      let trimmed = line.trimmed
      if depth == 0, trimmed.isEmpty {
        read(block, start)
        block = []
        continue
      }
      if trimmed.has("//".unicodeScalars, at: trimmed.startIndex) {
        remarks.read(trimmed.dropFirst(2))
        continue
      }
      if depth == 0, trimmed.has("$CATEGORY:".unicodeScalars, at: trimmed.startIndex) {
        read(block, start)
        block = []
        topic = Self.category(trimmed.dropFirst(10).trimmed)
        continue
      }
      // A title in the middle of open braces: the question before never closed them.
      if depth > 0, trimmed.has("::".unicodeScalars, at: trimmed.startIndex) {
        read(block, start)
        block = []
        depth = 0
      }
      if depth == 0, hasAnswers, !block.isEmpty, Self.place(of: "{", in: line[...], from: 0) != nil
      {
        read(block, start)
        block = []
      }
      if block.isEmpty {
        start = number
        hasAnswers = false
      }
      block += line + ["\n"]
      var index = 0
      while index < line.count {
        if line[index] == "\\" {
          index += 1
        } else if line[index] == "{" {
          depth += 1
        } else if line[index] == "}" {
          depth = max(0, depth - 1)
          hasAnswers = true
        }
        index += 1
      }
    }
    read(block, start)
  }

  private static func lines(_ text: String) -> [Scalars] {
    var result: [Scalars] = []
    var line = Scalars()
    var isBehindReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\n" && isBehindReturn {
        isBehindReturn = false
        continue
      }
      isBehindReturn = scalar == "\r"
      if scalar == "\n" || scalar == "\r" {
        result.append(line)
        line = []
      } else {
        line.append(scalar)
      }
    }
    result.append(line)
    return result
  }

  /// "$course$/top/Algebra/Groups" without Moodle's own words. Two slashes stand for one in a name.
  private static func category(_ path: ArraySlice<Unicode.Scalar>) -> [String] {
    var names: [Scalars] = [[]]
    var index = path.startIndex
    while index < path.endIndex {
      if path.has("//".unicodeScalars, at: index) {
        names[names.count - 1].append("/")
        index += 2
      } else {
        if path[index] == "/" {
          names.append([])
        } else {
          names[names.count - 1].append(path[index])
        }
        index += 1
      }
    }
    return names.map { GIFTText.unescaped($0[...]).trimmed.string }.filter {
      !$0.isEmpty && !$0.hasPrefix("$") && $0 != "top"
    }
  }

  /// One question between blank lines.
  private mutating func read(_ block: Scalars, _ line: Int) {
    let text = block.trimmed
    guard !text.isEmpty else { return }
    let remarks = remarks
    self.remarks = GIFTRemarks()
    guard let open = Self.place(of: "{", in: text, from: text.startIndex) else {
      leftOut.append(LeftOut(lines: line...line, text: GIFTText().read(Self.untitled(text))))
      return
    }
    guard let close = Self.place(of: "}", in: text, from: open + 1) else {
      unread.append(SetReport.Unread(line: line, why: "a brace that is not closed"))
      return
    }
    let before = Self.untitled(text[..<open])
    let format = GIFTText().format(of: before)
    let question = GIFTText().read(before)
    let after = format.read(text[(close + 1)...])
    var item = RawItem(
      line: line, question: after.isEmpty ? question : question + " _____ " + after)
    item.topic = topic
    remarks.apply(to: &item)
    guard !item.question.isEmpty else {
      unread.append(SetReport.Unread(line: line, why: "answers without a question"))
      return
    }
    GIFTAnswers(format: format).read(text[(open + 1)..<close], into: &item)
    items.append(item)
  }

  /// Without "::title::".
  private static func untitled(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var rest = text.trimmed
    if rest.has("::".unicodeScalars, at: rest.startIndex),
      let end = rest.place(of: [":", ":"], from: rest.startIndex + 2)
    {
      rest = rest[(end + 2)...].trimmed
    }
    return rest
  }

  /// The first place of a mark that is not escaped.
  static func place(of mark: Unicode.Scalar, in text: ArraySlice<Unicode.Scalar>, from start: Int)
    -> Int?
  {
    var index = start
    while index < text.endIndex {
      if text[index] == "\\" {
        index += 2
      } else if text[index] == mark {
        return index
      } else {
        index += 1
      }
    }
    return nil
  }
}
