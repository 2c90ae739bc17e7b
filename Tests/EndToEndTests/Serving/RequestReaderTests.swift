import QuestionPipeline
import Testing

@testable import viva

struct RequestReaderTests {
  private static let limits = ServerLimits(
    headBytes: 600, headerLines: 8, targetBytes: 100, bodyBytes: 1000)
  private static let host = "Host: h\r\n"

  /// What a reader makes of a text that comes in pieces of that size.
  private func read(_ text: String, pieces: Int = .max) -> [RequestReader.Progress] {
    var reader = RequestReader(limits: Self.limits)
    var found: [RequestReader.Progress] = []
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let end = pieces < bytes.count - start ? start + pieces : bytes.count
      bytes[start..<end].withUnsafeBufferPointer { reader.append($0) }
      start = end
      while true {
        let progress = reader.next()
        if progress == .needsMore { break }
        found.append(progress)
        if case .refused = progress { return found }
      }
    }
    return found
  }

  private func status(_ text: String) throws -> Int {
    let found = read(text)
    #expect(found == read(text, pieces: 1), "bytes one by one are read as the whole is")
    guard case .refused(let error) = try #require(found.last) else { return 200 }
    return error.status
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\n", 400),  // No host.
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
    ("GET / HTTP/1.1\nHost: a\n\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400),
    ("GET  / HTTP/1.1\r\n\r\n", 400),
    ("GET /\r\n\r\n", 400),
    ("GET / HTTP/1.1 \r\n\r\n", 400),
    ("GET /a b HTTP/1.1\r\n\r\n", 400),
    ("GET /é HTTP/1.1\r\n\r\n", 400),
    ("GET /#x HTTP/1.1\r\n\r\n", 400),
    ("GET / HTTQ/1.1\r\n\r\n", 400),
    ("GET / HTTP/1.1\rX\r\nHost: a\r\n\r\n", 400),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    ("GET / HTTP/3.0\r\n\r\n", 505),
    ("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
    ("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("{\"json\": true}\r\n\r\n", 400),
  ])
  func requestLinesThatAreNotHTTPAreRefused(text: String, expected: Int) throws {
    #expect(try status(text) == expected)
  }

  @Test(arguments: [
    (" folded: a", 400), ("X : a", 400), (": a", 400), ("no colon", 400), ("X\u{1}: a", 400),
    ("X: a\u{0}b", 400), ("X: a\rb", 400), ("X: a\r\n b", 400), ("Ü: a", 400),
    ("Content-Length: -1", 400), ("Content-Length: +1", 400), ("Content-Length: 0x1", 400),
    ("Content-Length: 1 1", 400), ("Content-Length: 1, 1", 400), ("Content-Length:", 400),
    ("Content-Length: 1\r\nContent-Length: 1", 400),
    ("Content-Length: 1\r\ncontent-length: 2", 400),
    ("Content-Length: 1\r\nTransfer-Encoding: chunked", 400),
    ("Transfer-Encoding: chunked\r\nContent-Length: 1", 400),
    ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400),
    ("Transfer-Encoding: gzip, chunked", 501), ("Transfer-Encoding: xchunked", 501),
    ("Transfer-Encoding: identity", 501), ("Transfer-Encoding: chunked, identity", 501),
    ("Content-Length: 1001", 413), ("Content-Length: 99999999999999999999999", 413),
    ("Expect: a-miracle", 417),
    ("A:\r\nB:\r\nC:\r\nD:\r\nE:\r\nF:\r\nG:\r\nH:", 431),
  ])
  func headerLinesThatCouldBeReadInTwoWaysAreRefused(line: String, expected: Int) throws {
    #expect(try status("POST /a HTTP/1.1\r\nHost: h\r\n\(line)\r\n\r\nx") == expected)
  }

  @Test func headsAreLimited() throws {
    let long = String(repeating: "a", count: 700)
    #expect(try status("GET /\(long)") == 414)
    #expect(try status("GET /\(long) HTTP/1.1\r\nHost: h\r\n\r\n") == 414)
    #expect(try status("GET / HTTP/1.1\r\nHost: h\r\nX: \(long)") == 431)
    #expect(try status("GET / HTTP/1.1\r\nHost: h\r\nX: \(long)\r\n\r\n") == 431)
  }

  @Test(arguments: [
    ("5\r\nhello\r\n0\r\n\r\n", "hello"), ("5;a=b\r\nhello\r\n0\r\n\r\n", "hello"),
    ("2\r\nhe\r\n3\r\nllo\r\n0\r\nX: y\r\n\r\n", "hello"), ("0\r\n\r\n", ""),
    ("A\r\n0123456789\r\n00\r\n\r\n", "0123456789"),
  ])
  func chunksAreJoined(chunks: String, body: String) throws {
    let text = "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n\(chunks)"
    for pieces in [1, 3, Int.max] {
      guard case .whole(_, let found) = try #require(read(text, pieces: pieces).first) else {
        Issue.record("no request was found")
        return
      }
      #expect(String(decoding: found, as: UTF8.self) == body)
    }
  }

  @Test(arguments: [
    ("5\r\nhello!\r\n0\r\n\r\n", 400), ("5\nhello\r\n0\r\n\r\n", 400), ("g\r\n", 400),
    ("\r\n", 400),
    ("-1\r\n", 400), ("0x5\r\nhello\r\n", 400), ("5 \r\nhello\r\n", 400),
    ("fffffffffffffffff\r\n", 400), ("fffffffffffffff\r\n", 413), ("3E9\r\n", 413),
    ("5;\(String(repeating: "a", count: 300))\r\n", 400), ("5\r\nhello\r\n3e5\r\n", 413),
    ("0\r\nX: \(String(repeating: "a", count: 300))", 400),
  ])
  func chunksThatLieOrAreTooLargeAreRefused(chunks: String, expected: Int) throws {
    let head = "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    #expect(try status(head + chunks) == expected)
  }

  @Test func requestsOnOneConnectionAreToldApart() throws {
    let text =
      "\r\nPOST /a?x=1 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
      + "POST /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nd\r\n0\r\n\r\n"
      + "GET http://h:80/c?y HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
      + "GET /d HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\n"
    for pieces in [1, 7, Int.max] {
      let found = read(text, pieces: pieces).compactMap { progress -> String? in
        guard case .whole(let head, let body) = progress else { return nil }
        return "\(head.method) \(head.path) \(String(decoding: body, as: UTF8.self)) "
          + "\(head.keepsAlive)"
      }
      #expect(found == ["POST /a abc true", "POST /b d true", "GET /c  true", "GET /d  false"])
    }
  }

  @Test func whatIsTakenFromDamagedRequestsDoesNotDependOnHowTheyArrive() {
    let sound =
      "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
      + "POST /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nd\r\n0\r\n\r\n"
      + "GET /c HTTP/1.1\r\nHost: h\r\n\r\n"
    var chance = SplitMix64(seed: 5)
    let marks = Array("\r\n\0 :;,019aGT\u{7F}".utf8)
    var refusals = 0
    for _ in 0..<2000 {
      var bytes = Array(sound.utf8)
      for _ in 0...chance.below(3) {
        let place = chance.below(bytes.count)
        switch chance.below(3) {
        case 0: bytes[place] = chance.pick(marks)
        case 1: bytes.remove(at: place)
        default: bytes.insert(chance.pick(marks), at: place)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let whole = read(text)
      #expect(whole == read(text, pieces: 1 + chance.below(9)))
      if case .refused = whole.last { refusals += 1 }
    }
    #expect((500..<2000).contains(refusals))
  }
}
