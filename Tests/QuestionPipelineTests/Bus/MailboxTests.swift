import QuestionPipeline
import Synchronization
import Testing

struct MailboxTests {
  /// Random sends and receives against the plainest model of a bounded queue: a list.
  @Test(arguments: 0..<40) func behavesLikeABoundedQueue(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let capacity = 1 + random.below(5)
    var state = MailboxState<Int, Int, Int>(capacity: capacity)
    var sent = 0
    var expected: [Int] = []
    var received: [Int] = []
    for id in 0..<400 {
      if random.below(2) == 0 {
        switch state.send(sent, id: id, sender: { sent }) {
        case .stored, .wait: break
        case .deliver(_, let element): received.append(element)
        case .refused: Issue.record("refused before the end")
        }
        expected.append(sent)
        sent += 1
      } else {
        switch state.receive(id: id, receiver: { id }) {
        case .element(let element, _): received.append(element)
        case .wait: break
        case .finished: Issue.record("finished before the end")
        }
      }
      #expect(state.count <= capacity)
      #expect(state.waitingSenders == 0 || state.count == capacity)
      #expect(state.waitingReceivers == 0 || state.count == 0)
    }
    #expect(received == Array(expected.prefix(received.count)))
    #expect(received.count + state.count + state.waitingSenders == sent)
    #expect(state.highWater <= capacity)
  }

  @Test func refusesSendersAndEndsReceiversOnceFinished() {
    var full = MailboxState<Int, String, String>(capacity: 1)
    _ = full.send(1, id: 0, sender: { "a" })
    _ = full.send(2, id: 1, sender: { "b" })
    #expect(full.finish().senders == ["b"])
    guard case .refused = full.send(3, id: 2, sender: { "c" }) else {
      Issue.record("took a message after the end")
      return
    }
    guard case .element(1, admitted: nil) = full.receive(id: 3, receiver: { "r" }) else {
      Issue.record("lost what it held")
      return
    }
    guard case .finished = full.receive(id: 4, receiver: { "r" }) else {
      Issue.record("did not end")
      return
    }
  }

  @Test func servesTheLatestOfThoseWhoWaitFirst() {
    var state = MailboxState<Int, Int, String>(capacity: 1)
    for (id, name) in ["first", "second", "third"].enumerated() {
      _ = state.receive(id: id, receiver: { name })
    }
    #expect(state.cancelReceiver(1) == "second")
    #expect(state.cancelReceiver(1) == nil)
    guard case .deliver("third", 7) = state.send(7, id: 3, sender: { 0 }),
      case .deliver("first", 8) = state.send(8, id: 4, sender: { 0 }),
      case .stored = state.send(9, id: 5, sender: { 0 })
    else {
      Issue.record("served in another order")
      return
    }
  }

  @Test func keepsTheOrderOfEachSenderWhileManySend() async throws {
    let mailbox = Mailbox<(sender: Int, number: Int)>(capacity: 3)
    let seen = try await withThrowingTaskGroup(of: [(sender: Int, number: Int)].self) { group in
      for sender in 0..<8 {
        group.addTask {
          for number in 0..<200 { try await mailbox.send((sender, number)) }
          return []
        }
      }
      group.addTask {
        var seen: [(sender: Int, number: Int)] = []
        while seen.count < 1600, let next = try await mailbox.next() { seen.append(next) }
        return seen
      }
      var all: [(sender: Int, number: Int)] = []
      for try await part in group { all += part }
      return all
    }
    for sender in 0..<8 {
      #expect(seen.filter { $0.sender == sender }.map(\.number) == Array(0..<200))
    }
    #expect(mailbox.highWater <= 3)
  }

  @Test func lettingGoOfAWaitingSenderLeavesNothingBehind() async throws {
    let mailbox = Mailbox<Int>(capacity: 1)
    try await mailbox.send(1)
    let waiting = Task { try await mailbox.send(2) }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    #expect(try await mailbox.next() == 1)
    try await mailbox.send(3)
    #expect(try await mailbox.next() == 3)
  }

  @Test func lettingGoOfAWaitingReceiverLosesNoMessage() async throws {
    let mailbox = Mailbox<Int>(capacity: 1)
    let waiting = Task { try await mailbox.next() }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    try await mailbox.send(7)
    #expect(try await mailbox.next() == 7)
  }
}
