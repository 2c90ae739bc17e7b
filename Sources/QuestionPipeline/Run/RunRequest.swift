import SQLiteStorage

/// Everything that a run is made of; nothing is read from elsewhere.
package struct RunRequest: Sendable {
  package var brief: Brief
  package var settings: Settings
  package var prompts: PromptLibrary
  package var rubric: Rubric
  package var passages: [Passage]
  package var cast: ModelCast
  /// What may be spent on it, over all invocations; another one may bring another.
  package var budget: RunBudget
  /// "offline" or "endpoint"; a replay names what its journal was made by.
  package var backend: String
  /// The output folder.
  package var folder: String
  package var memoryFile: String?
  /// What a new memory file is called; no two files may get the same.
  package var freshIdentifier: String
  package var allowsRepeats: Bool
  package var identity: RunIdentity
  /// Whether a commit of the journal waits for the disk.
  package var isDurable: Bool
  package var clock: any RunClock
  package var progress: any ProgressSink
  /// Makes spans of what it does, for others to keep; nil where nobody asked for them.
  package var tracer: RunTracer?
  /// The gates of the endpoints that it asks, for the record of their time.
  package var endpoints: [EndpointGate] = []
  /// What became of the documents, for the record.
  package var intake = DocumentIntake()
  package var storage: any RunStorage = SystemStorage()
  package var waves = WaveSizes()
  package var joints = RunJoints()
  /// What the program around the run brings along; its identity is to name them.
  package var guests = RunGuests()
  /// Whether the set gets its reports, too; they follow from its other files.
  package var publishesReports = true
  /// Ends the run cleanly when somebody triggers it; knows what is on the wire.
  package var interruption = Interruption()

  package init(
    brief: Brief, settings: Settings, prompts: PromptLibrary, rubric: Rubric,
    passages: [Passage], cast: ModelCast, backend: String, folder: String,
    memoryFile: String?, freshIdentifier: String, allowsRepeats: Bool, identity: RunIdentity,
    isDurable: Bool = true,
    clock: any RunClock, progress: any ProgressSink
  ) {
    self.brief = brief
    self.settings = settings
    self.prompts = prompts
    self.rubric = rubric
    self.passages = passages
    self.cast = cast
    budget = .unlimited(cast)
    self.backend = backend
    self.folder = folder
    self.memoryFile = memoryFile
    self.freshIdentifier = freshIdentifier
    self.allowsRepeats = allowsRepeats
    self.identity = identity
    self.isDurable = isDurable
    self.clock = clock
    self.progress = progress
  }
}

extension RunRequest {
  /// Puts its questions to the models, through its journal.
  func desk(_ journal: Journal) -> ModelDesk {
    ModelDesk(
      cast: cast, journal: joints.replies(journal), attempts: settings.generator.replyAttempts,
      inFlight: interruption.inFlight)
  }
}

extension RunOutcome.Ending {
  /// Whether no more is to be asked for the set.
  var isOver: Bool {
    switch self {
    case .met, .short, .spent: true
    case .interrupted, .failed: false
    }
  }

  /// Whether others may still be waiting for replies that can be kept.
  var isWorthDraining: Bool {
    switch self {
    case .spent: true
    case .failed(let error): !(error is StorageError)
    case .met, .short, .interrupted: false
    }
  }
}

/// How a run ended.
package struct RunOutcome: Sendable {
  package enum Ending: Sendable {
    case met
    case short(String)
    /// Short, because the budget is spent: a larger one goes on.
    case spent(String)
    case interrupted
    case failed(any Error)
  }
  package var ending: Ending
  package var contents: SetContents
  /// The files that were written, by name.
  package var files: [String]
}
