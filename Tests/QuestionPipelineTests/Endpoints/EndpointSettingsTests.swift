import QuestionPipeline
import Testing

struct EndpointSettingsTests {
  private func settings(_ text: String = "{}") throws -> Settings {
    try ConfigurationReader.settings(.builtIn, overrides: [("mine.json5", Array(text.utf8))])
  }

  @Test func theTemplatesHaveUsableURLsAndNoModel() throws {
    let endpoints = try settings().endpoints
    #expect(endpoints.count == 13)
    for (name, profile) in endpoints {
      #expect(profile.model.isEmpty && profile.name == name)
      if name == "azure" { continue }
      let url = try EndpointURL(profile.baseURL)
      #expect(url.note == nil && (url.isLoopback || url.isSecure))
      #expect((profile.key == nil) == url.isLoopback)
      #expect(KnownServer.row(named: profile.server, host: url.host).name == name)
    }
  }

  @Test func anEndpointOfOnesOwnStandsBesideTheTemplates() throws {
    let settings = try settings(
      "{ endpoints: { mine: { baseURL: 'http://127.0.0.1:1/v1', model: 'm' }, openai: { model: 'gpt' } } }"
    )
    #expect(settings.endpoints["mine"]?.model == "m")
    #expect(settings.endpoints["openai"]?.model == "gpt")
    #expect(settings.endpoints["openai"]?.key == .environment("OPENAI_API_KEY"))
  }

  @Test func rolesTakeANameOrAPool() throws {
    let roles = try settings(
      "{ roles: { critic: 'openai', generator: ['groq', { endpoint: 'vllm', weight: 3 }], judges: ['openai', 'openai'] } }"
    ).roles
    #expect(roles.critic == [.init(endpoint: "openai")])
    #expect(roles.generator == [.init(endpoint: "groq"), .init(endpoint: "vllm", weight: 3)])
    #expect(roles.judges == ["openai", "openai"])
    #expect(roles.planner == nil && roles.pool(for: .solver) == nil)
    #expect(roles.pool(for: .judge)?.count == 2)
  }

  @Test(arguments: [
    (
      "{ roles: { critic: 'opnai' } }",
      "roles.critic: unknown value 'opnai'; did you mean 'openai'?"
    ),
    ("{ roles: { critic: [] } }", "roles.critic: names no endpoint; null leaves it open"),
    ("{ roles: { judges: [] } }", "roles.judges: names no judge; null leaves it open"),
    ("{ roles: { critic: ['groq', 'groq'] } }", "roles.critic[1]: 'groq' is in the pool twice"),
    (
      "{ roles: { critic: [{ endpoint: 'groq', weight: 0 }] } }",
      "roles.critic[0].weight: 0 is not between 1 and 1000"
    ),
    ("{ roles: { writer: null } }", "roles.writer: unknown key 'writer'"),
  ])
  func rolesThatCannotBeFilledAreErrors(text: String, message: String) {
    #expect {
      try settings(text)
    } throws: { "\($0)".contains("mine.json5: line 1: " + message) }
  }

  /// A template whose schema strict servers refuse would lose the best rung for every request.
  @Test func theSchemasOfAllPromptsAreTakenStrictly() throws {
    let library = try PromptLibrary(.builtIn)
    for role in ModelRole.prompted {
      for language in PromptLibrary.languages {
        let template = library.template(role, try #require(LanguageTag(language)))
        var request = EndpointBench.request()
        request.schema = template.schema
        request.schemaName = template.schemaName
        let body = RequestBody(
          request, profile: EndpointBench.profile("https://h/v1"), server: KnownServer(name: "x"),
          abilities: EndpointAbilities())
        #expect(body.rung == .strictSchema && body.notes.isEmpty, "\(role) \(body.notes)")
      }
    }
  }
}
