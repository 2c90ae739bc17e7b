/// Tables that a page break has cut in two.
enum TableJoin {
  /// The rows of both, the header once; nil where the second is a table of its own.
  static func joined(_ first: [[String]], _ second: [[String]]) -> [[String]]? {
    guard let header = first.first, let other = second.first,
      first.allSatisfy({ $0.count == header.count }),
      second.allSatisfy({ $0.count == header.count })
    else { return nil }
    func plain(_ row: [String]) -> [String] { row.map { BlockComposer.line($0).lowercased() } }
    return first + (plain(header) == plain(other) ? Array(second.dropFirst()) : second)
  }
}
