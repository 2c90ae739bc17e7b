/// What the body of an error says, whatever shape it has.
struct FaultBody {
  /// The deepest message: what a gateway wraps says more than the gateway.
  private(set) var message = ""
  /// All messages, codes and types on the way there.
  private(set) var messages: [String] = []
  private(set) var codes: [String] = []
  private(set) var types: [String] = []
  private(set) var parameters: [String] = []
  /// What the model had written.
  private(set) var partial: String?
  private(set) var isHTML = false
  /// Each document in it: the body, and those within its strings.
  private(set) var documents: [JSONValue] = []

  /// Documents within strings within documents are opened so often.
  private static let maxDepth = 4
  private static let maxBytes = 1 << 20

  init(_ bytes: [UInt8]) {
    var body = bytes.prefix(Self.maxBytes).drop {
      $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF
    }
    if body.starts(with: "data:".utf8) { body = body.dropFirst(5).drop { $0 <= 0x20 } }
    guard let first = body.first else { return }
    if first == 0x3C {
      readPage(body)
    } else if let value = try? JSONParser.prefix(body, JSONParser.Options(maxDepth: 64)).value {
      absorb(value, depth: 0)
    } else {
      say(String(decoding: body.prefix(2048), as: UTF8.self))
    }
  }

  /// The number among the codes that is a status; errors within a 2xx answer carry theirs there.
  var status: Int? {
    codes.lazy.compactMap(Int.init).first { (400...599).contains($0) }
  }

  private mutating func say(_ text: String) {
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    message = text
    messages.append(text)
  }

  private mutating func absorb(_ value: JSONValue, depth: Int) {
    guard depth < 12, documents.count <= Self.maxDepth else { return }
    if depth == 0 { documents.append(value) }
    switch value {
    case .string(let text): absorb(text)
    case .array(let elements):
      if elements.contains(where: { $0["msg"] != nil && $0["loc"] != nil }) {
        absorbValidation(elements)
      } else if let first = elements.first {
        absorb(first, depth: depth + 1)
      }
    case .object(let object): absorb(object, depth: depth)
    case .null, .bool, .integer, .number: break
    }
  }

  /// A text, or a document written as one.
  private mutating func absorb(_ text: String) {
    guard let start = text.utf8.first(where: { $0 > 0x20 }) else { return }
    if start == 0x7B || start == 0x5B, documents.count <= Self.maxDepth,
      let value = try? JSONParser.parse(text, JSONParser.Options(maxDepth: 64))
    {
      absorb(value, depth: 0)
    } else {
      say(text)
    }
  }

  private mutating func absorb(_ object: JSONObject, depth: Int) {
    for name in ["code", "error_code"] {
      switch object[name] {
      case .string(let text) where !text.isEmpty: codes.append(text)
      case .integer(let number): codes.append(String(number))
      case .number(let number):
        if let whole = Int(exactly: number) { codes.append(String(whole)) }
      default: break
      }
    }
    for name in ["type", "error_type", "status", "reason"] {
      if let text = object[name]?.stringValue, !text.isEmpty { types.append(text) }
    }
    if case .integer(let status) = object["status"] { codes.append(String(status)) }
    if let text = object["param"]?.stringValue, !text.isEmpty { parameters.append(text) }
    if let text = object["failed_generation"]?.stringValue, !text.isEmpty { partial = text }
    for name in ["message", "msg", "error_description", "error_msg", "errorMessage", "title"] {
      if let member = object[name], member != .null { absorb(member, depth: depth + 1) }
    }
    for name in ["detail", "error", "errors", "innererror", "inner_error"] {
      if let member = object[name], member != .null { absorb(member, depth: depth + 1) }
    }
    // Within a stream or a completion it stands where the answer would.
    for place in [object["choices"]?.arrayValue?.first, object["x_groq"]] {
      if let member = place?["error"], member != .null { absorb(member, depth: depth + 1) }
    }
    if let details = object["details"] {
      if details.arrayValue == nil {
        absorb(details, depth: depth + 1)
      } else {
        absorbDetails(details, depth: depth + 1)
      }
    }
    if case .object(let metadata) = object["metadata"] {
      for name in ["raw", "error_type"] {
        if let text = metadata[name]?.stringValue { absorb(text) }
      }
      if case .array(let reasons) = metadata["reasons"], !reasons.isEmpty {
        types.append("moderation")
      }
    }
  }

  /// Google's list of details, whose words tell one quota from another.
  private mutating func absorbDetails(_ value: JSONValue, depth: Int) {
    guard depth < 12, types.count < 40 else { return }
    switch value {
    case .array(let elements):
      for element in elements.prefix(16) { absorbDetails(element, depth: depth + 1) }
    case .object(let object):
      for name in ["reason", "quotaId", "quotaMetric"] {
        if let text = object[name]?.stringValue { types.append(text) }
      }
      if let violations = object["violations"] { absorbDetails(violations, depth: depth + 1) }
    default: break
    }
  }

  /// FastAPI's list of what is wrong with a request.
  private mutating func absorbValidation(_ elements: [JSONValue]) {
    var texts: [String] = []
    for element in elements.prefix(8) {
      let place = (element["loc"]?.arrayValue ?? []).map { part in
        part.stringValue ?? part.intValue.map(String.init) ?? ""
      }
      if let type = element["type"]?.stringValue { types.append(type) }
      // "body" is where all of them are; a number is a place in a list.
      if let name = place.first(where: { $0 != "body" && Int($0) == nil }) {
        parameters.append(name)
      }
      texts.append("\(place.joined(separator: ".")): \(element["msg"]?.stringValue ?? "")")
    }
    say(texts.joined(separator: "; "))
  }

  /// A page of a proxy: its title says most.
  private mutating func readPage(_ body: ArraySlice<UInt8>) {
    isHTML = true
    let text = Array(body.prefix(65_536))
    let lower = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    guard let open = Self.find("<title", in: lower, from: 0),
      let start = lower[open...].firstIndex(of: 0x3E),
      let end = Self.find("</title", in: lower, from: start)
    else { return }
    say(String(decoding: text[start + 1..<end], as: UTF8.self))
  }

  private static func find(_ word: String, in text: [UInt8], from start: Int) -> Int? {
    let word = Array(word.utf8)
    guard text.count >= word.count else { return nil }
    var index = start
    while index + word.count <= text.count {
      if text[index] == word[0], text[index..<index + word.count].elementsEqual(word) {
        return index
      }
      index += 1
    }
    return nil
  }
}
