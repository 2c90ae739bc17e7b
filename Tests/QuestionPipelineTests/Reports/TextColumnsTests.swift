import QuestionPipeline
import Testing

@Suite struct TextColumnsTests {
  @Test(arguments: [
    ("abc", 3), ("注意力", 6), ("，", 2), ("ｶ", 1), ("한국", 4), ("é", 1), ("e\u{301}", 1),
    ("👨‍👩‍👧‍👦", 2), ("👋🏽", 2), ("🇨🇳", 2), ("❤\u{FE0F}", 2), ("❤", 1), ("1\u{FE0F}\u{20E3}", 2),
    ("🤖🧠", 4), ("\u{200B}\u{301}", 0), ("שלום", 4), ("⚡", 2), ("a—b", 3),
  ]) func textsTakeTheColumnsThatTerminalsGiveThem(text: String, columns: Int) {
    #expect(text.columns == columns)
  }
}
