import HTTPTransport
import Synchronization
import TestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

private func readByte(_ number: Int32, _ byte: inout UInt8) -> Bool {
  read(number, &byte, 1) == 1
}

/// A program of the system that runs for as long as a test needs it, with its output in a pipe.
private final class Companion: Sendable {
  private let process: pid_t
  private let output: Int32
  private let isReleased = Atomic(false)

  /// The path of a program, if the system has it.
  static func path(of name: String) -> String? {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 }
  }

  init(_ program: String, _ arguments: [String]) throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // Companions started at the same time must not keep this one's pipe open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let words = ([program] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var process = pid_t()
    let code = posix_spawn(&process, program, &actions, nil, words + [nil], environ)
    close(ends[1])
    try #require(code == 0)
    self.process = process
    output = ends[0]
  }

  deinit {
    close(output)
    guard !isReleased.load(ordering: .relaxed) else { return }
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }

  /// Leaves the end of the program to the caller.
  private func release() -> pid_t {
    isReleased.store(true, ordering: .relaxed)
    return process
  }

  /// Reads output up to and with a text, on a thread that may wait. Fails where the program ends before.
  func read(to text: String) async throws -> String {
    let output = output
    let (read, isThere) = await withCheckedContinuation { continuation in
      startThread {
        var bytes: [UInt8] = []
        let wanted = Array(text.utf8)
        var byte: UInt8 = 0
        while !bytes.suffix(wanted.count).elementsEqual(wanted), readByte(output, &byte) {
          bytes.append(byte)
        }
        let isThere = bytes.suffix(wanted.count).elementsEqual(wanted)
        continuation.resume(returning: (String(decoding: bytes, as: UTF8.self), isThere))
      }
    }
    try #require(isThere, "\(read)")
    return read
  }

  /// Runs a program to its end.
  static func run(_ program: String, _ arguments: [String]) async throws {
    let process = try Companion(program, arguments).release()
    let status = await withCheckedContinuation { continuation in
      startThread {
        var status: Int32 = 0
        waitpid(process, &status, 0)
        continuation.resume(returning: status)
      }
    }
    try #require(status == 0)
  }
}

/// A certificate for 127.0.0.1 that is its own authority, made for one test.
private struct Certificate {
  let folder = TemporaryDirectory()
  var file: String { folder.file("cert.pem") }
  var key: String { folder.file("key.pem") }

  init(for name: String = "IP:127.0.0.1") async throws {
    try await Companion.run(
      #require(Companion.path(of: "openssl")),
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-days", "2", "-subj", "/CN=viva test", "-addext", "subjectAltName=\(name)", "-keyout", key,
        "-out", file,
      ])
  }

  /// A server that answers GET with a page in HTML.
  func serve(_ more: String...) async throws -> (Companion, port: Int) {
    let server = try Companion(
      #require(Companion.path(of: "openssl")),
      ["s_server", "-accept", "127.0.0.1:0", "-cert", file, "-key", key] + more)
    _ = try await server.read(to: "ACCEPT 127.0.0.1:")
    let port = try await #require(Int(server.read(to: "\n").dropLast()))
    return (server, port)
  }
}

struct HandshakeTests {
  @Test func offersHTTP2AndTellsAHandshakeThatBroke() async throws {
    let port = SilentPort()
    async let greeting = port.firstBytes()
    let error = try await failure(
      of: HTTPRequest(
        .get, "https://127.0.0.1:\(port.port)/",
        timeouts: HTTPRequest.Timeouts(connect: .seconds(300))), over: makeTransport())
    let offered = [2] + Array("h2".utf8) + [8] + Array("http/1.1".utf8)
    #expect(await greeting.contains(offered))
    #expect(error.code == .handshake)
    #expect(error.detail.hasPrefix("the TLS handshake with 127.0.0.1:\(port.port) failed: "))
  }
}

struct PlainServerTests {
  @Test func aServerThatTakesPlainHTTPAloneIsNamedAsSuch() async throws {
    let server = SilentPort()
    async let greeting = server.firstBytes(answeredBy: "HTTP/1.1 400 Bad Request\r\n\r\n")
    let error = try await failure(
      of: HTTPRequest(
        .get, "https://127.0.0.1:\(server.port)/",
        timeouts: HTTPRequest.Timeouts(connect: .seconds(300))), over: makeTransport())
    _ = await greeting
    #expect(error.code == .handshake)
    #expect(
      error.detail
        == "127.0.0.1:\(server.port) does not answer in TLS; if it takes plain HTTP, its URL begins with http://"
    )
  }
}

@Suite(.enabled(if: Companion.path(of: "openssl") != nil, "needs openssl"))
struct TLSTests {
  @Test func takesACertificateThatTheNamedFileVouchesFor() async throws {
    let certificate = try await Certificate()
    let (server, port) = try await certificate.serve("-www")
    let answer = try await makeTransport().send(
      HTTPRequest(.get, "https://127.0.0.1:\(port)/", caFile: certificate.file))
    #expect(answer.head.status == 200)
    #expect(answer.text.contains("s_server"))
    withExtendedLifetime(server) {}
  }

  @Test func refusesACertificateThatNobodyVouchesFor() async throws {
    let certificate = try await Certificate()
    let (server, port) = try await certificate.serve("-www")
    let transport = try makeTransport()
    // A handle that trusted the file must not do so for the next request.
    _ = try await transport.send(
      HTTPRequest(.get, "https://127.0.0.1:\(port)/", caFile: certificate.file))
    let error = try await failure(
      of: HTTPRequest(.get, "https://127.0.0.1:\(port)/"), over: transport)
    #expect(error.code == .untrustedCertificate)
    #expect(error.received == 0)
    #expect(error.detail.hasPrefix("the certificate of 127.0.0.1:\(port) is not to be trusted: "))
    withExtendedLifetime(server) {}
  }

  @Test func refusesACertificateForAnotherHost() async throws {
    let certificate = try await Certificate(for: "DNS:example.invalid")
    let (server, port) = try await certificate.serve("-www")
    let request = HTTPRequest(.get, "https://127.0.0.1:\(port)/", caFile: certificate.file)
    let error = try await failure(of: request, over: makeTransport())
    #expect(error.code == .untrustedCertificate)
    withExtendedLifetime(server) {}
  }

  @Test func refusesACertificateFileWithoutCertificates() async throws {
    let certificate = try await Certificate()
    let (server, port) = try await certificate.serve("-www")
    let request = HTTPRequest(.get, "https://127.0.0.1:\(port)/", caFile: certificate.key)
    let error = try await failure(of: request, over: makeTransport())
    #expect(error.code == .invalidRequest)
    #expect(error.detail == "the certificate file '\(certificate.key)' holds no certificate in PEM")
    withExtendedLifetime(server) {}
  }

  @Test(.enabled(if: Companion.path(of: "node") != nil, "needs node as a server of HTTP/2"))
  func sharesOneConnectionOfHTTP2() async throws {
    let certificate = try await Certificate()
    let script = """
      const fs = require('fs'); let sessions = 0;
      const server = require('http2').createSecureServer(
        {key: fs.readFileSync('\(certificate.key)'), cert: fs.readFileSync('\(certificate.file)')});
      server.on('session', () => sessions++);
      server.on('stream', (stream, fields) => {
        let body = ''; stream.on('data', d => body += d);
        stream.on('end', () => {
          stream.respond({':status': 200, 'x-sessions': sessions}); stream.end(body + '!');
        });
      });
      server.listen(0, '127.0.0.1', () => console.log(server.address().port));
      """
    let server = try Companion(#require(Companion.path(of: "node")), ["-e", script])
    let port = try await #require(Int(server.read(to: "\n").dropLast()))
    let transport = try makeTransport()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<60 {
        group.addTask {
          let answer = try await transport.send(
            HTTPRequest(
              .post, "https://127.0.0.1:\(port)/", fields: [HTTPField("X-A", "b")],
              body: Array("\(index)".utf8), caFile: certificate.file))
          return answer.text == "\(index)!" && answer.head["x-sessions"] == "1"
            && answer.head.status == 200
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }

  @Test func tellsAHandshakeThatFailed() async throws {
    let certificate = try await Certificate()
    let (server, port) = try await certificate.serve(
      "-www", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256", "-tls1_2")
    let error = try await failure(
      of: HTTPRequest(.get, "https://127.0.0.1:\(port)/"), over: makeTransport())
    #expect(error.code == .handshake, "\(error)")
    #expect(error.detail.hasPrefix("the TLS handshake with 127.0.0.1:\(port) failed: "))
    withExtendedLifetime(server) {}
  }
}
