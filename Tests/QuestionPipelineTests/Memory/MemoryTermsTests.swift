import Testing

@testable import QuestionPipeline

struct MemoryTermsTests {
  @Test func aChineseWordOfTwoIdeographsIsOneTerm() {
    #expect(MemoryTerms.of("缓存失效") == ["缓", "存", "缓存", "失", "存失", "效", "失效"])
  }

  @Test func punctuationParts() {
    #expect(!MemoryTerms.of("缓存，失效").contains("存失"))
    #expect(!MemoryTerms.of("缓存 失效").contains("存失"))
  }

  @Test func englishWordsMeetByTheirStemAndCase() {
    #expect(MemoryTerms.of("Heads of attention") == MemoryTerms.of("head OF attention"))
  }

  @Test func signsOfANameStay() {
    #expect(MemoryTerms.of("C++ and C#") != MemoryTerms.of("C and C"))
    #expect(
      MemoryTerms.of("d_k, don't, 0.5, c++").joined().unicodeScalars.allSatisfy {
        ("a"..."z").contains($0) || ("0"..."9").contains($0)
      })
  }

  @Test func eachTermComesOnce() {
    #expect(MemoryTerms.of("to be or not to be 是是是") == ["to", "be", "or", "not", "是", "是是"])
  }
}
