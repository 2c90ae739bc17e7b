/// `manifest.json`: what was asked, what can change the items, versions, segments and counts.
package enum Manifest {
  package static let formatVersion = 1

  /// Versions of the formats of the set's files; a change that readers would trip over raises one.
  package static let formats: JSONValue = [
    "manifest": .integer(formatVersion), "items": 1, "refused": 1,
    "report": .integer(SetReport.formatVersion),
    "trace": 1, "journal": 1,
  ]

  package static func json(
    _ contents: SetContents, identity: RunIdentity, segments: JSONValue, mark: JSONValue,
    documents: JSONValue? = nil
  ) -> JSONValue {
    var object = JSONObject()
    object["viva"] = .string(Version.number)
    object["formats"] = formats
    object["run"] = .string(identity.run)
    object["brief"] = contents.brief?.json
    object["documents"] = documents
    object["backend"] = .string(contents.backend)
    object["model"] = .string(contents.model)
    object["identity"] = identity.json
    // Row numbers of the memory file stand in no published file.
    object["memoryMarks"] = .strings(
      (mark.arrayValue ?? []).map { "m-" + SHA256.hex(JSONWriter.canonical($0)).prefix(12) })
    object["segments"] = segments
    object["ending"] = .string(contents.ending ?? "met")
    object["items"] = .integer(contents.items.count)
    object["refused"] = .integer(contents.refused.count)
    object["ledger"] = contents.ledger?.json
    object["memory"] = contents.memory?.json
    object["lessons"] = .array(contents.lessons.map(\.json))
    object["usage"] = .array(contents.usage.map(\.json))
    object["cost"] = contents.cost?.json
    return .object(object)
  }
}
