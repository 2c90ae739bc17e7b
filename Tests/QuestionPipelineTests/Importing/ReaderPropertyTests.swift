import Testing

@testable import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What holds for the list reader whatever is pasted together.
struct ReaderPropertyTests {
  /// A piece of a list. "@" becomes a word that stands nowhere else.
  private static let asking = [
    "1. What is @?\nAn answer.\n", "2) Why does @ matter?\n", "3、什么是@？\n答案：一种东西。\n", "（4）如何实现@？\n",
    "Q: What is @?\nA: It is one.\n", "**What is @?**\nText.\n",
    "## How does @ work?\n\nBy magic.\n",
    "- What about @?\n", "Question 5: Where is @?\nAnswer: Here.\n", "问：@是什么？\n答：不知道。\n",
    "7. Which is @?\nA. one\nB. two\nAnswer: B\n", "What is @?\n\nSome prose.\n",
    "面试官：“@怎么用？”\n候选人：“这样用。”\n",
    "<details><summary>What is @?</summary>\nHidden.\n</details>\n", "> Who made @?\n",
    "1. 2. What is @?\n",
    "Q1. What is @? A1. Nothing. Q2. Why?\n", "1️⃣ What is @?\n", "\tWhat is @?\n",
  ]
  private static let other = [
    "\n", "\n\n", "---\n", "```\ncode ? 1. x\n```\n", "Some prose, of no use.\n",
    "1. Do this.\n2. Do that.\n", "- a point\n  - below it\n", "| a | b |\n|---|---|\n",
    "## A title\n",
    "Top comments (2)\n", "评论\n", "Share\n", "def f(x):\n    return x\n", "> quoted\n",
    "A. lone option\n",
    "答案：B\n", "Answers: 1. B 2. C\n", "</p><b>\n", "\u{FEFF}\u{200B}\n", "\r\n", "{=x ~y}\n",
    "[x](#y)\n", "***\n",
    "**bold\n", "(((((\n", "?\n", "？？\n", "Q:\n", "1.\n", "#\n", "- \n", "答：\n",
  ]

  private static func text(_ seed: Int) -> (text: String, words: [String]) {
    var generator = RunSeed(value: UInt64(seed)).generator(cell: 0, stage: "fuzz", attempt: 0)
    var text = ""
    var words: [String] = []
    for _ in 0..<Int.random(in: 1...14, using: &generator) {
      if Bool.random(using: &generator) {
        let word = "zq\(seed)w\(words.count)zq"
        words.append(word)
        text += asking.randomElement(using: &generator)!.replacing("@", with: word)
      } else {
        text += other.randomElement(using: &generator)!
      }
      if Int.random(in: 0..<3, using: &generator) == 0 { text += "\n" }
    }
    return (text, words)
  }

  @Test(arguments: 0..<25)
  func noQuestionIsLostAndLinesAreThoseOfTheInput(block: Int) {
    for seed in (block * 50)..<(block * 50 + 50) {
      let (text, words) = Self.text(seed)
      let reader = ListReader(text)
      let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        .map { String($0) }
      let items = reader.items.map(ItemAssembly.item)
      let all = items.map { "\(JSONWriter.text($0.json, indent: 0))" }.joined()
      for word in words where !all.contains(word) {
        let line = lines.firstIndex { $0.contains(word) }.map { $0 + 1 }
        #expect(
          reader.unread.contains { $0.line == line }, "seed \(seed): \(word) is lost of\n\(text)")
      }
      for item in reader.items {
        #expect((1...max(1, lines.count)).contains(item.line))
        #expect(!item.question.isEmpty)
      }
      #expect(reader.items.map(\.line) == reader.items.map(\.line).sorted())
    }
  }

  @Test func anyBytesAreReadOrRefused() {
    for seed in 0..<120 {
      var generator = RunSeed(value: UInt64(seed)).generator(cell: 1, stage: "bytes", attempt: 0)
      var bytes = Array(Self.text(seed).text.utf8)
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        let marks = Array("{}[]\"'=~#:,;\\\n\r\t<>&?1A.".utf8)
        bytes.insert(marks.randomElement(using: &generator)!, at: place)
      }
      for name in ["a.txt", "a.csv", "a.gift", "a.json", "a.md"] {
        _ = Reading.error(bytes, name)
      }
    }
  }

  /// Each as hostile as a repetition can be, and lines that are long.
  private static let hostile: [String] = [
    "1. What is x? ", "Q: x? A: y. ", "2. ", "(A) (B) ", "# c\n", "x = f(1);\n\n", "<b <i ", "****",
    "?", "“", "` ` ",
    "1. a\n", "> ", "```\n", "Answer:\n1. B\n", "- q?\n", "{=a ", "\"a,\n", "[[", "A. b\n\n",
    "面试官：x\n", "&amp;&",
    "1. What is it?\nA. a\nB. b\nAnswer: B\n\n", "<summary>", "(", "问：什么？答：好。",
  ]

  @Test(arguments: 0..<26)
  func theTimeGrowsAsTheTextDoes(index: Int) {
    let piece = Self.hostile[index]
    // The thread's own time: other tests run beside it.
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    func time(_ count: Int) -> Double {
      let bytes = Array(String(repeating: piece, count: count).utf8)
      let start = now()
      _ = Reading.error(bytes)
      return now() - start
    }
    _ = time(10)
    let count = 3_000 / piece.utf8.count
    let small = time(count)
    let large = time(count * 8)
    // Eight times the text takes eight times as long, sixty-four times if each part looks at all others.
    #expect(large < small * 28 + 0.05, "\(piece): \(small), then \(large)")
  }
}
