/// What spans say of the endpoint that a model stands behind.
package struct TracedEndpoint: Sendable, Hashable {
  /// As the configuration calls it.
  package let name: String
  /// As requests ask for it.
  let model: String
  /// By the conventions, where they have a name for it.
  let provider: String
  let address: String
  let port: Int

  /// Throws: `ConfigurationError` for a URL of no use.
  package init(_ profile: EndpointProfile) throws {
    let url = try profile.url()
    name = profile.name
    model = profile.model
    address = url.host
    port = url.port ?? (url.isSecure ? 443 : 80)
    let server = KnownServer.row(named: profile.server, host: url.host).name
    provider = server == "unknown" ? profile.name : Self.providers[server] ?? server
  }

  /// Names that the conventions give to providers, by ours.
  private static let providers = [
    "azure": "azure.ai.openai", "mistral": "mistral_ai", "gemini": "gcp.gemini",
    "moonshot": "moonshot_ai",
  ]
}
