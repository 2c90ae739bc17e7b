/// What a set is to be about.
public struct GenerationRequest: Sendable, Hashable {
  /// Subjects to ask about; where there are none, those of the documents.
  public var topics: [String]
  /// Files, folders and patterns of documents to ask about.
  public var sources: [String]
  /// Items wanted.
  public var count: Int
  /// Which take turns, so that all come about equally often.
  public var kinds: [QuestionKind]
  /// BCP 47 tags; empty means the documents' languages, or English.
  public var languages: [String] = []
  /// Empty leaves each kind its own.
  public var levels: [Level] = []
  /// From 1 to 5; empty leaves each level its own.
  public var difficulties: [Int] = []
  /// Role, seniority, or the text of a CV or job description.
  public var audience: String?
  /// Decides every choice left to chance; nil is the configuration's.
  public var seed: Int?

  /// A request for questions on topics, from documents, or both.
  public init(
    topics: [String] = [], sources: [String] = [], count: Int = 20, kinds: [QuestionKind] = [.open],
    seed: Int? = nil
  ) {
    self.topics = topics
    self.sources = sources
    self.count = count
    self.kinds = kinds
    self.seed = seed
  }
}
