/// Reads JSON, and JSON5 where asked for, from bytes: strict about doubled keys, limited in depth and size, exact about lines.
package struct JSONParser {
  package struct Options: Sendable {
    /// Comments, unquoted keys, single quotes, trailing commas, hexadecimal, leading or trailing points.
    package var json5 = false
    package var maxDepth = 128
    package var maxBytes = 256 << 20
    package init(json5: Bool = false, maxDepth: Int = 128, maxBytes: Int = 256 << 20) {
      self.json5 = json5
      self.maxDepth = maxDepth
      self.maxBytes = maxBytes
    }
    package static let json = Options()
    package static let json5 = Options(json5: true)
  }

  let input: UnsafeBufferPointer<UInt8>
  let options: Options
  var index = 0
  /// Lines of values by path, kept only while an error is being explained.
  private var lines: [String: Int]?
  private var path: [String] = []
  private var counted = (index: 0, line: 1)
  /// What is wanted of the value that is read next; nil takes all.
  private var selection: JSONSelection?

  private init(
    _ input: UnsafeBufferPointer<UInt8>, _ options: Options, only selection: JSONSelection? = nil,
    recordLines: Bool
  ) {
    self.input = input
    self.options = options
    self.selection = selection
    if recordLines { lines = [:] }
  }

  /// - Parameter selection: what is wanted of it; nil reads all.
  package static func parse(
    _ text: String, _ options: Options = .json, only selection: JSONSelection? = nil
  ) throws(JSONError) -> JSONValue {
    var text = text
    return try text.withUTF8 { bytes in
      run(bytes, options, only: selection, recordLines: false)
    }.get().value
  }

  package static func parse(_ bytes: [UInt8], _ options: Options = .json) throws(JSONError)
    -> JSONValue
  {
    try bytes.withUnsafeBufferPointer { run($0, options, recordLines: false) }.get().value
  }

  /// Reads the document and then a typed value from it; errors of either carry their line.
  package static func read<T>(
    _ bytes: [UInt8], _ options: Options = .json, as body: (JSONReader) throws -> T
  ) throws -> T {
    let value = try parse(bytes, options)
    do {
      return try body(JSONReader(value))
    } catch var error as JSONError {
      if error.line == nil {
        let lines = try bytes.withUnsafeBufferPointer {
          run($0, options, recordLines: true)
        }.get().lines
        var place = Substring(error.path)
        while lines[String(place)] == nil,
          let cut = place.lastIndex(where: { $0 == "." || $0 == "[" })
        {
          place = place[..<cut]
        }
        error.line = lines[String(place)] ?? lines[""]
      }
      throw error
    }
  }

  /// The line of each value by its path, for readers that report several problems at once.
  package static func lines(_ bytes: [UInt8], _ options: Options = .json) throws(JSONError)
    -> [String: Int]
  {
    try bytes.withUnsafeBufferPointer { run($0, options, recordLines: true) }.get().lines
  }

  /// The first whole value in a text, and the index just behind it: for JSON among prose.
  package static func prefix(_ bytes: ArraySlice<UInt8>, _ options: Options = .json)
    throws(JSONError) -> (value: JSONValue, end: Int)
  {
    var result: Result<(JSONValue, Int), JSONError> = .failure(JSONError(.syntax, "no text"))
    bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(buffer, options, recordLines: false)
      do throws(JSONError) {
        try parser.skipBlanks()
        let value = try parser.value(depth: 0)
        result = .success((value, bytes.startIndex + parser.index))
      } catch { result = .failure(error) }
    }
    return try result.get()
  }

  private static func run(
    _ bytes: UnsafeBufferPointer<UInt8>, _ options: Options, only selection: JSONSelection? = nil,
    recordLines: Bool
  ) -> Result<(value: JSONValue, lines: [String: Int]), JSONError> {
    guard bytes.count <= options.maxBytes else {
      return .failure(
        JSONError(.tooLarge, "\(bytes.count) bytes; at most \(options.maxBytes) are read"))
    }
    var parser = JSONParser(bytes, options, only: selection, recordLines: recordLines)
    do throws(JSONError) {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.index = 3 }
      try parser.skipBlanks()
      let value = try parser.value(depth: 0)
      try parser.skipBlanks()
      if parser.index < bytes.count { throw parser.error("text after the end of the value") }
      return .success((value, parser.lines ?? [:]))
    } catch {
      return .failure(error)
    }
  }

  private var line: Int {
    1 + input[..<min(index, input.count)].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }

  /// The line of the index, counted on from the last call: calls come in reading order.
  private mutating func lineForward() -> Int {
    for byte in input[counted.index..<index] where byte == 0x0A { counted.line += 1 }
    counted.index = index
    return counted.line
  }

  func error(_ detail: String, _ code: JSONError.Code = .syntax) -> JSONError {
    JSONError(code, detail, line: line)
  }

  var current: UInt8? { index < input.count ? input[index] : nil }

  @inline(__always)
  private mutating func skipBlanks() throws(JSONError) {
    // Mostly, there are none.
    if index < input.count, !options.json5, input[index] > 0x20 { return }
    try skipSomeBlanks()
  }

  private mutating func skipSomeBlanks() throws(JSONError) {
    while let byte = current {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case 0x2F where options.json5: try skipComment()
      case 0x0B where options.json5, 0x0C where options.json5: index += 1
      case 0xC2 where options.json5 && index + 1 < input.count && input[index + 1] == 0xA0:
        index += 2
      case 0xEF where options.json5 && index + 2 < input.count && input[index + 1] == 0xBB:
        index += 3
      default: return
      }
    }
  }

  private mutating func skipComment() throws(JSONError) {
    guard index + 1 < input.count else { throw error("a lone '/'") }
    if input[index + 1] == 0x2F {
      while let byte = current, byte != 0x0A {
        _ = byte
        index += 1
      }
    } else if input[index + 1] == 0x2A {
      let start = index
      index += 2
      while index + 1 < input.count, !(input[index] == 0x2A && input[index + 1] == 0x2F) {
        index += 1
      }
      guard index + 1 < input.count else {
        index = start
        throw error("a comment that does not end")
      }
      index += 2
    } else {
      throw error("a lone '/'")
    }
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < options.maxDepth else {
      throw error("nested deeper than \(options.maxDepth) levels", .tooDeep)
    }
    if lines != nil {
      let here = lineForward()
      lines?[path.joined()] = here
    }
    guard let byte = current else { throw error("the text ends where a value was expected") }
    switch byte {
    case 0x7B: return try object(depth: depth)
    case 0x5B: return try array(depth: depth)
    case 0x22: return .string(try string(quote: 0x22))
    case 0x27 where options.json5: return .string(try string(quote: 0x27))
    case 0x2D, 0x30...0x39: return try number()
    case 0x2B where options.json5, 0x2E where options.json5: return try number()
    default:
      if take("true") { return .bool(true) }
      if take("false") { return .bool(false) }
      if take("null") { return .null }
      if options.json5, take("Infinity") || take("NaN") {
        throw error("Infinity and NaN are not used here")
      }
      throw error("expected a value, found \(shown(byte))")
    }
  }

  private func shown(_ byte: UInt8) -> String {
    byte > 0x20 && byte < 0x7F ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
  }

  mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index + count <= input.count else { return false }
    for offset in 0..<count where input[index + offset] != word.utf8Start[offset] { return false }
    index += count
    return true
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    index += 1
    var result = JSONObject()
    var seen: Set<String> = []
    let wanted = selection.flatMap { $0.isWhole ? nil : $0 }
    defer { selection = wanted }
    while true {
      try skipBlanks()
      if current == 0x7D, result.isEmpty || options.json5 {
        index += 1
        return .object(result)
      }
      let start = index
      let key = try key()
      let isNew: Bool
      // Few keys are compared sooner than they are hashed.
      if result.members.count < 24 {
        isNew = result.place(of: key) == nil
      } else {
        if seen.isEmpty { seen = Set(result.keys) }
        isNew = seen.insert(key).inserted
      }
      guard isNew else {
        index = start
        throw error("key '\(key.prefix(60))' is there twice", .duplicateKey)
      }
      try skipBlanks()
      guard current == 0x3A else { throw error("expected ':' after key '\(key.prefix(60))'") }
      index += 1
      try skipBlanks()
      if let wanted {
        selection = wanted.member(key)
        if selection == nil {
          skipValue()
          if try ends(with: "}", of: "an object") { return .object(result) }
          continue
        }
      }
      if lines != nil { path.append(path.isEmpty ? key : ".\(key)") }
      result.append(key, try value(depth: depth + 1))
      if lines != nil { path.removeLast() }
      if try ends(with: "}", of: "an object") { return .object(result) }
    }
  }

  /// Passes over a value of well-formed JSON; what is wrong with others shows behind it, or not at all.
  private mutating func skipValue() {
    switch current {
    case 0x22:
      let quote = JSONSpan.closingQuote(in: input, from: index, to: input.count)
      index = min(quote + 1, input.count)
    case 0x7B, 0x5B: index = JSONSpan.endOfGroup(in: input, from: index, to: input.count)
    default:
      while let byte = current, byte != 0x2C, byte != 0x7D, byte != 0x5D { index += 1 }
    }
  }

  /// Takes a comma, or the end of the group; true for the end.
  private mutating func ends(with close: Unicode.Scalar, of group: String) throws(JSONError) -> Bool
  {
    try skipBlanks()
    if current == UInt8(ascii: close) {
      index += 1
      return true
    }
    guard current == 0x2C else { throw error("expected ',' or '\(close)' in \(group)") }
    index += 1
    if !options.json5 {
      try skipBlanks()
      if current == UInt8(ascii: close) { throw error("a comma before '\(close)'") }
    }
    return false
  }

  private mutating func key() throws(JSONError) -> String {
    if current == 0x22 { return try string(quote: 0x22) }
    guard options.json5 else { throw error("expected a key in double quotes") }
    if current == 0x27 { return try string(quote: 0x27) }
    let start = index
    while let byte = current,
      byte >= 0x80 || byte == 0x24 || byte == 0x5F || (0x30...0x39).contains(byte)
        || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    { index += 1 }
    guard index > start else { throw error("expected a key") }
    return String(decoding: input[start..<index], as: UTF8.self)
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    index += 1
    var result: [JSONValue] = []
    while true {
      try skipBlanks()
      if current == 0x5D, result.isEmpty || options.json5 {
        index += 1
        return .array(result)
      }
      if lines != nil { path.append("[\(result.count)]") }
      if result.isEmpty { result.reserveCapacity(4) }
      result.append(try value(depth: depth + 1))
      if lines != nil { path.removeLast() }
      if try ends(with: "]", of: "a list") { return .array(result) }
    }
  }
}
