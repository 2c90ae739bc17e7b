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

  /// The vectors of the questions before the segment's mark that had one when it began. Nothing where repeats are allowed.
  /// Throws: `ConfigurationError` where the memory has them no longer.
  func meanings(before segment: RunBook.Segment) async throws -> KnownMeanings {
    guard !request.allowsRepeats else { return KnownMeanings() }
    let rows = try await store.meanings(upTo: mark(of: segment).position, except: writer())
    let ranges = try await book.meanings(of: segment) {
      rows.indices.filter { rows[$0].vector != nil }.ranges
    }
    var result = KnownMeanings()
    for index in ranges.joined() {
      guard rows.indices.contains(index), let vector = rows[index].vector else {
        throw ConfigurationError(
          source: "--memory",
          detail:
            "no longer has the vectors that the run in \(request.folder) was begun with, so it "
            + "cannot go on as it began; give a new --out")
      }
      result.add(vector, id: rows[index].id, language: rows[index].language)
    }
    return result
  }

  /// Leaves vectors of the run's own questions to the memory, by the ordinals of their cells.
  func remember(_ vectors: [(ordinal: Int, vector: StoredVector)], model: String) async throws {
    try await store.keep(vectors, writer: writer(), model: model)
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

extension [Int] {
  /// Ascending numbers as ranges of neighbours.
  var ranges: [ClosedRange<Int>] {
    reduce(into: []) { ranges, number in
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
  }
}
