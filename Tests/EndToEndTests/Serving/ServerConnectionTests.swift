import QuestionPipeline
import Testing

@testable import viva

struct ServerConnectionTests {
  private let limits = ServerLimits()

  private func connection() -> ServerConnection {
    ServerConnection(id: 1, socket: Descriptor(-1), limits: limits, now: .zero)
  }

  @discardableResult
  private func receive(_ text: String, _ connection: ServerConnection, at now: Duration)
    -> IncomingRequest?
  {
    Array(text.utf8).withUnsafeBufferPointer { connection.receive($0) }
    return connection.nextRequest(now, date: "today")
  }

  private func output(_ connection: ServerConnection) -> String {
    String(decoding: connection.output, as: UTF8.self)
  }

  @Test func aHeadThatDripsGetsNoMoreTimeThanOneThatStalls() {
    let connection = connection()
    for second in 1..<10 { receive("G", connection, at: .seconds(second)) }
    #expect(connection.deadline == limits.headTime)
    connection.expire(.seconds(10), date: "today")
    #expect(output(connection).hasPrefix("HTTP/1.1 408 "))
    #expect(connection.phase == .writing)
  }

  @Test func aConnectionThatSaysNothingIsClosedWithoutAWord() {
    let connection = connection()
    #expect(connection.deadline == limits.headTime)
    connection.expire(limits.headTime, date: "today")
    #expect(connection.phase == .closed && !connection.hasOutput)
  }

  @Test func aBodyHasItsOwnTimeFromTheEndOfTheHead() {
    let connection = connection()
    receive("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n", connection, at: .seconds(3))
    for second in 4..<9 { receive("x", connection, at: .seconds(second)) }
    #expect(connection.deadline == .seconds(3) + limits.bodyTime)
  }

  @Test func betweenRequestsTheIdleTimeCountsAndTheNextOneHasItsOwn() throws {
    let connection = connection()
    let request = receive("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGE", connection, at: .seconds(1))
    #expect(request?.path == "/a")
    #expect(connection.deadline == nil && connection.phase == .working)
    connection.answer(OutgoingReply(json: 1), isLast: false, .seconds(20), date: "today")
    #expect(connection.deadline == .seconds(20) + limits.writeTime)
    #expect(!connection.sent(connection.output.count, .seconds(21)))
    #expect(connection.deadline == .seconds(21) + limits.idleTime)
    #expect(connection.nextRequest(.seconds(21), date: "") == nil)
    #expect(connection.deadline == .seconds(21) + limits.headTime)
  }

  @Test func theLastReplyIsFollowedByAShortWaitForTheOtherSide() {
    let connection = connection()
    receive("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", connection, at: .zero)
    connection.answer(OutgoingReply(json: 1), isLast: false, .zero, date: "today")
    #expect(output(connection).contains("\r\nConnection: close\r\n"))
    #expect(connection.sent(connection.output.count, .seconds(1)))
    #expect(connection.phase == .lingering)
    #expect(connection.deadline == .seconds(1) + limits.lingerTime)
    connection.expire(.seconds(3), date: "")
    #expect(connection.phase == .closed)
  }

  @Test func aStreamToAClientOfHTTP10EndsWithTheConnection() {
    let connection = connection()
    receive(
      "POST /a HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n", connection,
      at: .zero)
    connection.answer(
      OutgoingReply(events: [Array("a".utf8), Array("b".utf8)]), isLast: false, .zero, date: "")
    #expect(output(connection).hasSuffix("Connection: close\r\n\r\nab"))
    #expect(!output(connection).contains("chunked"))
  }

  @Test func aClientThatWaitsToBeToldIsToldOnce() {
    let connection = connection()
    receive(
      "POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
      connection, at: .zero)
    #expect(output(connection) == "HTTP/1.1 100 Continue\r\n\r\n")
    #expect(receive("x", connection, at: .zero) == nil)
    #expect(receive("y", connection, at: .zero)?.body == Array("xy".utf8))
    #expect(output(connection) == "HTTP/1.1 100 Continue\r\n\r\n")
  }

  @Test func aBodyThatIsTooLargeIsRefusedBeforeItIsSent() {
    let connection = connection()
    receive(
      "POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 9000000\r\n\r\n",
      connection, at: .zero)
    #expect(output(connection).hasPrefix("HTTP/1.1 413 "))
  }

  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
  ])
  func datesAreWrittenAsHTTPWritesThem(seconds: Int, text: String) {
    #expect(CalendarTime.text(seconds) == text)
  }
}
