/// The lines of a file that holds a JSON value on each.
package enum JSONLines {
  /// The lines that are not blank, each with its number from 1.
  package static func split(_ bytes: [UInt8]) -> [(number: Int, text: [UInt8])] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().compactMap {
      index, line in
      line.contains { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 } ? (index + 1, Array(line)) : nil
    }
  }
}
