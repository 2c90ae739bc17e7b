import QuestionPipeline
import Synchronization
import Testing

struct MessageBusTests {
  struct Ping: Message {
    static let subject = "ping"
    var sender: Int
    var number: Int
    var scope: Scope { .cell(sender) }
    var traced: JSONValue { ["number": .integer(number)] }
  }

  struct Pong: Message {
    static let subject = "pong"
    var ping: Ping
    var scope: Scope { ping.scope }
    var traced: JSONValue { [:] }
  }

  final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
  }

  struct Broken: Error, Equatable { var number: Int }

  /// Answers pings by a closure.
  actor Echo: Stage {
    nonisolated let name: String
    let answer: @Sendable (Ping) async throws -> StageOutput
    private(set) var seen: [Ping] = []
    init(name: String = "echo", _ answer: @escaping @Sendable (Ping) async throws -> StageOutput) {
      self.name = name
      self.answer = answer
    }
    func process(_ envelope: Envelope<Ping>) async throws -> StageOutput {
      seen.append(envelope.payload)
      return try await answer(envelope.payload)
    }
  }

  /// Keeps what it is sent.
  actor Sink<Input: Sendable>: Stage {
    nonisolated let name: String
    private(set) var seen: [Envelope<Input>] = []
    private let expected: Int
    private let onFull: @Sendable () -> Void
    init(name: String, expected: Int, onFull: @escaping @Sendable () -> Void) {
      self.name = name
      self.expected = expected
      self.onFull = onFull
    }
    func process(_ envelope: Envelope<Input>) async throws -> StageOutput {
      seen.append(envelope)
      if seen.count == expected { onFull() }
      return StageOutput()
    }
  }

  func bus() -> MessageBus {
    MessageBus(run: "r-test", recorder: TraceRecorder(clock: MonotonicClock()))
  }

  @Test(arguments: [1, 2, 7]) func keepsTheOrderOfEachPairAndTheBounds(capacity: Int) async throws {
    let bus = bus()
    let sink = Sink<Ping>(name: "sink", expected: 6 * 150) { bus.finish() }
    bus.connect(sink, workers: 1, capacity: capacity, subjects: [.own])
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await bus.runLoops() }
      for sender in 0..<6 {
        group.addTask {
          for number in 0..<150 {
            try await bus.post(Ping(sender: sender, number: number), from: "sender-\(sender)")
          }
        }
      }
      try await group.waitForAll()
    }
    let seen = await sink.seen
    for sender in 0..<6 {
      #expect(
        seen.filter { $0.sender == "sender-\(sender)" }.map(\.payload.number)
          == Array(0..<150))
    }
    #expect(bus.highWaters.allSatisfy { $0.highWater <= $0.capacity })
  }

  @Test func aThrowingHandlersMessageArrivesInDeadLettersWithItsError() async throws {
    let bus = bus()
    let echo = Echo { ping in
      if ping.number % 3 == 0 { throw Broken(number: ping.number) }
      return StageOutput(Pong(ping: ping))
    }
    let done = Mutex(0)
    let finishWhenBothAreFull: @Sendable () -> Void = {
      if done.withLock({
        $0 += 1
        return $0 == 2
      }) {
        bus.finish()
      }
    }
    let dead = Sink<DeadLetter>(name: "dead", expected: 4, onFull: finishWhenBothAreFull)
    let pongs = Sink<Pong>(name: "pongs", expected: 6, onFull: finishWhenBothAreFull)
    bus.connect(echo, workers: 3, capacity: 2, subjects: [.own])
    bus.connect(dead, workers: 1, capacity: 2, subjects: [.own])
    bus.connect(pongs, workers: 1, capacity: 2, subjects: [.own])
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await bus.runLoops() }
      for number in 0..<10 { try await bus.post(Ping(sender: 0, number: number), from: "test") }
      try await group.waitForAll()
    }
    let letters = await dead.seen.map(\.payload)
    #expect(letters.compactMap { ($0.error as? Broken)?.number }.sorted() == [0, 3, 6, 9])
    #expect(letters.allSatisfy { $0.receiver == "echo" })
    #expect(
      letters.allSatisfy { letter in
        (letter.original.payload as? Ping)?.number == (letter.error as? Broken)?.number
      })
    #expect(await pongs.seen.map(\.payload.ping.number).sorted() == [1, 2, 4, 5, 7, 8])
  }

  @Test func aRedeliveredLetterReachesTheSameReceiverAgain() async throws {
    actor Retry: Stage {
      nonisolated let name = "retry"
      func process(_ envelope: Envelope<DeadLetter>) async throws -> StageOutput {
        StageOutput(Redelivery(envelope.payload))
      }
    }
    let bus = bus()
    let failures = Mutex(2)
    let echo = Echo { ping in
      if failures.withLock({
        $0 -= 1
        return $0 >= 0
      }) {
        throw Broken(number: ping.number)
      }
      return StageOutput(Pong(ping: ping))
    }
    let pongs = Sink<Pong>(name: "pongs", expected: 1) { bus.finish() }
    bus.connect(echo, workers: 1, capacity: 4, subjects: [.own])
    bus.connect(Retry(), workers: 1, capacity: 4, subjects: [.own])
    bus.connect(pongs, workers: 1, capacity: 4, subjects: [.own])
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await bus.runLoops() }
      try await bus.post(Ping(sender: 4, number: 5), from: "test")
      try await group.waitForAll()
    }
    #expect(await echo.seen.count == 3)
    #expect(await pongs.seen.first?.time == LogicalTime(.cell(4), 1))
    #expect(await pongs.seen.first?.cause == LogicalTime(.cell(4), 0))
  }

  @Test(arguments: ["echo", "stub"]) func aStageIsSwappedBySubscriptionAlone(name: String)
    async throws
  {
    let bus = bus()
    let stage = Echo(name: name) { StageOutput(Pong(ping: $0)) }
    let pongs = Sink<Pong>(name: "pongs", expected: 1) { bus.finish() }
    bus.connect(stage, workers: 1, capacity: 1, subjects: [.own])
    bus.connect(pongs, workers: 1, capacity: 1, subjects: [.own])
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await bus.runLoops() }
      try await bus.post(Ping(sender: 0, number: 0), from: "test")
      try await group.waitForAll()
    }
    #expect(await pongs.seen.map(\.sender) == [name])
  }

  @Test func aFullMailboxHoldsItsSenderBack() async throws {
    let bus = bus()
    let gate = Mailbox<Void>(capacity: 1)
    let slow = Echo { _ in
      _ = try await gate.next()
      return StageOutput()
    }
    bus.connect(slow, workers: 1, capacity: 2, subjects: [.own])
    let sent = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await bus.runLoops() }
      group.addTask {
        for number in 0..<20 {
          try await bus.post(Ping(sender: 0, number: number), from: "test")
          sent.add()
        }
        bus.finish()
      }
      for opened in 0..<20 {
        // One in the handler's hands, two in the mailbox: the sender is never further ahead.
        #expect(sent.value <= opened + 3)
        try await gate.send(())
      }
      try await group.waitForAll()
    }
    #expect(sent.value == 20)
  }
}
