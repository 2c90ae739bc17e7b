import QuestionPipeline
import Testing

struct RedactionTests {
  @Test(
    arguments: [
      ("the key is marker-key-1.", "the key is [key]."),
      ("marker-key-1marker-key-12", "[key][key]"),
      ("Incorrect key: sk-abcDEF123456.", "Incorrect key: [key]."),
      ("sk-proj-a_b-c***xyz", "[key]"),
      ("Authorization: Bearer abcdef123456", "Authorization: Bearer [key]"),
      ("bearer abcdefgh12", "bearer [key]"), ("api-key: abcdef", "api-key: [key]"),
      (#"{"api_key": "abcdef"}"#, #"{"api_key": "[key]"}"#),
      ("X-Api-Key=abcdef", "X-Api-Key=[key]"),
      ("https://h/v1?key=abc&x=1", "https://h/v1?key=[key]&x=1"),
      ("?api_key=abcdef", "?api_key=[key]"),
      ("Authorization: Basic dXNlcjpwdw==", "Authorization: Basic [key]"),
      ("gsk_0123456789abcdef", "[key]"),
    ])
  func takesKeysOut(text: String, expected: String) {
    #expect(Redaction(["marker-key-1", "marker-key-12"]).text(text) == expected)
  }

  @Test(
    arguments: [
      "a task-based risk-averse desk-job", "no key here", "Bearer token missing", "", "monkey",
      "sk-",
      "the API key is missing", "世界",
    ])
  func leavesOtherTextAlone(text: String) {
    #expect(Redaction([""]).text(text) == text)
  }
}
