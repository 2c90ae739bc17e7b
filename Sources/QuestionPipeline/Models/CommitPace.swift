/// How soon commits follow one another. One costs a wait for the disk and the waking of threads, whatever it holds: where
/// many records come, some milliseconds' worth of them share it. Where few do, none waits for company.
struct CommitPace: Sendable {
  /// From the beginning of a commit to that of the next, where many come.
  static let interval = Duration.milliseconds(32)
  /// Records in such a time that are many: 4,000 a second.
  static let many = 128

  private var last: Duration?
  /// What came since when, until it was long enough to tell how many come.
  private var counted: (since: Duration, records: Int)?
  private var areMany = false

  /// How long the next commit is to wait.
  func delay(at now: Duration) -> Duration {
    guard areMany, let last else { return .zero }
    return min(max(last + Self.interval - now, .zero), Self.interval)
  }

  /// Hears that so many records are being committed.
  mutating func committing(_ records: Int, at now: Duration) {
    last = now
    guard let counted else {
      self.counted = (now, records)
      return
    }
    let time = now - counted.since
    let total = counted.records + records
    guard time >= Self.interval else {
      self.counted = (counted.since, total)
      return
    }
    areMany = Self.interval * total >= time * Self.many
    self.counted = (now, 0)
  }
}
