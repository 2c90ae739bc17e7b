import QuestionPipeline
import Testing

struct TokenEstimateTests {
  /// A text with what the tokenisers of three vocabularies make of it.
  struct Sample: Sendable {
    var text: String
    var mean: Double

    init(_ text: String, o200k: Int, qwen: Int, deepSeek: Int) {
      self.text = text
      mean = Double(o200k + qwen + deepSeek) / 3
    }
  }

  private static let english = [
    Sample(
      "A cache keeps what was computed once, so that the next request need not wait for it. Its"
        + " size is bounded, and something has to go when it is full: the entry that was used least"
        + " recently, the one that was asked for least often, or the one whose time has come.",
      o200k: 59, qwen: 59, deepSeek: 59),
    Sample(
      "Why does a write-ahead log make a database both faster and safer? Each change is"
        + " appended to one file in order, which the disk can do quickly; the pages themselves are"
        + " written later, many changes at a time. After a crash the log is read from the last"
        + " checkpoint, and every committed change is applied again.",
      o200k: 65, qwen: 64, deepSeek: 65),
    Sample(
      "Suppose that 2,000 requests arrive each second and that each holds a connection for 150"
        + " ms. By Little's law the pool needs 300 connections on average; with bursts of twice the"
        + " rate, 600. What happens to the waiting time if the pool holds only 250?",
      o200k: 59, qwen: 69, deepSeek: 58),
    Sample(
      "```python\ndef window_sums(values, width):\n    total = sum(values[:width])\n    sums ="
        + " [total]\n    for index in range(width, len(values)):\n        total += values[index] -"
        + " values[index - width]\n        sums.append(total)\n    return sums\n```\nThe loop adds one"
        + " value and drops another, so its cost does not depend on the width.",
      o200k: 77, qwen: 77, deepSeek: 76),
  ]

  private static let chinese = [
    Sample(
      "缓存保存已经算过的结果，下一次请求就不必再等。它的容量有限，装满之后总要淘汰一些内容：最久没有用到的、访问次数最少的，或"
        + "者已经过期的。",
      o200k: 52, qwen: 47, deepSeek: 41),
    Sample(
      "为什么预写日志既能让数据库更快，又能让它更安全？每次修改都按顺序追加到同一个文件，磁盘顺序写入很快；数据页稍后再成批写回"
        + "。崩溃之后，从最近的检查点开始读取日志，把已经提交的修改重新执行一遍。",
      o200k: 72, qwen: 66, deepSeek: 58),
    Sample(
      "假设每秒到达 2000 个请求，每个请求占用连接 150 毫秒。根据利特尔法则，连接池平均需要 300 个连接；如果突发"
        + "流量达到两倍，就需要 600 个。若连接池只有 250 个连接，等待时间会怎样变化？",
      o200k: 68, qwen: 77, deepSeek: 64),
    Sample(
      "面试官会追问：你如何判断一个指标是否可信？先说明它衡量什么、样本从哪里来，再给出置信区间，并指出在哪些情况下它会失真。只"
        + "报一个平均分而不谈波动，往往说明没有真正做过评估。",
      o200k: 65, qwen: 55, deepSeek: 52),
  ]

  @Test(arguments: [english, chinese]) func sumsLieWithinATenthOfWhatTokenisersCount(
    samples: [Sample]
  ) {
    let estimated = Double(samples.reduce(0) { $0 + TokenEstimate.tokens(in: $1.text) })
    let counted = samples.reduce(0) { $0 + $1.mean }
    #expect(abs(estimated / counted - 1) < 0.1, "\(estimated) for \(counted)")
  }

  @Test(arguments: english + chinese) func aSingleTextLiesNear(sample: Sample) {
    let estimated = Double(TokenEstimate.tokens(in: sample.text))
    #expect(abs(estimated / sample.mean - 1) < 0.2, "\(estimated) for \(sample.mean)")
  }

  @Test func anEmptyTextHasNoneAndEachFurtherCharacterTakesNoneAway() {
    #expect(TokenEstimate.tokens(in: "") == 0)
    for sample in Self.english + Self.chinese {
      var text = ""
      var before = 0
      for scalar in sample.text.unicodeScalars {
        text.unicodeScalars.append(scalar)
        let count = TokenEstimate.tokens(in: text)
        #expect(count >= before)
        before = count
      }
    }
  }

  @Test func aPrefixHasAsManyTokensAsFit() {
    for sample in Self.english + Self.chinese {
      for limit in [1, 7, 20] {
        let prefix = String(TokenEstimate.prefix(of: sample.text, tokens: limit))
        #expect(sample.text.hasPrefix(prefix))
        #expect(TokenEstimate.tokens(in: prefix) <= limit)
        let next = sample.text.unicodeScalars.dropFirst(prefix.unicodeScalars.count).first!
        var longer = prefix
        longer.unicodeScalars.append(next)
        #expect(TokenEstimate.tokens(in: longer) > limit)
      }
    }
  }

  /// Half a token a narrow character and one and a half a wide one, which begin at U+2E80.
  @Test(
    arguments: [
      ("", 0), ("a", 1), ("ab", 1), ("abc", 2), ("é\u{301}ß", 2), ("\u{2E7F}", 1),
      ("\u{2E80}", 2), ("质检", 3), ("质a检b", 4), ("😀", 2), ("\u{2FFF}\u{3000}", 3), ("–—…", 2),
    ]) func theMostIsCountedByCharacters(text: String, tokens: Int)
  {
    #expect(TokenEstimate.most(in: text) == tokens)
  }
}
