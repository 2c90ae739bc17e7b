/// What a run sees of a long-term memory: what earlier runs left there, up to its marks, read once however often it is asked
/// for.
actor EarlierRuns {
  private let store: LongTermMemory
  private let book: RunBook
  private let request: RunRequest
  private var writerNumber: Int?
  private var counted: [Square: Int]?
  /// By the segment's number, since each has a mark of its own.
  private var ledgers: [Int: LessonLedger] = [:]

  init(_ store: LongTermMemory, book: RunBook, request: RunRequest) {
    self.store = store
    self.book = book
    self.request = request
  }

  /// The accepted questions before the segment's mark.
  func known(before segment: RunBook.Segment) async throws -> [MemorySnapshot.Known] {
    try await store.known(upTo: mark(of: segment).position, except: writer())
  }

  /// What cells before the segment's mark say of lessons.
  func lessons(before segment: RunBook.Segment) async throws -> LessonLedger {
    if let kept = ledgers[segment.number] { return kept }
    let ledger = try await store.lessons(
      request.settings.memory.lessonRules, upTo: mark(of: segment).position, except: writer())
    ledgers[segment.number] = ledger
    return ledger
  }

  /// What the plan goes on from: what was there when the run was begun, since later segments go on with its plan. Nothing
  /// where repeats are allowed.
  func work() async throws -> EarlierWork {
    guard !request.allowsRepeats, let mark = try await firstMark() else { return EarlierWork() }
    return try await store.work(
      on: request.brief.topics, counts: counts(), upTo: mark, except: writer())
  }

  /// Accepted questions by square when the run was begun, on the brief's topics.
  func counts() async throws -> [Square: Int] {
    if let counted { return counted }
    guard let mark = try await firstMark() else { return [:] }
    let counts = try await store.counts(
      on: request.brief.topics, upTo: mark, except: writer())
    counted = counts
    return counts
  }

  /// Copies the run's cells and passages that the memory does not have yet.
  func remember(_ cells: [CellRecord]) async throws {
    let (run, name) = (request.identity.run, FileSystem.name(of: request.folder))
    try await store.append(cells, writer: writer(), run: run, name: name)
    _ = try await store.keep(
      DocumentVersion.all(in: request.passages), writer: writer(), run: run, name: name)
  }

  private func mark(of segment: RunBook.Segment) async throws -> LongTermMemory.Mark {
    try await book.mark(of: segment) { try await store.mark() }
  }

  private func firstMark() async throws -> Int? {
    guard let first = try await book.segments(upTo: request.brief.count).first else { return nil }
    return try await mark(of: first).position
  }

  /// The run's writer number, made where it has none yet.
  private func writer() async throws -> Int {
    if let writerNumber { return writerNumber }
    let number = try await book.writer {
      try await store.makeWriter(
        run: request.identity.run, name: FileSystem.name(of: request.folder))
    }
    writerNumber = number
    return number
  }
}
