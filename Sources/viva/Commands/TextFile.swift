import QuestionPipeline

/// Short texts that options name.
enum TextFile {
  /// The text of a file without its byte order mark. Throws `FileError`.
  static func read(_ path: String, limit: Int = 4 << 20) throws(FileError) -> String {
    var bytes = try FileSystem.read(path, limit: limit)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard !bytes.contains(0) else {
      throw FileError(code: .notText, path: path, detail: "is a binary file; text was expected")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FileError(code: .notText, path: path, detail: "is not UTF-8 text")
    }
    return text
  }

  /// The lines, without the white space around them.
  static func lines(of text: String) -> [String] {
    text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }.map { trimmed(String($0)) }
  }

  static func trimmed(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(Substring(scalars))
  }
}

/// Names of folders made from texts.
enum Slug {
  /// Letters, digits and Han characters in lower case, everything else as one hyphen; never empty, never a path.
  static func of(_ texts: [String]) -> String {
    var result = String.UnicodeScalarView()
    for scalar in texts.joined(separator: " ").lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        result.append(scalar)
      } else if result.last != "-", !result.isEmpty {
        result.append("-")
      }
    }
    let text = String(result)
    var short = Substring(text).unicodeScalars.prefix(60)
    while short.last == "-" { short.removeLast() }
    guard !short.isEmpty else { return "set" }
    guard result.count > 60 else { return String(Substring(short)) }
    return String(Substring(short)) + "-" + SHA256.hex(text).prefix(6)
  }
}
