/// The list prices of `Config/Prices.json5`, by the names of models.
///
/// A name stands for itself and for its dated forms ("gpt-4.1" for "gpt-4.1-2025-04-14", too); one that ends in "*"
/// stands for all that begin so. The vendor before a slash and upper case make no difference. A model that no name
/// stands for has no price: it is never taken to cost nothing.
package struct PriceBook: Sendable, Hashable {
  fileprivate struct Entry: Sendable, Hashable {
    var name: String
    var price: Price
  }
  private var entries: [Entry]

  package init() { entries = [] }

  /// The file that says what models cost.
  package static let file = "Config/Prices.json5"

  /// Throws: `ConfigurationError` that names file and line.
  package init(_ files: DefaultFiles) throws {
    guard let bytes = files[Self.file] else {
      throw ConfigurationError(source: Self.file, detail: "is missing")
    }
    do {
      self = try JSONParser.read(bytes, .json5) { reader in
        try reader.allowOnly(["models"])
        return try PriceBook(reader.required("models"))
      }
    } catch let error as JSONError {
      throw ConfigurationError(source: Self.file, detail: error.description)
    }
  }

  /// - Parameter models: an object with prices in US dollars for a million tokens, by model.
  package init(_ models: JSONReader) throws {
    entries = try models.members().map { name, reader in
      try reader.allowOnly(["input", "cachedInput", "output", "date"])
      guard !name.isEmpty, name != "*" else {
        throw reader.invalid("a price needs the name of a model")
      }
      if let date = try reader.optional("date"), !Self.isDate(try date.string()) {
        throw date.invalid("expected a date such as 2026-11-06")
      }
      func amount(_ key: String) throws -> Int {
        Money.nanoDollars(try reader.required(key).double(in: 0...100_000))
      }
      let input = try amount("input")
      return Entry(
        name: name.lowercased(),
        price: Price(
          input: input,
          cachedInput: try reader.optional("cachedInput") == nil ? input : amount("cachedInput"),
          output: try amount("output")))
    }
  }

  private static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 10
      && bytes.enumerated().allSatisfy { index, byte in
        index == 4 || index == 7
          ? byte == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
  }

  /// This book with the prices of another before its own.
  package func overlaid(with other: PriceBook) -> PriceBook {
    var result = self
    let names = Set(other.entries.map(\.name))
    result.entries = other.entries + entries.filter { !names.contains($0.name) }
    return result
  }

  /// The price of a model by its id: that of the same name, else that of the longest name that stands for it; nil where
  /// none does. "…:free" is how routers name a model that they give away.
  package func price(of model: String) -> Price? {
    let id = model.lowercased()
    let names = [id] + (id.lastIndex(of: "/").map { [String(id[id.index(after: $0)...])] } ?? [])
    for name in names {
      if let entry = entries.first(where: { $0.name == name }) { return entry.price }
    }
    if id.hasSuffix(":free") { return .free }
    var best: Entry?
    for entry in entries where names.contains(where: { entry.standsFor($0) }) {
      if let best, best.name.utf8.count >= entry.name.utf8.count { continue }
      best = entry
    }
    return best?.price
  }
}

extension PriceBook.Entry {
  /// Whether the id is the name with a date, or begins as the name says.
  fileprivate func standsFor(_ id: String) -> Bool {
    if name.hasSuffix("*") { return id.hasPrefix(name.dropLast()) }
    guard id.hasPrefix(name) else { return false }
    let rest = id.dropFirst(name.count)
    guard rest.first == "-" else { return false }
    if rest == "-latest" { return true }
    // "-2025-04-14", "-20250514", "-0613": four digits first, so that "-5" is another model and no date.
    let parts = rest.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
    return parts[0].utf8.count >= 4
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
