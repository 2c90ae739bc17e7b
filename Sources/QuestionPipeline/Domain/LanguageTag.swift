/// A BCP 47 language tag in its usual letter case; `zh` means `zh-Hans`.
package struct LanguageTag: Sendable, Hashable, CustomStringConvertible {
  package let tag: String

  package static let english = LanguageTag(known: "en")
  package static let chinese = LanguageTag(known: "zh-Hans")

  private init(known: String) { tag = known }

  /// Nil if the text is no well-formed tag of language, script, region and variants.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count), parts.count <= 5,
      parts.allSatisfy({ part in
        (1...8).contains(part.count) && part.utf8.allSatisfy { Self.isLetterOrDigit($0) }
      }), first.utf8.allSatisfy({ $0 > 0x39 })
    else { return nil }
    var words = [first.lowercased()]
    for part in parts.dropFirst() {
      switch part.count {
      case 4: words.append(part.prefix(1).uppercased() + part.dropFirst().lowercased())
      case 2: words.append(part.uppercased())
      default: words.append(part.lowercased())
      }
    }
    if words == ["zh"] || words == ["zh", "CN"] { words = ["zh", "Hans"] }
    tag = words.joined(separator: "-")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  package var isChinese: Bool { tag == "zh-Hans" || tag.hasPrefix("zh-") }

  package var isEnglish: Bool { tag == "en" || tag.hasPrefix("en-") }

  /// The language of templates and composers: Chinese for Chinese, English for all else.
  package var promptLanguage: String { isChinese ? "zh" : "en" }

  package var description: String { tag }
}
