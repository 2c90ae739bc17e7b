package import QuestionPipeline

/// Writes sets in one format. Equal sets give equal bytes: no clock, no chance, no order of dictionaries.
package protocol SetExporter: Sendable {
  /// The fields of items that the format has a place for. Others that an item holds are told of as left out.
  var carried: Set<ItemField> { get }

  /// Throws: `ExportError` where the set cannot be written at all.
  func export(_ set: ExportSet) throws -> Export
}

/// A set on its way to another program.
package struct ExportSet: Sendable {
  /// In cell order; identifiers are unique.
  package var items: [Item]
  /// What the set is called, for titles and for the names of decks, categories and tasks; never empty.
  package var title: String
  /// Of the documents that the set was made from, in their order, where they are at hand.
  package var passages: [Passage]

  package init(items: [Item], title: String, passages: [Passage] = []) {
    self.items = items
    self.title = title
    self.passages = passages
  }
}

/// What an exporter made.
package struct Export: Sendable {
  package var content: Content
  /// What the format could not say beyond fields that it has no place for, in sentences without a full stop:
  /// "3 coding items became essays: the format runs no code".
  package var remarks: [String]

  package enum Content: Sendable, Hashable {
    case file([UInt8])
    /// The files of a folder by their paths inside it, "/" between the parts.
    case folder([(path: String, bytes: [UInt8])])

    package static func == (left: Content, right: Content) -> Bool {
      switch (left, right) {
      case (.file(let left), .file(let right)): left == right
      case (.folder(let left), .folder(let right)):
        left.elementsEqual(right) { $0.path == $1.path && $0.bytes == $1.bytes }
      default: false
      }
    }

    package func hash(into hasher: inout Hasher) {
      switch self {
      case .file(let bytes): hasher.combine(bytes)
      case .folder(let files):
        for file in files {
          hasher.combine(file.path)
          hasher.combine(file.bytes)
        }
      }
    }
  }

  package init(_ content: Content, remarks: [String] = []) {
    self.content = content
    self.remarks = remarks
  }
}

/// A set that a format cannot hold.
package struct ExportError: Error, Hashable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}
