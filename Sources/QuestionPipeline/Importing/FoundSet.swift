/// A set as it was found in a file: what could be read, and what could not.
package struct FoundSet: Sendable {
  package var items: [Item]
  /// The line of each item, from 1: where its question begins.
  package var lines: [Int]?
  /// Lines that look like items, or parts of them, and could not be read.
  package var unread: [SetReport.Unread]
  /// What the input was taken for, in a phrase: "a numbered or marked list", "CSV".
  package var format = ""
  /// Which field of the input became which part of an item; empty where a format leaves no choice.
  package var mapping: [MappedField] = []
  /// Text around the items: titles, introductions, navigation, adverts, comments.
  package var leftOut: [LeftOut] = []
}

/// A part of an item and the field it was read from.
package struct MappedField: Sendable, Hashable {
  package var part: ItemPart
  /// The names as the input spells them; several for options in columns of their own.
  package var names: [String]
  /// Whether `--map` said so.
  package var isGiven: Bool
}

/// Neighbouring lines that belong to no item.
package struct LeftOut: Sendable, Hashable {
  package var lines: ClosedRange<Int>
  /// The first of them.
  package var text: String
  /// Behind the end of the list.
  var isFooter = false
}
