/// Reads a text of GIFT: the format that it names, escapes, HTML.
struct GIFTText {
  /// Whether "<" and "&" are signs like any other, as "[plain]" says.
  var isPlain = false

  private static let formats = ["[html]", "[markdown]", "[plain]", "[moodle]"]

  /// What a text names in front, or this one.
  func format(of text: ArraySlice<Unicode.Scalar>) -> GIFTText {
    guard let name = Self.name(in: text.trimmed) else { return self }
    return GIFTText(isPlain: name == "[plain]")
  }

  /// The text with its escapes resolved and HTML taken out, but where it is plain.
  func read(_ text: ArraySlice<Unicode.Scalar>) -> String {
    var rest = text.trimmed
    let format = format(of: rest)
    if let name = Self.name(in: rest) { rest = rest.dropFirst(name.unicodeScalars.count) }
    let result = Self.unescaped(rest)
    if format.isPlain { return result.trimmed.string }
    var isPre = false
    return HTMLRemnants.plain(result[...], isPre: &isPre).text.trimmed.string
  }

  /// The text without the backslashes before GIFT's own signs.
  static func unescaped(_ text: ArraySlice<Unicode.Scalar>) -> Scalars {
    var result = Scalars()
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == "\\", index + 1 < text.endIndex,
        "~=#{}:n\\".unicodeScalars.contains(text[index + 1])
      {
        result.append(text[index + 1] == "n" ? "\n" : text[index + 1])
        index += 2
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private static func name(in text: ArraySlice<Unicode.Scalar>) -> String? {
    formats.first { text.has($0.unicodeScalars, at: text.startIndex) }
  }
}
