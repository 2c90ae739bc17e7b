import Testing

@testable import QuestionPipeline

struct LanguageGuessTests {
  @Test(
    arguments: [
      ("What is a cache?", "en"), ("什么是缓存？", "zh-Hans"), ("請說明資料庫的索引結構", "zh-Hant"),
      ("请解释一下 Transformer 的 Multi-Head Attention 机制", "zh-Hans"),
      ("What does 你好 mean in a greeting between friends?", "en"), ("キャッシュとは何ですか？", "ja"),
      ("캐시란 무엇입니까?", "ko"), ("Что такое кэш?", "ru"),
      ("Was ist ein Index und wie wird er benutzt?", "de"),
      ("Pourquoi le cache est-il dans la mémoire et pour qui ?", "fr"),
      ("¿Qué es una clave y cómo es que se usa en la base?", "es"), ("CAP", "en"),
    ])
  func theLanguageOfAQuestionIsTold(question: String, tag: String) {
    #expect(LanguageGuess.language(of: question, "").tag == tag)
  }

  @Test func aQuestionWithoutWordsTakesItsAnswersLanguage() {
    #expect(LanguageGuess.language(of: "CAP?", "一致性、可用性与分区容忍性。") == .chinese)
  }
}
