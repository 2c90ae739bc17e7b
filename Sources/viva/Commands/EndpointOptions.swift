import QuestionPipeline

/// Options that name an endpoint.
enum EndpointOptions {
  static let endpoint = Option.optional(
    "endpoint", "name", ValueType.text,
    "An endpoint of the configuration, such as openai or ollama; 'viva doctor' lists them.")
  static let baseURL = Option.optional(
    "base-url", "url", ValueType.baseURL,
    "Where an OpenAI-compatible server answers, as its maker states it: http://127.0.0.1:11434/v1. "
      + "Its key, if it wants one, is read from VIVA_API_KEY.")
  static let model = Option.optional(
    "model", "name", ValueType.text, "The model to ask, by the name that the endpoint gives it.")
  static let caFile = Option.optional(
    "ca-file", "file", ValueType.file,
    "Certificates to trust in place of the system's, in PEM form.")
  static let allowInsecureHTTP = Option.flag(
    "allow-insecure-http", "Send a key over plain http to a host that is not this one.")

  static let section = CommandSpec.Section(
    "Endpoints", endpoint.spec, baseURL.spec, model.spec, caFile.spec, allowInsecureHTTP.spec)

  /// Whether the command line asks for an endpoint.
  static func names(_ arguments: Arguments) -> Bool {
    arguments.isGiven(endpoint) || arguments.isGiven(baseURL) || arguments.isGiven(model)
  }
}

extension ValueType where Value == String {
  /// An http or https URL; what else is wrong with it, its reader says.
  static let baseURL = ValueType(
    noun: "URL", expected: "a URL that begins with http:// or https://"
  ) { text in
    let lower = text.lowercased()
    return lower.hasPrefix("http://") || lower.hasPrefix("https://") ? text : nil
  }
}
