/// A part of a block that one passage holds whole.
struct BlockPiece {
  var bytes: Range<Int>
  /// Where it starts, in scalars of the document.
  var start: Int
  var tokens: Int
  var page: Int?
  /// Whether the passage before it must not go on over it.
  var isApart: Bool
  /// The caption and header row of the table whose later rows these are, and where they start.
  var lead: (bytes: Range<Int>, start: Int)?
  /// Whether it belongs to what follows: "The steps are:".
  var announces = false
  /// Whether its end may be told again at the start of the next passage.
  var isProse = false
}
