/// Finds what somebody who mistyped a word probably meant.
package enum Suggestion {
  /// The nearest candidate, if it is near enough to be worth naming; ties go to the first.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let name = Array(candidate.lowercased().unicodeScalars)
      let distance = editDistance(wanted, name)
      let limit = max(1, max(wanted.count, name.count) / 3)
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    if let best { return best.name }
    guard wanted.count >= 3 else { return nil }
    return candidates.first { $0.lowercased().hasPrefix(word.lowercased()) }
  }

  /// "unknown value 'opne'; did you mean 'open'? Known: open, cloze …"
  package static func unknown(_ word: String, among candidates: [String]) -> String {
    let hint = nearest(to: word, among: candidates).map { "; did you mean '\($0)'?" } ?? ";"
    return "unknown value '\(word)'\(hint) Known: \(candidates.joined(separator: ", "))"
  }

  /// Edits with swaps of neighbours counted as one (optimal string alignment).
  package static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var current = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        current[j] = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          current[j] = min(current[j], beforePrevious[j - 2] + 1)
        }
      }
      beforePrevious = previous
      previous = current
    }
    return previous[b.count]
  }
}
