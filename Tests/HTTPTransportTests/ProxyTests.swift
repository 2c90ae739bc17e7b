import HTTPTransport
import TestSupport
import Testing

struct ProxyTests {
  @Test func asksTheProxyForOtherHosts() async throws {
    let proxy = LoopbackServer(.text("from afar"))
    let transport = try makeTransport(
      proxies: ProxySettings { $0 == "http_proxy" ? proxy.url : nil })
    let answer = try await transport.send(HTTPRequest(.get, "http://example.invalid/v1/models"))
    #expect(answer.text == "from afar")
    #expect(proxy.requests.map(\.target) == ["http://example.invalid/v1/models"])
  }

  @Test(arguments: ["127.0.0.1", "localhost", "127.0.0.1"])
  func asksTheLoopbackInterfaceItself(host: String) async throws {
    let proxy = LoopbackServer(.text("no"))
    let server = LoopbackServer(.text("direct"))
    let transport = try makeTransport(proxies: ProxySettings { _ in proxy.url })
    let answer = try await transport.send(HTTPRequest(.get, "http://\(host):\(server.port)/"))
    #expect(answer.text == "direct")
    #expect(proxy.connections == 0)
  }

  @Test func asksForATunnelToAHostWithTLS() async throws {
    let proxy = LoopbackServer([
      .status(403, [HTTPField("Content-Length", "0")])
    ])
    let transport = try makeTransport(
      proxies: ProxySettings { $0 == "https_proxy" ? proxy.url : nil })
    let request = HTTPRequest(
      .get, "https://example.invalid/v1", fields: [HTTPField("Authorization", "Bearer secret")])
    let error = try await failure(of: request, over: transport)
    #expect(error.code == .proxy)
    #expect(error.detail == "the proxy to example.invalid answered with status 403")
    let arrived = try #require(proxy.requests.first)
    #expect(arrived.method == "CONNECT")
    #expect(arrived.target == "example.invalid:443")
    #expect(arrived["authorization"] == nil)
  }

  @Test func heedsTheExceptions() async throws {
    let proxy = LoopbackServer(.text("no"))
    let host = String(repeating: "a", count: 64) + ".invalid"
    let transport = try makeTransport(
      proxies: ProxySettings { ["all_proxy": proxy.url, "no_proxy": ".invalid"][$0] })
    let error = try await failure(of: HTTPRequest(.get, "http://\(host)/"), over: transport)
    #expect(error.code == .nameNotFound)
    #expect(proxy.connections == 0)
  }

  @Test func saysThatTheProxyIsNotThere() async throws {
    let proxy = LoopbackServer(.text("no"))
    proxy.stop()
    let transport = try makeTransport(proxies: ProxySettings { _ in proxy.url })
    let error = try await failure(of: HTTPRequest(.get, "http://example.invalid/"), over: transport)
    #expect(error.code == .proxy)
    #expect(error.detail == "no connection to the proxy to example.invalid: Connection refused")
  }

  @Test func readsTheEnvironmentAsCurlDoes() {
    let settings = ProxySettings {
      ["HTTP_PROXY": "evil:1", "HTTPS_PROXY": "b:2", "all_proxy": "c:3", "NO_PROXY": "d"][$0]
    }
    #expect(settings.http == "c:3")
    #expect(settings.https == "b:2")
    #expect(settings.exceptions == "d")
    #expect(ProxySettings { _ in nil } == ProxySettings())
  }

  @Test func showsNoCredentials() {
    let settings = ProxySettings {
      ["http_proxy": "http://me:p@ss@proxy:3128", "https_proxy": "me:pass@proxy:3128"][$0]
    }
    #expect(settings.shown(forTLS: false) == "http://proxy:3128")
    #expect(settings.shown(forTLS: true) == "proxy:3128")
    #expect(ProxySettings().shown(forTLS: true) == nil)
  }
}
