import HTTPTransport
import QuestionPipeline
import Testing

/// Replies that were damaged at random, but the same each time.
struct EndpointFuzzTests {
  private typealias Bench = EndpointBench

  /// Answers with a body, whole or in pieces, as it was asked.
  private struct Puppet: Transport {
    var status = 200
    var body: [UInt8]
    var pieces = 1...1

    func send(_ request: HTTPRequest, to receiver: (any BodyReceiver)?) async throws -> HTTPResponse
    {
      let head = HTTPHead(status: status, fields: [HTTPField("content-type", "application/json")])
      guard let receiver, status == 200 else { return HTTPResponse(head: head, body: body) }
      receiver.begin(head)
      var rest = body[...]
      while !rest.isEmpty {
        let piece = rest.prefix(pieces.upperBound)
        rest = rest.dropFirst(piece.count)
        guard Array(piece).withUnsafeBytes({ receiver.receive($0) }) else {
          throw TransportError(.stopped, "stopped", received: 1, head: head)
        }
      }
      return HTTPResponse(head: head, body: [])
    }
  }

  private static func damaged(_ bytes: [UInt8], _ chance: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int.random(in: 0..<4, using: &chance) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &chance)
      switch Int.random(in: 0..<6, using: &chance) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &chance)
      case 1: bytes.removeSubrange(at...)
      case 2: bytes.remove(at: at)
      case 3: bytes.insert(contentsOf: bytes[at...].prefix(20), at: at)
      case 4: bytes.insert(contentsOf: Array(#"{"[\nnull"#.utf8), at: at)
      default: bytes.swapAt(at, bytes.count - 1 - at)
      }
    }
    return bytes
  }

  private static let plain = Array(
    EndpointBench.completion(#"{"answer": "4\n2 é 中 👩‍🚀", "grade": "good"}"#).utf8)
  private static let streamed = Array(
    ([EndpointBench.delta("{\"answer\": \"4"), EndpointBench.delta("2\"}", finish: #""stop""#)]
      .map { "data: \($0)\n\n" }.joined() + "data: [DONE]\n\n").utf8)
  private static let failed = Array(
    #"{"error": {"message": "Unsupported parameter: 'temperature'", "param": "temperature", "code": "unsupported_parameter"}}"#
      .utf8)

  @Test(arguments: [
    (plain, 200, EndpointProfile.Delivery.plain), (plain, 200, .stream), (streamed, 200, .stream),
    (streamed, 200, .plain), (failed, 400, .plain), (failed, 200, .stream),
  ])
  func aDamagedAnswerIsAReplyOrAnError(
    body: [UInt8], status: Int, delivery: EndpointProfile.Delivery
  ) async throws {
    var chance = RunSeed(value: 7).generator(
      cell: status, stage: "\(delivery)", attempt: body.count)
    var replies = 0
    var errors = 0
    for size in 0..<200 {
      let puppet = Puppet(
        status: status, body: Self.damaged(body, &chance), pieces: 1...(1 + size % 40))
      let model = try Bench.model(
        Bench.profile("http://127.0.0.1:1/v1", delivery: delivery), transport: puppet)
      do {
        let reply = try await model.respond(to: Bench.request(temperature: 1))
        #expect(
          reply.content.unicodeScalars.contains { !$0.properties.isWhitespace }
            || reply.finishReason != .stop)
        replies += 1
      } catch let error as ModelError {
        #expect(!error.detail.isEmpty && error.wire?.attempts.isEmpty == false)
        errors += 1
      }
    }
    #expect(replies + errors == 200 && errors > 20)
  }
}
