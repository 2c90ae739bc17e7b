import QuestionPipeline
import Testing

struct EndpointURLTests {
  @Test(arguments: [
    ("https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions"),
    ("https://api.openai.com/v1/", "https://api.openai.com/v1/chat/completions"),
    ("  https://API.Example.com/v1//\n", "https://api.example.com/v1/chat/completions"),
    ("https://api.deepseek.com", "https://api.deepseek.com/chat/completions"),
    ("https://api.groq.com/openai/v1", "https://api.groq.com/openai/v1/chat/completions"),
    (
      "https://generativelanguage.googleapis.com/v1beta/openai/",
      "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions"
    ),
    ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions"),
    ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"),
    ("HTTPS://host", "https://host/chat/completions"),
    (
      "https://x.openai.azure.com/openai/deployments/d?api-version=2024-06-01",
      "https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-06-01"
    ),
    ("https://host/v1?tenant=7", "https://host/v1/chat/completions?tenant=7"),
  ])
  func joinsWithoutAddingAVersion(base: String, joined: String) throws {
    let url = try EndpointURL(base)
    #expect(url.joined("chat/completions") == joined)
    #expect(url.note == nil)
  }

  @Test(arguments: [
    "https://h/v1/chat/completions", "https://h/v1/chat/completions/", "https://h/v1/completions",
    "https://h/v1/embeddings", "https://h/v1/models",
  ])
  func cutsOffWhatWasPastedBeyondTheBaseAndSaysSo(base: String) throws {
    let url = try EndpointURL(base)
    #expect(url.joined("chat/completions") == "https://h/v1/chat/completions")
    #expect(url.note?.hasSuffix("was left out of the base URL: the program adds it itself") == true)
  }

  @Test func aPastedQuerySurvivesTheCut() throws {
    let url = try EndpointURL("https://h/v1/chat/completions?api-version=1")
    #expect(url.joined("models") == "https://h/v1/models?api-version=1")
  }

  @Test(arguments: [
    "https://x.openai.azure.com", "https://x.openai.azure.com/",
    "https://x.openai.azure.com/openai",
  ])
  func azureDeploymentsGoIntoThePath(base: String) throws {
    let url = try EndpointURL(base, deployment: "gpt 4/o", apiVersion: "2024-10-21")
    #expect(
      url.joined("chat/completions")
        == "https://x.openai.azure.com/openai/deployments/gpt%204%2Fo/chat/completions?api-version=2024-10-21"
    )
  }

  @Test func aVersionInTheQueryIsNotGivenTwice() throws {
    let url = try EndpointURL("https://h/x?api-version=1", apiVersion: "2")
    #expect(url.query == "api-version=1")
  }

  @Test(arguments: [
    ("", "base URL: is empty; expected a URL such as https://api.example.com/v1"),
    (
      "api.example.com/v1",
      "base URL: has no 'https://' or 'http://' in front; expected a URL such as https://api.example.com/v1"
    ),
    ("file:///etc/passwd", "base URL: begins with 'file://'; expected https:// or http://"),
    (
      "https://",
      "base URL: has no usable host and port; expected a URL such as https://api.example.com/v1"
    ),
    (
      "https://host:99999/v1",
      "base URL: has no usable host and port; expected a URL such as https://api.example.com/v1"
    ),
    (
      "https://host/v1#top", "base URL: has a part behind '#', which no server sees; leave it out"
    ),
    (
      "https://host/a b",
      "base URL: holds a blank, a quote, a backslash or a control character; expected a URL such as https://api.example.com/v1"
    ),
    (
      "https://me:hunter2@host/v1",
      "base URL: holds a user name or a password; leave it out, and name the key's environment variable or file under 'key'"
    ),
    (
      "https://host/v1?key=hunter2",
      "base URL: carries a key in its query ('key=…'); leave it out, and name the key's environment variable or file under 'key'"
    ),
  ])
  func refusalsSayWhatWasExpectedAndRepeatNoSecret(base: String, message: String) {
    #expect {
      try EndpointURL(base)
    } throws: { "\($0)" == message && !"\($0)".contains("hunter2") }
  }

  @Test(arguments: [
    ("http://127.0.0.1:1/v1", true), ("http://127.9.9.9", true), ("http://localhost:1", true),
    ("http://a.localhost", false), ("http://[::1]:1", true), ("https://example.com", true),
    ("http://example.com", false), ("http://10.0.0.1", false),
    ("http://127.0.0.1.example.com", false),
    ("http://localhost.example.com", false),
  ])
  func aKeyGoesOverPlainHTTPToThisMachineOnly(base: String, isTaken: Bool) throws {
    let url = try EndpointURL(base)
    try url.check(hasKey: false, allowsInsecureHTTP: false)
    try url.check(hasKey: true, allowsInsecureHTTP: true)
    let result = Result { try url.check(hasKey: true, allowsInsecureHTTP: false) }
    #expect(((try? result.get()) != nil) == isTaken)
    if case .failure(let error) = result { #expect("\(error)".contains("--allow-insecure-http")) }
  }

  @Test func whatIsShownHoldsTheVersionAloneOfTheQuery() throws {
    let url = try EndpointURL("https://Host:8443/v1?tenant=7&api-version=1")
    #expect(url.description == "https://host:8443/v1?api-version=1")
  }
}
