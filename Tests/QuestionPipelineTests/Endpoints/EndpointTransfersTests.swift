import HTTPTransport
import QuestionPipeline
import TestSupport
import Testing

/// What can go wrong below the answer, and what the model makes of it.
struct EndpointTransfersTests {
  private typealias Bench = EndpointBench

  @Test func aSlowDripOutlastsTheIdleTimeout() async throws {
    let body = Bench.completion("42")
    let server = LoopbackServer([
      .status(200, [HTTPField("Content-Length", "\(body.utf8.count + 8)")]),
      .drip(" ", every: .milliseconds(250), count: 8), .text(body),
    ])
    var profile = Bench.profile(server.url + "/v1")
    profile.idleTimeout = .seconds(1)
    #expect(
      try await Bench.model(profile, server: server).respond(to: Bench.request()).content == "42")
  }

  @Test func silenceEndsWithTheIdleTimeoutThatIsNamed() async throws {
    let server = LoopbackServer([.waitUntilClientLeaves])
    var profile = Bench.profile(server.url + "/v1")
    profile.idleTimeout = .seconds(1)
    let error = try await Bench.model(profile, server: server).failure()
    #expect(error.code == .unavailable && error.mayBeBilled)
    #expect(
      error.detail.split(separator: "may simply be slow").count == 2, "\(error.detail)")
  }

  @Test func silenceInPlaceOfAPlainReplyBringsBackStreams() async throws {
    let server = LoopbackServer { request in
      request.json["stream"] == true ? .sse([Bench.delta("42")]) : [.waitUntilClientLeaves]
    }
    var profile = Bench.profile(server.url + "/v1", delivery: .auto)
    profile.idleTimeout = .seconds(1)
    let model = try Bench.model(profile, server: server)
    _ = try await model.respond(to: Bench.request())
    #expect(model.abilities.streams == .never)
    #expect(try await model.failure().fault == .server)
    #expect(try await model.respond(to: Bench.request()).wire?.isStreamed == true)
  }

  @Test func aConnectionThatIsClosedBeforeTheAnswerMayBeBilled() async throws {
    let server = LoopbackServer([.close])
    #expect(try await Bench.model(at: server).failure().mayBeBilled)
    let gone = Bench.profile("http://127.0.0.1:1/v1")
    #expect(try await !Bench.model(gone).failure().mayBeBilled)
  }

  @Test func aDripThatNeverEndsMeetsTheTotalTimeout() async throws {
    let server = LoopbackServer([
      .status(200, [HTTPField("Content-Length", "100000")]), .drip(" ", every: .milliseconds(50)),
    ])
    var profile = Bench.profile(server.url + "/v1")
    profile.totalTimeout = .milliseconds(600)
    let error = try await Bench.model(profile, server: server).failure()
    #expect(error.code == .unavailable && error.mayBeBilled && error.status == 200)
  }

  @Test func aConnectionThatTheServerClosedMeanwhileIsReplaced() async throws {
    let server = LoopbackServer { request in
      request.connection == 0 && request.indexOnConnection == 1
        ? [.reset] : .json(EndpointBench.completion("42"))
    }
    let model = try Bench.model(at: server)
    for _ in 0..<2 { #expect(try await model.respond(to: Bench.request()).content == "42") }
    #expect(server.connections == 2)
  }

  @Test func aRedirectIsNotFollowedAndTheKeyGoesNowhereElse() async throws {
    let other = LoopbackServer(.json(Bench.completion("stolen")))
    for status in [301, 302, 303, 307, 308] {
      let server = LoopbackServer(.redirect(status: status, to: other.url + "/v1/chat/completions"))
      let error = try await Bench.model(at: server, key: Bench.key).failure()
      #expect(error.code == .invalidRequest && error.fault == .caller)
      #expect(error.detail.contains("redirects to \(other.url)"), "\(error.detail)")
      #expect(server.requests.first?["authorization"] == "Bearer " + Bench.key)
    }
    #expect(other.requests.isEmpty && other.connections == 0)
  }

  @Test(arguments: [EndpointProfile.Delivery.plain, .stream])
  func aBodyOfAHundredMegabytesIsGivenUpAtTheLimit(
    delivery: EndpointProfile.Delivery
  ) async throws {
    let size = 100 << 20
    let server = LoopbackServer([
      .status(200, [HTTPField("Content-Type", "application/json")]), .fill(0x20, count: size),
      .close,
    ])
    var profile = Bench.profile(server.url + "/v1", delivery: delivery)
    profile.replyLimit = 1 << 20
    let error = try await Bench.model(profile, server: server).failure()
    #expect(error.code == .invalidResponse && error.fault == .reply)
    #expect(server.bytesSent < size / 2)
  }

  @Test func aGzipBombIsGivenUpAtTheLimitOfWhatItUnpacksTo() async throws {
    let server = LoopbackServer(.gzipBomb(unpackingTo: 200 << 20))
    var profile = Bench.profile(server.url + "/v1")
    profile.replyLimit = 1 << 20
    #expect(try await Bench.model(profile, server: server).failure().code == .invalidResponse)
  }

  @Test(arguments: [0, 1, 40, 150])
  func anAnswerThatIsCutIsAFaultOfTheServer(bytes: Int) async throws {
    let server = LoopbackServer(LoopbackAnswer.json(Bench.completion("42")).cut(after: bytes))
    #expect(try await Bench.model(at: server).failure().fault == .server)
  }

  @Test func aLengthThatLiesIsAFaultOfTheServer() async throws {
    let server = LoopbackServer(.lying(length: 9999, Bench.completion("42")))
    #expect(try await Bench.model(at: server).failure().fault == .server)
  }

  @Test func aPortWhereNobodyListensIsAFaultOfTheServer() async throws {
    let error = try await Bench.model(Bench.profile("http://127.0.0.1:1/v1")).failure()
    #expect(error.code == .unavailable && !error.mayBeBilled)
    #expect(error.wire?.attempts.map(\.status) == [nil])
  }

  @Test func aKeyIsNotSentOverPlainHTTPToAnotherHost() throws {
    let profile = Bench.profile("http://192.0.2.1/v1")
    #expect(throws: ConfigurationError.self) { try Bench.model(profile, key: Bench.key) }
    var allowed = profile
    allowed.allowsInsecureHTTP = true
    _ = try Bench.model(allowed, key: Bench.key)
    _ = try Bench.model(profile)
  }
}
