extension Settings.Memory.Embeddings {
  init(_ reader: JSONReader) throws {
    try reader.allowOnly(["endpoint", "baseURL", "model", "dimensions"])
    endpoint = try reader.optional("endpoint")?.string()
    baseURL = try reader.optional("baseURL")?.string()
    model = try reader.string("model")
    dimensions = try reader.optional("dimensions")?.int(in: 2...16_384)
    guard endpoint != nil || baseURL != nil else {
      throw reader.invalid("names neither an 'endpoint' nor a 'baseURL'")
    }
  }

  /// The endpoint to ask: the named one with this model, or one of its own. Throws: `ConfigurationError`.
  package func profile(among endpoints: [String: EndpointProfile]) throws -> EndpointProfile {
    var profile = EndpointProfile(name: "embeddings", baseURL: "", model: model)
    if let endpoint {
      guard let known = endpoints[endpoint] else {
        throw ConfigurationError(
          source: "memory.embeddings.endpoint",
          detail: Suggestion.unknown(endpoint, among: endpoints.keys.sorted()))
      }
      profile = known
      profile.model = model
    }
    if let baseURL { profile.baseURL = baseURL }
    return profile
  }
}
