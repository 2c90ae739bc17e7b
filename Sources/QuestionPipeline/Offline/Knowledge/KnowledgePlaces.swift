/// Where the members of concepts stand in the files of a pack, found by reading these again: only what is wrong is asked for.
package struct KnowledgePlaces: Sendable {
  private let files: [String: [UInt8]]
  /// Of the files that were asked about: the line of each member, and the place of each concept.
  private var known: [String: (lines: [String: Int], concepts: [String: Int])] = [:]

  package init(_ files: [(name: String, bytes: [UInt8])]) {
    self.files = Dictionary(
      files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
  }

  /// The line of a concept's member ("en.facts[2]"), or of what is nearest around it; nil where it cannot be told. Of a
  /// concept that a file holds twice, in the later place.
  package mutating func line(of concept: String, _ member: String, in file: String) -> Int? {
    if known[file] == nil {
      let bytes = files[file] ?? []
      let entries = (try? JSONParser.parse(bytes, .json5))?["concepts"]?.arrayValue ?? []
      var concepts: [String: Int] = [:]
      for (place, entry) in entries.enumerated() {
        if let id = entry["id"]?.stringValue { concepts[id] = place }
      }
      known[file] = ((try? JSONParser.lines(bytes, .json5)) ?? [:], concepts)
    }
    guard let (lines, concepts) = known[file], let place = concepts[concept] else { return nil }
    return KnowledgeReader.nearestLine(to: "concepts[\(place)].\(member)", in: lines)
  }
}
