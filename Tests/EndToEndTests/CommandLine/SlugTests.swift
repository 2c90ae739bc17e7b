import Testing

@testable import viva

struct SlugTests {
  @Test(arguments: [
    (["Transformers"], "transformers"), (["Self attention", "RAG"], "self-attention-rag"),
    (["大语言模型"], "大语言模型"), (["C++ & 线程"], "c-线程"), (["../../etc/passwd"], "etc-passwd"),
    (["..", "/"], "set"), (["--"], "set"), (["a\u{0}b\nc"], "a-b-c"), (["Größe"], "größe"),
  ])
  func aSlugIsAPlainName(topics: [String], name: String) { #expect(Slug.of(topics) == name) }

  @Test func longNamesAreCutAndStayApart() {
    let long = String(repeating: "long topic ", count: 20)
    let (first, second) = (Slug.of([long + "a"]), Slug.of([long + "b"]))
    #expect(first.count < 80 && second.count < 80 && first != second)
  }
}
