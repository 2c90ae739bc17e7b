/// What two texts share and where they differ, word by word; in Chinese, character by character.
///
/// A longest common subsequence over words, punctuation and spaces. Where the parts between the common beginning and the
/// common end are too long for its table, they count as wholly different.
struct WordDiff: Sendable, Hashable {
  struct Piece: Sendable, Hashable {
    enum Kind: Sendable { case same, removed, added }
    var kind: Kind
    var text: String
  }
  /// In reading order; what was removed stands before what was added in its place.
  private(set) var pieces: [Piece] = []

  /// Fields of the table at most: 2 bytes each.
  private static let limit = 1_000_000

  init(_ old: String, _ new: String) {
    let (left, right) = (Self.parts(of: old), Self.parts(of: new))
    var start = 0
    while start < min(left.count, right.count), left[start] == right[start] { start += 1 }
    var end = 0
    while end < min(left.count, right.count) - start,
      left[left.count - 1 - end] == right[right.count - 1 - end]
    { end += 1 }
    add(.same, left[..<start])
    merge(left[start..<(left.count - end)], right[start..<(right.count - end)])
    add(.same, left[(left.count - end)...])
  }

  /// Whether anything differs.
  var isChange: Bool { pieces.contains { $0.kind != .same } }

  private mutating func add(_ kind: Piece.Kind, _ parts: ArraySlice<Substring>) {
    guard !parts.isEmpty else { return }
    if pieces.last?.kind == kind {
      pieces[pieces.count - 1].text += parts.joined()
    } else {
      pieces.append(Piece(kind: kind, text: parts.joined()))
    }
  }

  private mutating func merge(_ left: ArraySlice<Substring>, _ right: ArraySlice<Substring>) {
    let (rows, columns) = (left.count, right.count)
    guard rows > 0, columns > 0, rows * columns <= Self.limit, max(rows, columns) < 65_536 else {
      add(.removed, left)
      add(.added, right)
      return
    }
    let (old, new) = (Array(left), Array(right))
    // Lengths of the longest common subsequences of the ends.
    var table = [UInt16](repeating: 0, count: (rows + 1) * (columns + 1))
    for row in (0..<rows).reversed() {
      for column in (0..<columns).reversed() {
        let place = row * (columns + 1) + column
        table[place] =
          old[row] == new[column]
          ? table[place + columns + 2] + 1
          : max(table[place + columns + 1], table[place + 1])
      }
    }
    var (row, column) = (0, 0)
    var (removed, added): ([Substring], [Substring]) = ([], [])
    func flush(into diff: inout WordDiff) {
      diff.add(.removed, removed[...])
      diff.add(.added, added[...])
      (removed, added) = ([], [])
    }
    while row < rows || column < columns {
      if row < rows, column < columns, old[row] == new[column] {
        // A lone space between two changes belongs to them: marks read better whole.
        let isGap =
          old[row].allSatisfy { $0 == " " } && !(removed.isEmpty && added.isEmpty)
          && row + 1 < rows && column + 1 < columns && old[row + 1] != new[column + 1]
        if isGap {
          removed.append(old[row])
          added.append(new[column])
        } else {
          flush(into: &self)
          add(.same, old[row...row])
        }
        (row, column) = (row + 1, column + 1)
      } else if column >= columns
        || row < rows
          && table[(row + 1) * (columns + 1) + column] >= table[row * (columns + 1) + column + 1]
      {
        removed.append(old[row])
        row += 1
      } else {
        added.append(new[column])
        column += 1
      }
    }
    flush(into: &self)
  }

  private enum Class { case word, space, single }

  /// Words with their marks, runs of spaces, and every ideograph and sign by itself.
  static func parts(of text: String) -> [Substring] {
    var parts: [Substring] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var previous: Class?
    for index in scalars.indices {
      let current = classOf(scalars[index])
      if let previous, current != previous || current == .single {
        parts.append(text[start..<index])
        start = index
      }
      previous = current
    }
    if start < scalars.endIndex { parts.append(text[start...]) }
    return parts
  }

  private static func classOf(_ scalar: Unicode.Scalar) -> Class {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: .word
    case 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000: .space
    case 0x00..<0x80, 0x2000..<0x2070, 0x3001..<0x3040: .single
    case 0x3040..<0xA000, 0xAC00..<0xD7B0, 0xF900..<0xFB00, 0xFF00..<0xFFF0, 0x20000..<0x33480:
      .single
    default: .word
    }
  }
}
