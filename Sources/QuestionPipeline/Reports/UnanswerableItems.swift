/// How many items of a set their documents do not answer, and how many were asked for.
struct UnanswerableItems: Sendable, Hashable {
  /// The share asked for; nil where none was.
  let asked: Double?
  let items: Int
  let notStated: Int
  let falsePremise: Int

  /// Nil where none were asked for and none are there.
  init?(_ report: SetReport) {
    asked = report.contents.brief?.unanswerable
    items = report.items.count
    notStated = report.items.count { $0.item.unanswerable == .notStated }
    falsePremise = report.items.count { $0.item.unanswerable == .falsePremise }
    if asked == nil, notStated + falsePremise == 0 { return nil }
  }

  var share: Double {
    items == 0 ? 0 : (Double(notStated + falsePremise) / Double(items)).roundedScore
  }

  /// "12 of 120 items (10%), 10% asked for: 6 not stated, 6 with a false premise"
  func sentence(_ words: ReportWords) -> String {
    func percent(_ share: Double) -> String { (share * 100).fixed(1) + "%" }
    let count = (notStated + falsePremise).grouped
    let wanted = asked.map { words(", \(percent($0)) asked for", "，要求 \(percent($0))") } ?? ""
    return words(
      "\(count) of \(items.grouped) items (\(percent(share)))\(wanted): \(notStated.grouped) not stated, "
        + "\(falsePremise.grouped) with a false premise",
      "\(items.grouped) 题中 \(count) 题（\(percent(share))）\(wanted)：未说明 \(notStated.grouped) 题，"
        + "前提有误 \(falsePremise.grouped) 题")
  }

  var json: JSONValue {
    var object = JSONObject()
    object["asked"] = asked.map(JSONValue.number)
    object["share"] = .number(share)
    object["notStated"] = .integer(notStated)
    object["falsePremise"] = .integer(falsePremise)
    return .object(object)
  }
}

extension ReportWords {
  /// What an item's label says.
  package func unanswerable(_ reason: Unanswerable) -> String {
    switch reason {
    case .notStated: self("unanswerable: not stated", "无法作答：文档未说明")
    case .falsePremise: self("unanswerable: false premise", "无法作答：前提有误")
    }
  }
}
