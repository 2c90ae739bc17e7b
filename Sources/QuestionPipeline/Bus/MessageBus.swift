import Synchronization

/// Routes messages by their type into bounded mailboxes and runs the receivers' loops.
///
/// Order is kept for each pair of sender and receiver; within the process every message is delivered once. A handler
/// that throws sends its message, with the error, to the receivers of `DeadLetter`.
package final class MessageBus: Sendable {
  /// One receiver: its mailbox, the subjects that lead into it, and its loops.
  private final class Receiver: Sendable {
    let name: String
    let workers: Int
    let deliver: @Sendable (Envelope<any Message>) async throws -> Void
    let loop: @Sendable (MessageBus) async throws -> Void
    let finish: @Sendable () -> Void
    let highWater: @Sendable () -> Int
    let capacity: Int

    init(
      name: String, workers: Int, capacity: Int,
      deliver: @escaping @Sendable (Envelope<any Message>) async throws -> Void,
      loop: @escaping @Sendable (MessageBus) async throws -> Void,
      finish: @escaping @Sendable () -> Void, highWater: @escaping @Sendable () -> Int
    ) {
      self.name = name
      self.workers = workers
      self.capacity = capacity
      self.deliver = deliver
      self.loop = loop
      self.finish = finish
      self.highWater = highWater
    }
  }
  /// A message in its mailbox: one reference on its way from the sender to a worker, rather than a copy at each step.
  private final class Letter<Input: Sendable>: Sendable {
    let envelope: Envelope<any Message>
    let input: Input

    init(_ envelope: Envelope<any Message>, _ input: Input) {
      self.envelope = envelope
      self.input = input
    }
  }
  private struct Routes {
    var receivers: [Receiver] = []
    var bySubject: [ObjectIdentifier: Route] = [:]
  }
  /// Where messages of one type go.
  private struct Route: Sendable {
    var receivers: [Receiver] = []
    var names: [String] = []
  }

  private let run: String
  private let recorder: any BusRecorder
  private let watch: MailWatch?
  private let routes = Mutex(Routes())

  /// - Parameters:
  ///   - recorder: keeps the trace.
  ///   - watch: nil lets all messages through.
  package init(run: String, recorder: any BusRecorder, watch: MailWatch? = nil) {
    self.run = run
    self.recorder = recorder
    self.watch = watch
  }

  /// Connects a stage to the subjects it takes. Nothing else names a stage: a stub takes a stage's place here.
  /// - Parameters:
  ///   - workers: how many messages the stage works on at once.
  ///   - capacity: how many wait in its mailbox.
  package func connect<S: Stage>(
    _ stage: S, workers: Int, capacity: Int, subjects: [Subscription<S.Input>]
  ) {
    let mailbox = Mailbox<Letter<S.Input>>(capacity: capacity)
    let name = stage.name
    // A key path would be looked up anew for each stage's input.
    recorder.connected(name, subjects: subjects.map { $0.name })
    let intake = Dictionary(uniqueKeysWithValues: subjects.map { ($0.subject, $0.wrap) })
    let letter: @Sendable (Envelope<any Message>) -> Letter<S.Input>? = { envelope in
      intake[ObjectIdentifier(type(of: envelope.payload))]?(envelope.payload)
        .map { Letter(envelope, $0) }
    }
    let receiver = Receiver(
      name: name, workers: workers, capacity: capacity,
      deliver: { [watch] envelope in
        guard let letter = letter(envelope) else { return }
        if let watch, !watch(name, mailbox.count, capacity) { return }
        try await mailbox.send(letter)
      },
      loop: { bus in
        while let letter = try await mailbox.next() {
          guard workers > 1 else {
            try await bus.handle(letter, by: name, stage)
            continue
          }
          // In a task of its own: a task keeps the room that its deepest calls once took, and most workers wait.
          async let worked: Void = bus.handle(letter, by: name, stage)
          try await worked
        }
      },
      finish: { mailbox.finish() }, highWater: { mailbox.highWater })
    routes.withLock { routes in
      routes.receivers.append(receiver)
      for subscription in subjects {
        routes.bySubject[subscription.subject, default: Route()].receivers.append(receiver)
        routes.bySubject[subscription.subject, default: Route()].names.append(name)
      }
    }
  }

  /// Runs all loops until the mailboxes are finished, or rethrows what stopped one of them.
  package func runLoops() async throws {
    let receivers = routes.withLock { $0.receivers }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for receiver in receivers {
        for _ in 0..<receiver.workers { group.addTask { try await receiver.loop(self) } }
      }
      try await group.waitForAll()
    }
  }

  /// Ends every mailbox; the loops end when they are empty.
  package func finish() {
    for receiver in routes.withLock({ $0.receivers }) { receiver.finish() }
  }

  /// Sends a message from outside the stages, as the first of its thread.
  package func post(_ message: some Message, from sender: String, step: Int = 0) async throws {
    let time = LogicalTime(message.scope, step)
    try await publish(message, from: sender, time: time, cause: nil, calls: [], took: nil)
  }

  /// Each receiver's capacity and the most that it ever held, by name.
  package var highWaters: [(name: String, capacity: Int, highWater: Int)] {
    routes.withLock { $0.receivers.map { ($0.name, $0.capacity, $0.highWater()) } }
  }

  private func handle<S: Stage>(
    _ letter: Letter<S.Input>, by receiver: String, _ stage: S
  ) async throws {
    try await handle(letter.envelope, by: receiver) {
      try await stage.process(letter.envelope.carrying(letter.input))
    }
  }

  private func handle(
    _ envelope: Envelope<any Message>, by receiver: String,
    _ process: () async throws -> StageOutput
  ) async throws {
    let start = recorder.now
    do {
      let output = try await recorder.working(on: envelope, by: receiver, process)
      let took = recorder.now - start
      for (index, message) in output.messages.enumerated() {
        if let redelivery = message as? Redelivery {
          try await redeliver(redelivery.letter)
          continue
        }
        let sameThread = message.scope == envelope.time.scope
        let time = LogicalTime(message.scope, sameThread ? envelope.time.step + 1 + index : 0)
        try await publish(
          message, from: receiver, time: time, cause: envelope.time,
          calls: output.calls(ofMessage: index), took: index == 0 ? took : nil)
      }
    } catch is CancellationError {
      throw CancellationError()
    } catch is MailboxFinished {
      return  // The run has ended; what is still on its way is not part of it.
    } catch {
      let letter = DeadLetter(
        scope: envelope.time.scope, original: envelope, receiver: receiver, error: error)
      try await publish(
        letter, from: receiver, time: LogicalTime(letter.scope, envelope.time.step),
        cause: envelope.time, calls: [], took: nil)
    }
  }

  private func redeliver(_ letter: DeadLetter) async throws {
    var envelope = letter.original
    envelope.delivery += 1
    let receiver = routes.withLock { $0.receivers.first { $0.name == letter.receiver } }
    try await receiver?.deliver(envelope)
  }

  private func publish(
    _ message: any Message, from sender: String, time: LogicalTime, cause: LogicalTime?,
    calls: [ModelCall], took: Duration?
  ) async throws {
    let envelope = Envelope<any Message>(
      run: run, time: message.place?.time ?? time, cause: message.place.map(\.cause) ?? cause,
      sender: sender, delivery: 0, payload: message)
    let subject = ObjectIdentifier(type(of: message))
    let route = routes.withLock { $0.bySubject[subject] } ?? Route()
    recorder.published(envelope, to: route.names, calls: calls, took: took)
    for receiver in route.receivers { try await receiver.deliver(envelope) }
  }
}

/// How one subject becomes a receiver's input.
package struct Subscription<Input: Sendable>: Sendable {
  fileprivate let subject: ObjectIdentifier
  fileprivate let name: String
  fileprivate let wrap: @Sendable (any Message) -> Input?

  /// Takes messages of a type and turns each into the input.
  package static func on<M: Message>(
    _ type: M.Type, _ wrap: @escaping @Sendable (M) -> Input
  ) -> Subscription<Input> {
    Subscription(subject: ObjectIdentifier(type), name: M.subject) { ($0 as? M).map(wrap) }
  }
}

extension Subscription where Input: Message {
  /// Takes messages of the input's own type.
  package static var own: Subscription<Input> { .on(Input.self) { $0 } }
}
