/// How far a run is.
public struct RunProgress: Sendable, Hashable {
  /// Items accepted so far (of an evaluation: judged). At the end of a wave it may fall by those that repeat another.
  public let done: Int
  /// Items asked for (of an evaluation: items of the set).
  public let wanted: Int
  /// Drafts refused so far.
  public let refused: Int
}
