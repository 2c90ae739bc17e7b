import QuestionPipeline
import Testing

struct DocumentQuestionTests {
  private static let english = """
    # Storage engines

    A log-structured merge tree is a storage structure that turns random writes into
    sequential ones. It was described in 1996.

    A **bloom filter** is a compact summary that answers whether a key may be present.

    Compaction consists of reading sorted files, merging them and writing new ones.

    Reads slow down because every level may hold a version of the key.

    Unlike B-trees, sorted files are never changed in place.

    The write-ahead log is used to recover unflushed data after a crash. This keeps it safe.

    A default block holds 4096 bytes. It is never split.

    Every memory table takes 64 megabytes of the heap.

    A cache line has 128 bytes of data and flags.

    In each level a file grows to 160 megabytes.

    A bloom filter is given 96 kilobytes for each file.

    | a | b |
    See [the manual](https://example.org) for 99 more options.
    """

  private static let chinese = """
    # 存储引擎

    布隆过滤器是一种判断元素可能存在与否的紧凑结构。它会误报。

    由于每一层都可能存有同一个键，读取会变慢。

    与 B 树不同，排序文件写出之后不再修改。

    合并过程由读取、归并和写出组成。默认的数据块大小为 4096 字节。内存表占用 64 兆字节。

    预写日志用于在崩溃之后恢复尚未落盘的数据。
    """

  private func written(_ text: String, _ kind: QuestionKind, _ language: String) async throws
    -> [OfflineRun.Written]
  {
    let passage: JSONValue = [
      "id": "p-1", "document": "notes/engines.md", "headings": ["Storage engines"],
      "text": .string(text),
    ]
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack()))
    return try await run.write(
      "engines", kind, language, limit: 40, extra: ["passages": [passage]])
  }

  @Test(arguments: ["en", "zh"], [QuestionKind.open, .trueFalse, .cloze])
  func everyQuestionRestsOnAnExactQuote(language: String, kind: QuestionKind) async throws {
    let text = language == "en" ? Self.english : Self.chinese
    let written = try await written(text, kind, language)
    #expect(written.count >= (kind == .open ? 6 : 2))
    for entry in written {
      let draft = try #require(entry.draft, "\(entry.reply)")
      let quote = try #require(draft.sources.first)
      #expect(quote.document == "notes/engines.md")
      #expect(text.contains(quote.quote))
      #expect(draft.question.contains(language == "en" ? "“Storage engines”" : "《Storage engines》"))
    }
  }

  @Test func sentencesThatPointElsewhereAreLeftOut() async throws {
    for kind in [QuestionKind.open, .cloze, .trueFalse] {
      for entry in try await written(Self.english, kind, "en") {
        let quote = try #require(entry.draft?.sources.first?.quote)
        for part in ["This keeps", "manual", "|", "#"] { #expect(!quote.contains(part)) }
      }
    }
  }

  @Test func aSentenceThatLeansOnTheOneBeforeIsShownAndQuotedBehindIt() async throws {
    for kind in [QuestionKind.open, .cloze, .trueFalse] {
      let drafts = try await written(Self.english, kind, "en").compactMap(\.draft)
      let leaning = drafts.filter { $0.question.contains("It was described in") }
      #expect(!leaning.isEmpty, "\(kind)")
      for draft in leaning {
        #expect(draft.question.contains("A log-structured merge tree is a storage structure"))
        #expect(draft.sources.first?.quote.hasPrefix("A log-structured merge tree is") == true)
        #expect(draft.sources.first?.quote.hasSuffix("It was described in 1996.") == true)
      }
    }
  }

  @Test func optionsAreOtherNumbersOfThePassage() async throws {
    let written = try await written(Self.english, .multipleChoice, "en")
    #expect(!written.isEmpty)
    for entry in written {
      let draft = try #require(entry.draft)
      #expect(draft.choices.count == 4)
      #expect(draft.choices.allSatisfy { Self.english.contains($0.text) })
    }
  }

  @Test func aFalseStatementDiffersFromTheTextAndATrueOneDoesNot() async throws {
    for (text, language) in [(Self.english, "en"), (Self.chinese, "zh")] {
      for entry in try await written(text, .trueFalse, language) {
        let draft = try #require(entry.draft)
        let sentence = try #require(draft.keyPoints.first)
        #expect(draft.question.contains(sentence) == draft.choices[0].isCorrect)
      }
    }
  }

  @Test func aPassageInAnotherLanguageYieldsNothing() async throws {
    #expect(try await written(Self.chinese, .open, "en").isEmpty)
    #expect(try await written(Self.english, .open, "zh").isEmpty)
  }
}
