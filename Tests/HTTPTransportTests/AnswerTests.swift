import HTTPTransport
import Synchronization
import TestSupport
import Testing

struct AnswerTests {
  @Test func sendsAndReturnsWhatWasSaid() async throws {
    let server = LoopbackServer(
      .json(201, #"{"a":1}"#, [HTTPField("X-Request-ID", " 7 "), HTTPField("x-request-id", "8")]))
    let request = HTTPRequest(
      .post, server.url + "/v1/chat?x=1",
      fields: [HTTPField("Authorization", "Bearer k"), HTTPField("X-Empty", "")],
      body: Array("hello".utf8))

    let answer = try await makeTransport().send(request)

    #expect(answer.head.status == 201)
    #expect(answer.text == #"{"a":1}"#)
    #expect(answer.head["x-request-id"] == "7")
    #expect(answer.head.fields.filter { $0.name == "x-request-id" }.map(\.value) == ["7", "8"])
    let arrived = try #require(server.requests.first)
    #expect(arrived.method == "POST")
    #expect(arrived.target == "/v1/chat?x=1")
    #expect(arrived.version == "HTTP/1.1")
    #expect(arrived.text == "hello")
    #expect(arrived["authorization"] == "Bearer k")
    #expect(arrived["x-empty"] == "")
    #expect(arrived["accept-encoding"] == "gzip, deflate")
  }

  @Test func addsNeitherATypeNorAnExpectationToALargeBody() async throws {
    let server = LoopbackServer(.text("ok"))
    let body = [UInt8](repeating: 7, count: 3 << 20)

    _ = try await makeTransport().send(HTTPRequest(.post, server.url, body: body))

    let arrived = try #require(server.requests.first)
    #expect(arrived.body == body)
    #expect(arrived["expect"] == nil)
    #expect(arrived["content-type"] == nil)
    #expect(arrived["content-length"] == "\(body.count)")
  }

  @Test func forgetsTheRequestBefore() async throws {
    let server = LoopbackServer(.text("ok"))
    let transport = try makeTransport()

    _ = try await transport.send(
      HTTPRequest(.post, server.url + "/a", fields: [HTTPField("X-Key", "1")], body: [1, 2, 3]))
    _ = try await transport.send(HTTPRequest(.get, server.url + "/b"))
    _ = try await transport.send(HTTPRequest(.post, server.url + "/c"))

    #expect(server.requests.map(\.method) == ["POST", "GET", "POST"])
    #expect(server.requests.map(\.body.count) == [3, 0, 0])
    #expect(server.requests.map { $0["x-key"] } == ["1", nil, nil])
  }

  @Test func usesAConnectionAgain() async throws {
    let server = LoopbackServer(.json("{}"))
    let transport = try makeTransport()

    let first = try await transport.send(HTTPRequest(.get, server.url))
    let second = try await transport.send(HTTPRequest(.get, server.url))

    #expect(server.connections == 1)
    #expect(!first.timing.usedOpenConnection)
    #expect(second.timing.usedOpenConnection)
    #expect(first.timing.connect > .zero)
    #expect(second.timing.connect == .zero)
    #expect(second.timing.total >= second.timing.firstByte)
  }

  @Test(arguments: [300, 401, 404, 429, 500, 503])
  func returnsAnswersOfAnyStatusWholeThoughThereIsAReceiver(status: Int) async throws {
    let server = LoopbackServer(.json(status, #"{"error":"no"}"#, [HTTPField("Retry-After", "3")]))
    let receiver = KeepingReceiver()

    let answer = try await makeTransport().send(HTTPRequest(.get, server.url), to: receiver)

    #expect(answer.head.status == status)
    #expect(answer.text == #"{"error":"no"}"#)
    #expect(answer.head["retry-after"] == "3")
    #expect(receiver.heads.isEmpty && receiver.pieces.isEmpty)
  }

  @Test func handsTheBodyOverAsItComes() async throws {
    let gate = LoopbackGate()
    let server = LoopbackServer([
      .status(200, [HTTPField("Transfer-Encoding", "chunked")]), .chunk("one "), .wait(gate),
      .chunk("two"), .chunk(""),
    ])
    let transport = try makeTransport()
    let receiver = KeepingReceiver()
    async let answer = transport.send(HTTPRequest(.get, server.url), to: receiver)

    await receiver.untilPiece()
    #expect(receiver.body == Array("one ".utf8))
    gate.open()

    #expect(try await answer.body.isEmpty)
    #expect(receiver.heads.map(\.status) == [200])
    #expect(receiver.body == Array("one two".utf8))
  }

  @Test func beginsAnEmptyBodyToo() async throws {
    let server = LoopbackServer([.status(204)])
    let receiver = KeepingReceiver()
    _ = try await makeTransport().send(HTTPRequest(.get, server.url), to: receiver)
    #expect(receiver.heads.map(\.status) == [204])
    #expect(receiver.pieces.isEmpty)
  }

  @Test(arguments: [
    LoopbackAnswer.json("{\"é\":\"😀\"}").inPieces(of: 1),
    .http10("{\"é\":\"😀\"}"),
    .gzip(Array("{\"é\":\"😀\"}".utf8)),
    .gzip(Array("{\"é\":\"😀\"}".utf8)).inPieces(of: 1),
    [
      .status(200, [HTTPField("Transfer-Encoding", "chunked")]), .pieces(of: 1), .chunk("{\"é\""),
      .chunk(":\"😀\"}"), .chunk(""),
    ],
    [
      .text("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"), .flush,
      .status(200), .text("{\"é\":\"😀\"}"), .close,
    ],
    [
      .status(200, [HTTPField("Transfer-Encoding", "chunked"), HTTPField("Trailer", "X-Late")]),
      .chunk("{\"é\":\"😀\"}"), .text("0\r\nX-Late: 1\r\n\r\n"),
    ],
    [.status(200), .text("{\"é\":\"😀\"}"), .close],
  ])
  func readsEveryShapeOfAnswer(answer: LoopbackAnswer) async throws {
    let server = LoopbackServer(answer)
    let answer = try await makeTransport().send(HTTPRequest(.get, server.url))
    #expect(answer.head.status == 200)
    #expect(answer.text == "{\"é\":\"😀\"}")
    #expect(answer.head["link"] == nil && answer.head["x-late"] == nil)
  }

  @Test func joinsAFoldedFieldAndKeepsOddBytes() async throws {
    let server = LoopbackServer([
      .text("HTTP/1.1 200 OK\r\nX-Long: one\r\n\t two \r\nX-Odd: "), .bytes([0xFF, 0x41]),
      .text("\r\nContent-Length: 0\r\n\r\n"),
    ])
    let answer = try await makeTransport().send(HTTPRequest(.get, server.url))
    #expect(answer.head["x-long"] == "one two")
    #expect(answer.head["x-odd"] == "\u{FFFD}A")
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func returnsARedirectAndNeverFollowsIt(status: Int) async throws {
    let elsewhere = LoopbackServer(.text("stolen"))
    let server = LoopbackServer(.redirect(status: status, to: elsewhere.url + "/v1"))
    let request = HTTPRequest(
      .post, server.url, fields: [HTTPField("Authorization", "Bearer secret")], body: [1])

    let answer = try await makeTransport().send(request)

    #expect(answer.head.status == status)
    #expect(answer.head["location"] == elsewhere.url + "/v1")
    #expect(elsewhere.connections == 0)
    #expect(server.requests.count == 1)
  }
}
