/// What is known of an endpoint before it is asked: an entry of `endpoints` in the configuration, or what the command line names.
package struct EndpointProfile: Sendable, Hashable {
  /// Where the key is found. The key itself never stands in the configuration.
  package enum KeySource: Sendable, Hashable {
    case environment(String)
    case file(String)
  }
  /// How answers come over the wire.
  package enum Delivery: String, Sendable, CaseIterable {
    /// Streamed where the endpoint can.
    case auto
    case stream, plain
  }
  /// How much a model is to think, where it can.
  package enum Thinking: String, Sendable, CaseIterable { case standard, off, low, medium, high }

  /// What the endpoint tells or allows.
  package struct Rates: Sendable, Hashable {
    package var requestsPerMinute: Int?
    package var inputTokensPerMinute: Int?
    package var outputTokensPerMinute: Int?
    /// Requests in flight at once, at most; the limiter finds what is best below it.
    package var inFlight: Int?

    package init(
      requestsPerMinute: Int? = nil, inputTokensPerMinute: Int? = nil,
      outputTokensPerMinute: Int? = nil, inFlight: Int? = nil
    ) {
      self.requestsPerMinute = requestsPerMinute
      self.inputTokensPerMinute = inputTokensPerMinute
      self.outputTokensPerMinute = outputTokensPerMinute
      self.inFlight = inFlight
    }
  }

  package var name: String
  /// As it was given, with its query string if it has one.
  package var baseURL: String
  /// Empty in a template that leaves it to whoever uses it.
  package var model: String
  /// A row of `KnownServer`; nil goes by the host.
  package var server: String?
  /// Azure's older form: the model's name in the path.
  package var deployment: String?
  /// Goes with it, into the query.
  package var apiVersion: String?
  package var key: KeySource?
  package var authField = "Authorization"
  /// What stands before the key: "Bearer " or nothing.
  package var authPrefix = "Bearer "
  package var extraFields: [ExtraField] = []
  /// Members added to each request as they stand.
  package var extraBody = JSONObject()
  package var delivery = Delivery.auto
  /// The first rung of the structured-output ladder; nil starts at what is known of the endpoint.
  package var rung: String?
  /// What the cap of a reply is called; nil starts at what is known of the endpoint.
  package var cap: EndpointAbilities.Cap?
  package var thinking = Thinking.standard
  /// Whether an answer that stands in the reasoning alone is taken.
  package var takesAnswerFromReasoning = false
  /// Names of tags that may open an answer with reasoning.
  package var reasoningTags = ["think", "thinking", "thought", "reasoning"]
  package var connectTimeout = Duration.seconds(10)
  package var idleTimeout = Duration.seconds(180)
  package var totalTimeout = Duration.seconds(600)
  package var replyLimit = 64 << 20
  package var caFile: String?
  package var allowsInsecureHTTP = false
  package var rates = Rates()
  /// Attempts at one request while the server fails.
  package var attempts = 6
  /// How long a request may wait for capacity in all before the run stops.
  package var patience = Duration.seconds(900)

  package struct ExtraField: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The model as requests and the run's identity know it. What shapes replies beside the prompt is part of it: replies
  /// made with other settings are another model's.
  package var modelName: String {
    guard thinking != .standard || !extraBody.isEmpty || takesAnswerFromReasoning else {
      return model
    }
    let shape: JSONValue = [
      "thinking": .string(thinking.rawValue), "body": .object(extraBody),
      "answerFromReasoning": .bool(takesAnswerFromReasoning),
    ]
    return "\(model)+\(SHA256.hex(JSONWriter.canonical(shape)).prefix(8))"
  }

  /// Where requests go. Throws: `ConfigurationError` that names `source`, by default the endpoint.
  package func url(source: String? = nil) throws(ConfigurationError) -> EndpointURL {
    try EndpointURL(
      baseURL, deployment: deployment, apiVersion: apiVersion,
      source: source ?? "endpoint '\(name)'")
  }

  package init(name: String, baseURL: String, model: String) {
    self.name = name
    self.baseURL = baseURL
    self.model = model
  }
}
