import Synchronization

/// Collects the bus's record, cell by cell, until the curator takes it into the journal with its wave.
///
/// A row holds run, cell or wave, step, subject, sender, receivers, cause, what the message says and the model calls
/// behind it; what depends on timing stands under `wall`.
package final class TraceRecorder: BusRecorder {
  private struct Row: Sendable {
    var time: LogicalTime
    var subject: String
    /// One line of JSON: a value would take ten times the memory until its wave is committed.
    var text: String
  }
  private struct State {
    var rows: [Scope: [Row]] = [:]
    /// Receivers by subject, in the order in which they were connected.
    var receivers: [String: [String]] = [:]
    /// Places of messages whose rows were written before they were sent.
    var announced: Set<LogicalTime> = []
    /// What the calls behind a thread's messages took.
    var usage: [Scope: UsageTally] = [:]
  }
  private let state = Mutex(State())
  private let clock: any WallClock

  package init(clock: any WallClock) { self.clock = clock }

  package var now: Duration { clock.now }

  package func connected(_ receiver: String, subjects: [String]) {
    state.withLock { state in
      for subject in subjects { state.receivers[subject, default: []].append(receiver) }
    }
  }

  /// Writes the row of a message that is about to be sent, so that it stands in the journal with the wave that it ends.
  package func announce(_ message: some Message, run: String, from sender: String) {
    guard let place = message.place else { return }
    let receivers = state.withLock { $0.receivers[type(of: message).subject] ?? [] }
    published(
      Envelope<any Message>(
        run: run, time: place.time, cause: place.cause, sender: sender, delivery: 0,
        payload: message),
      to: receivers, calls: [], took: nil)
    state.withLock { _ = $0.announced.insert(place.time) }
  }

  package func published(
    _ envelope: Envelope<any Message>, to receivers: [String], calls: [ModelCall],
    took: Duration?
  ) {
    if envelope.payload.place != nil,
      state.withLock({ $0.announced.remove(envelope.time) }) != nil
    {
      return
    }
    let subject = type(of: envelope.payload).subject
    let row = Row(
      time: envelope.time, subject: subject,
      text: line(envelope, subject, to: receivers, calls: calls, took: took))
    state.withLock { state in
      state.rows[envelope.time.scope, default: []].append(row)
      for call in calls { state.usage[envelope.time.scope, default: UsageTally()].add(call) }
    }
  }

  private func line(
    _ envelope: Envelope<any Message>, _ subject: String, to receivers: [String],
    calls: [ModelCall], took: Duration?
  ) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    // Every message has a row: its members are written as they come rather than put into an object first.
    func write(key: StaticString) {
      bytes.append(bytes.isEmpty ? 0x7B : 0x2C)
      bytes.append(0x22)
      bytes.append(key)
      bytes.append(0x22)
      bytes.append(0x3A)
    }
    func write(_ key: StaticString, _ value: JSONValue) {
      write(key: key)
      JSONWriter.append(value, to: &bytes)
    }
    write("run", .string(envelope.run))
    switch envelope.time.scope {
    case .cell(let ordinal): write("cell", .integer(ordinal))
    case .wave(let number): write("wave", .integer(number))
    }
    write("step", .integer(envelope.time.step))
    write("subject", .string(subject))
    write("from", .string(envelope.sender))
    write("to", .strings(receivers))
    if let cause = envelope.cause { write("cause", .string(cause.text)) }
    write("says", envelope.payload.traced)
    for (index, call) in calls.enumerated() {
      if index == 0 { write(key: "calls") }
      bytes.append(index == 0 ? 0x5B : 0x2C)
      call.append(to: &bytes)
    }
    if !calls.isEmpty { bytes.append(0x5D) }
    write(key: "wall")
    append(wallOf: calls, took: took, to: &bytes)
    bytes.append(0x7D)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends when and how long; and what went over the wire, which lies below the journal: it is no part of what a run
  /// repeats.
  private func append(wallOf calls: [ModelCall], took: Duration?, to bytes: inout [UInt8]) {
    bytes.append("{\"at\":")
    JSONWriter.append(.number(clock.now.milliseconds), to: &bytes)
    if let took {
      bytes.append(",\"took\":")
      JSONWriter.append(.number(took.milliseconds), to: &bytes)
    }
    var isFirst = true
    for call in calls {
      guard let wire = call.wire else { continue }
      bytes.append(isFirst ? ",\"calls\":[{\"key\":" : ",{\"key\":")
      isFirst = false
      JSONWriter.append(.string(call.key), to: &bytes)
      bytes.append(",\"wire\":")
      wire.append(to: &bytes)
      bytes.append(0x7D)
    }
    if !isFirst { bytes.append(0x5D) }
    bytes.append(0x7D)
  }

  /// The rows of a wave and of its cells, by scope, step and subject, a line of JSON each.
  package func rows(cells: [Int], wave: Int) -> [String] {
    state.withLock { state in
      var result: [String] = []
      for scope in [Scope.wave(wave)] + cells.sorted().map(Scope.cell) {
        let rows = state.rows[scope] ?? []
        result += rows.enumerated().sorted {
          ($0.element.time.step, $0.element.subject, $0.offset)
            < ($1.element.time.step, $1.element.subject, $1.offset)
        }.map(\.element.text)
      }
      return result
    }
  }

  /// What the calls of a wave and of its cells took.
  package func usage(cells: [Int], wave: Int) -> UsageTally {
    state.withLock { state in
      ([Scope.wave(wave)] + cells.map(Scope.cell)).reduce(into: UsageTally()) { sum, scope in
        if let usage = state.usage[scope] { sum += usage }
      }
    }
  }

  /// Drops the rows of a wave and of its cells, once they are durable.
  package func forget(cells: [Int], wave: Int) {
    state.withLock { state in
      for scope in [Scope.wave(wave)] + cells.map(Scope.cell) {
        state.rows[scope] = nil
        state.usage[scope] = nil
      }
    }
  }
}
