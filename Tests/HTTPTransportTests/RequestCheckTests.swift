import HTTPTransport
import TestSupport
import Testing

struct RequestCheckTests {
  @Test(arguments: [
    "file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "127.0.0.1/v1", "",
    "http://", "https:///v1", "http://user:secret@127.0.0.1/v1", "http://secret@127.0.0.1",
    "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y", "http://127.0.0.1\\@secret/",
    "http://[::1/v1", "http://:80/", "javascript:alert(1)",
  ])
  func refusesAnyOtherURLWithoutRepeatingIt(url: String) async throws {
    let error = try await failure(of: HTTPRequest(.get, url), over: makeTransport())
    #expect(error.code == .invalidRequest)
    #expect(!error.detail.contains("secret"))
  }

  @Test(arguments: ["a\r\nX-Evil: 1", "a\nb", "a\0b", "a\u{7F}", "\u{1B}[0m", "a\tb"])
  func refusesControlCharactersInAValueWithoutRepeatingIt(value: String) async throws {
    let server = LoopbackServer(.text("no"))
    let request = HTTPRequest(.get, server.url, fields: [HTTPField("Authorization", value)])
    let error = try await failure(of: request, over: makeTransport())
    #expect(
      error.description == "the value of the header field 'Authorization' has a control character")
    #expect(error.code == .invalidRequest)
    #expect(server.connections == 0)
  }

  @Test(arguments: ["", "a b", "a:b", "a\r\nb", "é"])
  func refusesWhatIsNoNameOfAField(name: String) async throws {
    let request = HTTPRequest(.get, "http://127.0.0.1:1", fields: [HTTPField(name, "x")])
    let error = try await failure(of: request, over: makeTransport())
    #expect(error.code == .invalidRequest)
  }

  @Test(arguments: ["Content-Length", "transfer-encoding", "Accept-Encoding", "EXPECT"])
  func refusesFieldsThatItSetsItself(name: String) async throws {
    let request = HTTPRequest(.get, "http://127.0.0.1:1", fields: [HTTPField(name, "x")])
    let error = try await failure(of: request, over: makeTransport())
    #expect(error.description == "the header field '\(name)' is set by the transport itself")
  }

  @Test func refusesABodyThatCannotGo() async throws {
    let request = HTTPRequest(.get, "http://127.0.0.1:1/", body: [1])
    let error = try await failure(of: request, over: makeTransport())
    #expect(error.description == "a GET to 127.0.0.1:1 cannot carry a body")
  }

  @Test func tellsTheTargetsOfOneTransportApart() async throws {
    let transport = try makeTransport()
    for host in ["127.0.0.1:1", "127.0.0.2:2", "127.0.0.2:2", "127.0.0.1:1"] {
      let request = HTTPRequest(.get, "http://\(host)/", body: [1])
      let error = try await failure(of: request, over: transport)
      #expect(error.description == "a GET to \(host) cannot carry a body")
    }
    let refused = try await failure(of: HTTPRequest(.get, "ftp://127.0.0.1/"), over: transport)
    #expect(refused.code == .invalidRequest)
  }

  @Test func refusesACertificateFileThatIsNotThere() async throws {
    let request = HTTPRequest(.get, "https://127.0.0.1:1/", caFile: "/nowhere/ca.pem")
    let error = try await failure(of: request, over: makeTransport())
    #expect(error.description == "the certificate file '/nowhere/ca.pem' cannot be read")
    #expect(error.code == .invalidRequest)
  }

  @Test(arguments: [
    ("http://localhost:8080/v1", true), ("https://LOCALHOST", true), ("http://127.9.9.9/", true),
    ("http://[::1]:80/", true), ("http://localhost./", true), ("http://127.0.0.1.example/", false),
    ("http://localhost.example/", false), ("http://10.0.0.1/", false), ("http://[::2]/", false),
    ("ftp://localhost/", false), ("http://example.com/?localhost", false),
  ])
  func knowsItsOwnMachine(url: String, isLoopback: Bool) {
    #expect(CurlTransport.isLoopback(url) == isLoopback)
  }
}
