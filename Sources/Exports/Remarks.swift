/// Counts what a format does to items, and tells it: "as essays, as Moodle runs no code (2 items)".
struct Remarks {
  private var counts: [(what: String, items: Int)] = []

  mutating func add(_ what: String) {
    if let index = counts.firstIndex(where: { $0.what == what }) {
      counts[index].items += 1
    } else {
      counts.append((what, 1))
    }
  }

  /// In the order in which they first came up.
  var sentences: [String] {
    counts.map { "\($0.what) (\($0.items == 1 ? "1 item" : "\($0.items) items"))" }
  }
}
