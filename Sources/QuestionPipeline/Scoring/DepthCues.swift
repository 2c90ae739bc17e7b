/// Which signs of depth an answer gives: a rule metric beside depth, which is a judge's alone.
///
/// Interviewers listen for mechanism, trade-off, failure case, condition and quantity; here each is a list of phrases in
/// English and Chinese, so a word in passing counts as much as an argument, and an argument in other words is missed.
/// No ratings were found to measure it against. What it separates: careless answer lists from the web had means of
/// 0.04 (English) and 0.14 (Chinese), the answers of the shipped pack to the same kinds 0.36 to 0.58. Longer answers
/// have more room for cues: compare only what was to be of like length.
package struct DepthCues: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Says by which cause something comes about.
  package static let mechanism = DepthCues(rawValue: 1)
  /// Says what an advantage costs.
  package static let tradeOff = DepthCues(rawValue: 2)
  /// Says how it goes wrong.
  package static let failureCase = DepthCues(rawValue: 4)
  /// Says under which condition it holds.
  package static let condition = DepthCues(rawValue: 8)
  /// Says how much.
  package static let quantity = DepthCues(rawValue: 16)

  package static let all: [DepthCues] = [
    .mechanism, .tradeOff, .failureCase, .condition, .quantity,
  ]

  /// The share of the five that are present, 0…1.
  package var share: Double { Double(Self.all.count { contains($0) }) / Double(Self.all.count) }

  /// The share of the answers that give each cue, by the cue's name; empty without answers.
  package static func shares(of answers: [DepthCues]) -> [(cue: String, share: Double)] {
    guard !answers.isEmpty else { return [] }
    let names = ["Mechanism", "TradeOff", "FailureCase", "Condition", "Quantity"]
    return zip(names, all).map { name, cue in
      let share = Double(answers.count { $0.contains(cue) }) / Double(answers.count)
      return (name, share.roundedScore)
    }
  }

  /// Finds the cues of a text, English and Chinese alike.
  package init(in text: String) { self.init(Tokenizer.tokens(of: text)) }

  init(_ tokens: [Token]) {
    self = []
    for (cue, phrases) in Self.phrases where phrases.isFound(in: tokens) { insert(cue) }
    if tokens.contains(where: { $0.kind == .number }) { insert(.quantity) }
  }

  private static let phrases: [(DepthCues, Phrases)] = [
    (
      .mechanism,
      Phrases(
        "because|so that|therefore|thereby|hence|thus|as a result|which means|which is why|since|so the"
          + "|so it|so each|leads to|lead to|causes|caused by|results in|due to|owing to|as soon as"
          + "|which makes|which lets|which keeps|which lowers|which raises|which gives|by computing"
          + "|in turn|this makes|this lets|this keeps"
          + "|因为|由于|因此|因而|所以|从而|使得|于是|导致|引起|造成|这样一来|意味着|进而|原因是|原因在于|使其|便会|就会"
          + "|之所以")
    ),
    (
      .tradeOff,
      Phrases(
        "at the cost of|at the price of|trade*|in exchange|at the expense|sacrific*|overhead|whereas"
          + "|the price is|the price of|costs more|cost of|costs|in return|pays off|pays for|worth"
          + "|compromise|cheaper but|slower but|faster but|but slower|but it|but the|but also|however"
          + "|the drawback|downside|bargain"
          + "|代价|权衡|取舍|换取|换来|牺牲|折中|折衷|开销|成本|但|却|不过|以换|划算|得不偿失|收益")
    ),
    (
      .failureCase,
      Phrases(
        "fail*|breaks|broken|break down|crash*|error|errors|wrong|leak|leaks|overflow*|underflow*|nan"
          + "|collaps*|degrad*|stale|deadlock*|bug|bugs|symptom*|vanish*|diverg*|saturat*|overfit*"
          + "|underfit*|misses|mislead*|corrupt*|timeout*|drift*|race condition|out of memory|starv*"
          + "|pitfall*|mistake*|lost|loses|silently|unstable|instability|hallucinat*|inflat*"
          + "|失败|失效|出错|错误|崩溃|泄漏|泄露|溢出|退化|失真|误判|过拟合|欠拟合|死锁|异常|丢失|发散|饱和|不收敛|失灵|幻觉"
          + "|误导|偏差|漏掉|超时|漂移|污染|陷阱|不稳定|虚高|消失|爆炸|报错|坏")
    ),
    (
      .condition,
      Phrases(
        "if|when|unless|provided|as long as|only when|only if|depends on|depending on|in case|once"
          + "|whenever|otherwise|under the condition|assuming|where|until|suits|fits"
          + "|如果|若|假如|假设|除非|只要|只有|取决于|前提|条件|一旦|否则|当|时，|的情况下|场景|适合|适用于|视|才")
    ),
    (
      .quantity,
      Phrases(
        "percent|quadratic*|linear|linearly|logarithmic*|exponential*|twice|double|doubles|half|halves"
          + "|halved|order of magnitude|orders of magnitude|times as|times more|times less|hundred"
          + "|hundreds|thousand|thousands|million|millions|billion|billions|dozens|constant time|cubic"
          + "|two|three|four|five|six|eight|ten"
          + "|倍|百分之|平方|线性|对数|指数级|数量级|一半|常数时间|立方|两次|两个|三个|几百|几千|上百|上千|上万|成千|毫秒|千万"
          + "|亿|万")
    ),
  ]
}
