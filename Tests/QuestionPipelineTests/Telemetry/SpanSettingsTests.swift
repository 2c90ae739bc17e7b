import HTTPTransport
import Testing

@testable import QuestionPipeline

struct SpanSettingsTests {
  private func settings(_ variables: [String: String], allowsInsecureHTTP: Bool = false) throws
    -> SpanSettings?
  {
    try SpanSettings(allowsInsecureHTTP: allowsInsecureHTTP) { variables[$0] }
  }

  @Test(arguments: [
    ["": ""], ["OTEL_EXPORTER_OTLP_ENDPOINT": " "], ["OTEL_SERVICE_NAME": "quiz"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_SDK_DISABLED": "TRUE"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_TRACES_EXPORTER": "none"],
  ])
  func asksForNothingUnlessAVariableNamesAServer(variables: [String: String]) throws {
    #expect(try settings(variables) == nil)
  }

  @Test(arguments: [
    ("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/traces"),
    ("http://127.0.0.1:4318/", "http://127.0.0.1:4318/v1/traces"),
    ("https://otel.example/base/", "https://otel.example/base/v1/traces"),
  ])
  func addsThePathToABase(base: String, url: String) throws {
    #expect(try settings(["OTEL_EXPORTER_OTLP_ENDPOINT": base])?.url == url)
  }

  @Test func takesTheEndpointOfTracesAsItStands() throws {
    let found = try settings([
      "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1",
      "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "https://otel.example/own/path/?a=b",
    ])
    #expect(found?.url == "https://otel.example/own/path/?a=b")
    #expect(found?.origin == "https://otel.example")
  }

  @Test func readsHeadersAndResourceAttributesWithTheirEncoding() throws {
    let found = try #require(
      try settings([
        "OTEL_EXPORTER_OTLP_ENDPOINT": "https://otel.example",
        "OTEL_EXPORTER_OTLP_HEADERS": "api-key=a%20b%3D, x-team = blue ",
        "OTEL_RESOURCE_ATTRIBUTES": "service.name=other,deployment.environment=%E6%B5%8B%E8%AF%95",
        "OTEL_SERVICE_NAME": "quiz",
      ]))
    let fields = found.request([]).fields.map { "\($0.name): \($0.value)" }
    #expect(fields.contains("api-key: a b="))
    #expect(fields.contains("x-team: blue"))
    func value(_ key: String) -> [Span.Value] {
      found.resource.filter { $0.key == key }.map(\.value)
    }
    #expect(value("service.name") == [.text("quiz")])
    #expect(value("deployment.environment") == [.text("测试")])
  }

  @Test func saysThatItSpeaksJSONAlone() throws {
    var variables = [
      "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318",
      "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
    ]
    #expect(
      try settings(variables)?.notices == [
        "OTEL_EXPORTER_OTLP_PROTOCOL asks for http/protobuf; traces are sent as http/json, which "
          + "the same servers take"
      ])
    variables["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/json"
    #expect(try settings(variables)?.notices == [])
    variables["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "grpc"
    let error = #expect(throws: ConfigurationError.self) { try settings(variables) }
    #expect(
      error?.description
        == "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: asks for 'grpc'; only http/json is spoken here, "
        + "which collectors take on port 4318")
  }

  @Test(arguments: [
    ("OTEL_EXPORTER_OTLP_HEADERS", "marker-key"), ("OTEL_EXPORTER_OTLP_HEADERS", "k=marker-key%0a"),
    ("OTEL_EXPORTER_OTLP_HEADERS", "k=marker-key%"), ("OTEL_RESOURCE_ATTRIBUTES", "=marker-key"),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://marker-key"),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "https://marker-key@otel.example"),
  ])
  func namesTheVariableThatCannotBeReadAndNeverItsValue(name: String, value: String) throws {
    var variables = ["OTEL_EXPORTER_OTLP_ENDPOINT": "https://otel.example"]
    variables[name] = value
    let error = #expect(throws: ConfigurationError.self) { try settings(variables) }
    #expect(error?.source == name)
    #expect(error?.description.contains("marker-key") == false)
  }

  @Test func sendsNoHeadersInClearTextUnlessItMay() throws {
    var variables = ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://otel.example:4318"]
    #expect(try settings(variables) != nil)
    variables["OTEL_EXPORTER_OTLP_HEADERS"] = "k=v"
    #expect(throws: ConfigurationError.self) { try settings(variables) }
    #expect(try settings(variables, allowsInsecureHTTP: true) != nil)
  }
}
