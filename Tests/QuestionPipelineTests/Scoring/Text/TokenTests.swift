import Testing

@testable import QuestionPipeline

struct TokenTests {
  static let texts = [
    "", "plain", "naïve café", "注意力机制", "混合 of both，和标点。", "𠀀 and 👍🏽", "e\u{301}", "a\u{0}b",
    "\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}", "x < 0, x > -1: 3.5% (C++)？",
  ]

  @Test(arguments: texts) func scalarsComeAndGoUnchanged(_ text: String) {
    #expect(text.scalarArray == Array(text.unicodeScalars))
    #expect(String(scalars: text.scalarArray).utf8.elementsEqual(text.utf8))
  }

  @Test(arguments: texts) func aTokenIsKnownByTheStableHashOfItsText(_ text: String) {
    #expect(Tokenizer.tokens(of: text).allSatisfy { $0.key == $0.text.stableHash })
  }

  @Test func foldsWidthCaseLigaturesAndAccents() {
    let tokens = Tokenizer.tokens(of: "The ﬁne ＣＰＵ's c++ 注意 İstanbul 1,024 Ａ１ été")
    #expect(
      tokens.map(\.text) == [
        "the", "fine", "cpu's", "c++", "注", "意", "istanbul", "1,024", "a1", "ete",
      ])
  }

  @Test(arguments: texts) func theKeyOfTheNormalFormIsItsHash(_ text: String) {
    let form = QuestionNormal.form(of: text)
    let key = QuestionNormal.key(of: text.scalarArray)
    #expect(key.key == form.stableHash)
    #expect(key.bytes == form.utf8.count)
  }

  @Test func wordsAreFoundAmongOthersByTheirKeys() {
    let words = WordSet(["and", "和", "don't"])
    let found = Tokenizer.tokens(of: "Bread AND butter 和 don’t or 与").filter { words.contains($0) }
    #expect(found.map(\.text) == ["and", "和", "don't"])
  }

  @Test(
    arguments: [
      ("plain text", []), ("a `b` c", [.backtick, .quote]), ("costs $5", .dollar),
      ("填（ ）吗？", [.gap, .question]), ("“q” 「r」", .quote), ("a_b <c> [d]", .gap),
      ("\u{FFFC}", .hidden),
    ] as [(String, TextSigns)])
  func signsAreThoseThatTheTextHas(_ text: String, _ signs: TextSigns) {
    #expect(TextSigns(text.scalarArray) == signs)
  }
}
