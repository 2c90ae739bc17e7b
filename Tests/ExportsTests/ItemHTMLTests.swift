import QuestionPipeline
import Testing

@testable import Exports

@Suite struct ItemHTMLTests {
  @Test(arguments: [
    ("a\nb\n\nc", "<p>a<br/>b</p><p>c</p>"),
    ("say `x < 1` & go", "<p>say <code>x &lt; 1</code> &amp; go</p>"),
    ("```c\nif (a)\n\n  b;\n```\nend", "<pre><code>if (a)\n\n  b;</code></pre><p>end</p>"),
    ("def f():\n    x  = 0", "<p>def f():<br/>\u{A0}\u{A0}\u{A0}\u{A0}x \u{A0}= 0</p>"),
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("a\r\nb\u{0}", "<p>a<br/>b\u{FFFD}</p>"), ("", ""),
  ])
  func textsBecomeMarkup(text: String, html: String) {
    #expect(ItemHTML.markup(text).source == html)
  }

  @Test func oneParagraphStandsInItsLineAlone() {
    #expect(ItemHTML.inline("a & b").source == "a &amp; b")
    #expect(ItemHTML.inline("a\n\nb").source == "<p>a</p><p>b</p>")
  }
}
