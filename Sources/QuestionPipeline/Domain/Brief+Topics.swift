extension Brief {
  /// Topics that differ in letter case alone are one, by its first spelling.
  ///
  /// - Parameter areGiven: by the user, and not taken from the titles of documents.
  /// - Returns: what is to be told of it.
  package mutating func dropDoubledTopics(areGiven: Bool) -> [String] {
    var counts: [String: Int] = [:]
    for topic in topics { counts[topic.lowercased(), default: 0] += 1 }
    var notices: [String] = []
    var seen: Set<String> = []
    topics = topics.filter { topic in
      let name = topic.lowercased()
      let count = counts[name] ?? 1
      guard seen.insert(name).inserted else {
        if areGiven { notices.append("topic '\(topic)' is given twice and counts once") }
        return false
      }
      if !areGiven, count > 1 {
        notices.append("\(count) documents are titled '\(topic)'; they are one topic")
      }
      return true
    }
    return notices
  }
}
