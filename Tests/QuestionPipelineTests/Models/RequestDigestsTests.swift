import Testing

@testable import QuestionPipeline

struct RequestDigestsTests {
  private func request(_ text: String = "a question of some length") -> ChatRequest {
    ChatRequest(
      messages: [ChatMessage(.system, "write questions"), ChatMessage(.user, text)],
      schema: ["type": "object"], schemaName: "draft", temperature: 0.5, role: .generator, cell: 3)
  }

  /// Copies share what was digested, whoever of them asks first.
  @Test func aChangedCopyHasTheKeyOfARequestMadeThatWay() {
    let changes: [@Sendable (inout ChatRequest) -> Void] = [
      { $0.messages[1].content = "another question of that length" },
      { $0.messages[1].content = "short" },
      { $0.messages[1].role = .assistant },
      { $0.messages.append(ChatMessage(.user, "once more")) },
      { $0.schema = ["type": "array"] },
      { $0.schemaName = "other" },
      { $0.temperature = nil },
      { $0.wantsOdds = true },
      { $0.role = .critic },
      { $0.cell = 4 },
      { $0.sample = 1 },
      { $0.attempt = 1 },
    ]
    let request = request()
    let key = request.journalKey(model: "m")
    for change in changes {
      var (changed, fresh) = (request, self.request())
      change(&changed)
      change(&fresh)
      #expect(changed.journalKey(model: "m") == fresh.journalKey(model: "m"))
      #expect(changed.journalKey(model: "m") != key)
      #expect(changed.digestedTexts.map(\.digest) == fresh.digestedTexts.map(\.digest))
      #expect(request.journalKey(model: "m") == key)
    }
    #expect(request.journalKey(model: "n") != key)
    #expect(request.journalKey(model: "m") == key)
  }

  @Test func aCapOfTheReplyChangesNoKey() {
    var request = request()
    let key = request.journalKey(model: "m")
    request.maxReplyTokens = 100
    #expect(request.journalKey(model: "m") == key)
  }

  /// What made the key is at hand for the record, whatever was asked in between.
  @Test func textsAreDigestedOnce() {
    let request = request()
    _ = request.journalKey(model: "m")
    let texts = request.digestedTexts
    for number in 0..<2000 { _ = self.request("question \(number)").journalKey(model: "m") }
    #expect(request.digestedTexts.elementsEqual(texts) { $0 === $1 })
    #expect(
      texts.map(\.text)
        == ["write questions", "a question of some length", #"{"type":"object"}"#])
  }

  /// Two requests are the same whatever was digested of either.
  @Test func whatWasDigestedIsNoPartOfTheValue() {
    let (one, other) = (request(), request())
    _ = one.journalKey(model: "m")
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
  }
}
