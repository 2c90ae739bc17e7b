/// Everything that the composers say in their own words, in one language; the rest stands in the pack.
struct Wording: Sendable {
  /// Round a statement {q} that is true or false.
  let claims: [Frame]
  /// Round a sentence {q} with a gap.
  let clozes: [Frame]
  /// Round a question {ask} and a weak answer {weak} to it.
  let judgedAnswers: [Frame]
  /// Round a weak statement {weak} that stands alone.
  let judgedClaims: [Frame]
  /// What an answer to a judged statement begins with.
  let rebuttals: [String]
  /// Ask for an explanation of {x}.
  let newcomers: [Frame]
  /// Ask for what a description {q} means, and why.
  let riddles: [Frame]
  /// The answer to a riddle begins so; {x} is what was meant.
  let riddleAnswers: [Frame]
  /// Stems that ask for the term of a description {q}.
  let termStems: [Frame]
  /// Stems that ask for the description of the term {t}.
  let gistStems: [Frame]
  let coding: CodingWording
  let interview: InterviewWording
  let documents: DocumentWording
  /// What asks for a level where a question by itself asks for less.
  let demands: LevelDemands
  let isTrue: String
  let isFalse: String
  /// Before the true version of a false statement.
  let correction: String
  /// Before other spellings that a marker accepts.
  let accepted: String

  static func of(_ tongue: Tongue) -> Wording { tongue == .english ? english : chinese }
}

/// The headings of a programming task, in several sets.
struct CodingWording: Sendable {
  struct Labels: Sendable {
    let input: String
    let output: String
    let constraints: String
    let edgeCases: String
  }
  let labels: [Labels]
}

/// What interviewers say between the questions of a chain, and their first questions.
struct InterviewWording: Sendable {
  /// First questions that ask for the idea of {x}.
  let basics: [Frame]
  /// First questions that set {x} against {w}.
  let decisions: [Frame]
  /// First questions about what goes wrong round {x}.
  let troubles: [Frame]
  /// Before two mistakes in a row.
  let suspects: [String]
  /// What leads over to a question of a type.
  let bridges: [FactType: [String]]
  /// First questions on a CV or a job description that names {t}.
  let resume: ResumeWording
}

/// Questions over a document about a person or a job.
struct ResumeWording: Sendable {
  /// On a CV whose line {line} names {x}.
  let lines: [Frame]
  /// On a CV that names {t}.
  let mentions: [Frame]
  /// On a job description that names {t}.
  let roles: [Frame]
  let decisions: [String]
  let bottlenecks: [String]
  let failures: [String]
  let hindsights: [String]
  /// Leads from the candidate's own work to the matter itself.
  let generally: [String]
  /// The reference answer to a question about one's own work begins so.
  let standard: [String]
}

/// Frames round sentences of the document {d}.
struct DocumentWording: Sendable {
  /// Ask what {s} is.
  let definitions: [Frame]
  /// Ask what {s}, one thing of its sort, is.
  let descriptions: [Frame]
  /// Ask for the reason of the clause {s}.
  let causes: [Frame]
  /// Ask what is set against the clause {s}.
  let contrasts: [Frame]
  /// Ask what differs from {o}, and how.
  let unlikes: [Frame]
  /// Ask what {s}, a singular, is used for.
  let purposes: [Frame]
  /// Ask what {s} consists of.
  let enumerations: [Frame]
  /// Of what is divided into kinds.
  let divisions: [Frame]
  /// Ask for the steps of {s}.
  let steps: [Frame]
  /// Ask for the number that the gapped sentence {q} lacks.
  let quantities: [Frame]
  /// Ask for the year that it lacks.
  let years: [Frame]
  /// Round a statement {q} that is true or false.
  let claims: [Frame]
  /// Round a gapped sentence {q}.
  let clozes: [Frame]
  /// Stems for a gapped sentence {q} with options.
  let stems: [Frame]
  /// The same where they are years.
  let yearStems: [Frame]
  /// The section {h} of the document {d}, in mid-sentence.
  let section: Frame
  /// Says where an answer stands: the exact words {q}.
  let grounds: [Frame]
  /// What goes wrong in answers to questions on a text.
  let mistakes: [String]
}
