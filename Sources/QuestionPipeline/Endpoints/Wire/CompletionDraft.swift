/// What has been read of a completion so far: of its one body, or of the events of a stream.
struct CompletionDraft: Sendable {
  var content: [UInt8] = []
  /// One buffer for each field, since some servers send the same thoughts under two names.
  var reasoningContent: [UInt8] = []
  var reasoning: [UInt8] = []
  var details: [UInt8] = []
  var refusal: [UInt8] = []
  var arguments: [UInt8] = []
  var finishWord: String?
  var model: String?
  var usage = WireUsage()
  var odds = TokenOdds()
  var hasChoice = false
  /// Whether the last object read was an error.
  var isError = false
  /// White space characters in a row at the end of the content, and the most there were.
  private(set) var blanks = 0
  private(set) var mostBlanks = 0

  /// Whether anything that is billed has come.
  var hasText: Bool {
    !content.isEmpty || !reasoningContent.isEmpty || !reasoning.isEmpty || !details.isEmpty
      || !arguments.isEmpty || !refusal.isEmpty
  }

  /// Reads a completion, or a chunk of one, and adds it.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(WireScanner.Fault) {
    var scanner = WireScanner(bytes)
    var hasChoices = false
    var looksLikeError = false
    isError = false
    try scanner.members { (scanner, key) throws(WireScanner.Fault) in
      if scanner.matches(key, "choices") {
        hasChoices = true
        guard scanner.peek() == 0x5B else { return try scanner.skip() }
        try scanner.elements { (scanner, index) throws(WireScanner.Fault) in
          guard index == 0, scanner.peek() == 0x7B else { return try scanner.skip() }
          try readChoice(&scanner)
        }
      } else if scanner.matches(key, "usage") {
        try usage.read(&scanner)
      } else if scanner.matches(key, "model") {
        let isNew = model == nil
        guard isNew, scanner.peek() == 0x22 else { return try scanner.skip() }
        let name = try scanner.rawText()
        if !name.isEmpty { model = scanner.string(name) }
      } else if scanner.matches(key, "error") {
        try readError(&scanner)
      } else if scanner.matches(key, "x_groq") {
        guard scanner.peek() == 0x7B else { return try scanner.skip() }
        try scanner.members { (scanner, key) throws(WireScanner.Fault) in
          if scanner.matches(key, "usage") {
            try usage.read(&scanner)
          } else if scanner.matches(key, "error") {
            try readError(&scanner)
          } else {
            try scanner.skip()
          }
        }
      } else if scanner.matches(key, "message") || scanner.matches(key, "detail")
        || scanner.matches(key, "error_code")
      {
        if try !scanner.skippedNull() { looksLikeError = true }
      } else {
        try scanner.skip()
      }
    }
    if looksLikeError, !hasChoices { isError = true }
  }

  private mutating func readError(_ scanner: inout WireScanner) throws(WireScanner.Fault) {
    let range = try scanner.rawValue()
    let word = WireScanner.RawText(
      start: range.lowerBound, end: range.upperBound, hasEscapes: false)
    // Two bytes are no more than "", {} or a number of no meaning.
    let isNothing =
      range.count <= 2 || scanner.matches(word, "null") || scanner.matches(word, "false")
    if !isNothing { isError = true }
  }

  private mutating func readChoice(_ scanner: inout WireScanner) throws(WireScanner.Fault) {
    try scanner.members { (scanner, key) throws(WireScanner.Fault) in
      if scanner.matches(key, "delta") || scanner.matches(key, "message") {
        hasChoice = true
        guard scanner.peek() == 0x7B else { return try scanner.skip() }
        try readMessage(&scanner)
      } else if scanner.matches(key, "finish_reason") {
        hasChoice = true
        if let word = try scanner.optionalString(), !word.isEmpty { finishWord = word }
      } else if scanner.matches(key, "text") {
        hasChoice = true
        try Self.append(&scanner, to: &content)
      } else if scanner.matches(key, "usage") {
        try usage.read(&scanner)
      } else if scanner.matches(key, "logprobs") {
        try odds.read(&scanner)
      } else if scanner.matches(key, "error") {
        try readError(&scanner)
      } else {
        try scanner.skip()
      }
    }
  }

  private mutating func readMessage(_ scanner: inout WireScanner) throws(WireScanner.Fault) {
    try scanner.members { (scanner, key) throws(WireScanner.Fault) in
      if scanner.matches(key, "content") {
        switch scanner.peek() {
        case 0x22:
          let text = try scanner.rawText()
          let start = content.count
          scanner.append(text, to: &content)
          countBlanks(from: start)
        case 0x5B, 0x7B:
          let start = content.count
          try readParts(&scanner, areThoughts: false, depth: 0)
          countBlanks(from: start)
        default: try scanner.skip()
        }
      } else if scanner.matches(key, "reasoning_content") {
        try Self.append(&scanner, to: &reasoningContent)
      } else if scanner.matches(key, "reasoning") || scanner.matches(key, "thinking") {
        try Self.append(&scanner, to: &reasoning)
      } else if scanner.matches(key, "reasoning_details") {
        guard scanner.peek() == 0x5B else { return try scanner.skip() }
        try readParts(&scanner, areThoughts: true, depth: 0)
      } else if scanner.matches(key, "refusal") {
        try Self.append(&scanner, to: &refusal)
      } else if scanner.matches(key, "tool_calls") {
        guard scanner.peek() == 0x5B else { return try scanner.skip() }
        try scanner.elements { (scanner, index) throws(WireScanner.Fault) in
          guard index == 0, scanner.peek() == 0x7B else { return try scanner.skip() }
          try readToolCall(&scanner)
        }
      } else if scanner.matches(key, "function_call") {
        guard scanner.peek() == 0x7B else { return try scanner.skip() }
        try readFunction(&scanner)
      } else {
        try scanner.skip()
      }
    }
  }

  /// Takes the value that stands here, and adds it if it is a string.
  private static func append(_ scanner: inout WireScanner, to bytes: inout [UInt8])
    throws(WireScanner.Fault)
  {
    guard scanner.peek() == 0x22 else { return try scanner.skip() }
    let text = try scanner.rawText()
    if !text.isEmpty { scanner.append(text, to: &bytes) }
  }

  private mutating func countBlanks(from start: Int) {
    for byte in content[start...] {
      if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
        blanks &+= 1
        if blanks > mostBlanks { mostBlanks = blanks }
      } else {
        blanks = 0
      }
    }
  }

  /// A list of parts, one part, or the text in their place.
  private mutating func readParts(_ scanner: inout WireScanner, areThoughts: Bool, depth: Int)
    throws(WireScanner.Fault)
  {
    guard depth < 8 else { return try scanner.skip() }
    switch scanner.peek() {
    case 0x22:
      if areThoughts {
        try Self.append(&scanner, to: &details)
      } else {
        try Self.append(&scanner, to: &content)
      }
    case 0x5B:
      try scanner.elements { (scanner, _) throws(WireScanner.Fault) in
        try readParts(&scanner, areThoughts: areThoughts, depth: depth + 1)
      }
    case 0x7B:
      var look = scanner
      var type = ""
      try look.members { (scanner, key) throws(WireScanner.Fault) in
        if scanner.matches(key, "type") {
          type = try scanner.optionalString() ?? ""
        } else {
          try scanner.skip()
        }
      }
      let isThought = areThoughts || type.contains("think") || type.contains("reason")
      try scanner.members { (scanner, key) throws(WireScanner.Fault) in
        let holdsText =
          scanner.matches(key, "text") || scanner.matches(key, "value")
          || isThought
            && (scanner.matches(key, "thinking") || scanner.matches(key, "summary")
              || scanner.matches(key, "content"))
        if holdsText {
          try readParts(&scanner, areThoughts: isThought, depth: depth + 1)
        } else {
          try scanner.skip()
        }
      }
    default: try scanner.skip()
    }
  }

  /// Of several calls only the first counts; in a stream they are told apart by their index.
  private mutating func readToolCall(_ scanner: inout WireScanner) throws(WireScanner.Fault) {
    var look = scanner
    var place = 0.0
    try look.members { (scanner, key) throws(WireScanner.Fault) in
      if scanner.matches(key, "index") {
        place = try scanner.number() ?? 0
      } else {
        try scanner.skip()
      }
    }
    guard place == 0 else { return try scanner.skip() }
    try scanner.members { (scanner, key) throws(WireScanner.Fault) in
      if scanner.matches(key, "function"), scanner.peek() == 0x7B {
        try readFunction(&scanner)
      } else {
        try scanner.skip()
      }
    }
  }

  private mutating func readFunction(_ scanner: inout WireScanner) throws(WireScanner.Fault) {
    try scanner.members { (scanner, key) throws(WireScanner.Fault) in
      if scanner.matches(key, "arguments") {
        if scanner.peek() == 0x7B {
          let range = try scanner.rawValue()
          arguments.append(contentsOf: scanner.input[range])
        } else {
          try Self.append(&scanner, to: &arguments)
        }
      } else {
        try scanner.skip()
      }
    }
  }
}
