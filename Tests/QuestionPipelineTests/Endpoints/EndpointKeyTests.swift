import HTTPTransport
import QuestionPipeline
import TestSupport
import Testing

struct EndpointKeyTests {
  private func find(_ text: String?, _ source: EndpointProfile.KeySource = .environment("K")) throws
    -> EndpointKey?
  {
    var profile = EndpointBench.profile("https://a.example/v1")
    profile.key = source
    return try EndpointKey.find(for: profile, url: EndpointURL(profile.baseURL)) {
      $0 == "K" ? text : nil
    }
  }

  private func field(_ key: EndpointKey?) throws -> HTTPField? {
    let profile = EndpointBench.profile("https://a.example/v1")
    return try key?.field(for: profile, url: EndpointURL(profile.baseURL))
  }

  @Test(arguments: ["abc", "  abc\n", "abc\r\n", "\u{FEFF}abc", "\tabc "])
  func blanksAroundAKeyAreDropped(text: String) throws {
    #expect(try field(find(text)) == HTTPField("Authorization", "Bearer abc"))
  }

  @Test(arguments: [nil, "", "  \n"])
  func aVariableThatIsNotSetIsNoKey(text: String?) throws {
    #expect(try find(text) == nil)
  }

  @Test(arguments: ["secret\nX-Injected: 1", "sec\u{0}ret", "Bearer secret", "secrét", "se\u{7F}c"])
  func aKeyWithAnythingElseInsideIsRefusedWithoutBeingShown(text: String) {
    #expect {
      try find(text)
    } throws: {
      "\($0)".hasPrefix("the environment variable K: holds ") && !"\($0)".contains("sec")
        && !"\($0)".contains("Injected")
    }
  }

  @Test func aFileIsRead() throws {
    let folder = TemporaryDirectory()
    try FileSystem.write(Array("abc\n".utf8), to: folder.file("key"))
    #expect(try field(find(nil, .file(folder.file("key"))))?.value == "Bearer abc")
    try FileSystem.write(Array("\n".utf8), to: folder.file("blank"))
    #expect(throws: ConfigurationError.self) { try find(nil, .file(folder.file("blank"))) }
    #expect(throws: FileError.self) { try find(nil, .file(folder.file("none"))) }
  }

  @Test func noWayOfPrintingShowsACharacter() throws {
    let key = try #require(try find(EndpointBench.key))
    var dumped = ""
    dump(key, to: &dumped)
    dump([key as EndpointKey?], to: &dumped)
    let texts = ["\(key)", String(describing: key), String(reflecting: key), "\([key])", dumped]
    for text in texts { #expect(!text.contains("marker") && !text.contains("5f0d")) }
  }

  @Test func aModelThatIsDumpedShowsNoKey() throws {
    let profile = EndpointBench.profile("https://a.example/v1")
    let model = try EndpointBench.model(profile, key: EndpointBench.key, transport: DeafTransport())
    var dumped = ""
    dump(model, to: &dumped)
    dumped += String(reflecting: model) + "\(model)"
    #expect(dumped.contains("a.example") && !dumped.contains("marker"))
  }

  @Test func aKeyServesItsOwnEndpointOnly() throws {
    let key = try #require(try find("abc"))
    var other = EndpointBench.profile("https://a.example/v1")
    other.name = "other"
    #expect(throws: ConfigurationError.self) {
      try key.field(for: other, url: EndpointURL(other.baseURL))
    }
    let moved = EndpointBench.profile("https://b.example/v1")
    #expect(throws: ConfigurationError.self) {
      try key.field(for: moved, url: EndpointURL(moved.baseURL))
    }
  }

  private struct DeafTransport: Transport {
    func send(_ request: HTTPRequest, to receiver: (any BodyReceiver)?) async throws -> HTTPResponse
    {
      throw TransportError(.connectionRefused, "deaf")
    }
  }
}
