/// What it takes to judge a statement or to fill its gap, by Bloom's levels: to know a fact, or to see how one thing follows
/// from another.
enum StatementDemands {
  /// - Parameter question: a statement, or one in quotation marks with words around it.
  static func rank(of question: InspectedText) -> Int {
    let outside = Set(question.unquotedTokens.map(\.range.lowerBound))
    let quoted = question.tokens.filter { !outside.contains($0.range.lowerBound) }
    return relations.isFound(in: quoted.count < shortest ? question.tokens : quoted) ? 2 : 1
  }

  /// Fewer tokens in quotation marks are a term, and no statement.
  fileprivate static let shortest = 5

  /// Words for a reason, a condition or a consequence.
  private static let relations = Phrases(
    "because|since|so that|so the|so it|so a|therefore|hence|thus|if|unless|when|whenever|until|as long as|causes|leads to"
      + "|results in|due to|follows from",
    "因为|由于|因此|所以|从而|导致|使得|如果|假如|若|只要|除非|一旦|就会|的时候|时，|越|以致")
}

/// Whether somebody's words are to be judged: what is wrong with them is to be found and mended.
enum CritiqueDemands {
  static func isFound(in question: InspectedText) -> Bool {
    question.tokens.count - question.unquotedTokens.count >= StatementDemands.shortest
      && critiques.isFound(in: question.unquotedTokens)
  }

  private static let critiques = Phrases(
    "correct|mend|mending|rectify|refute|rebut|put right|set right|put it right|set it right|set that right|put this statement right"
      + "|respond|reply|object to|better answer|better explanation|should it say|should it have said|should have said"
      + "|point out|has to change|rewrite",
    "纠正|改正|更正|反驳|驳斥|回应|回复|批改|评论|补正|说服|怎么改|更好的回答|正确的说法|正确的答复|怎样说才对|更准确"
      + "|怎样答才对|本应|应该怎么写|怎么跟他解释")
}
