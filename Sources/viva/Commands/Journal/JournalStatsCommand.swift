import QuestionPipeline

/// `viva journal stats`: what a journal holds, in numbers.
struct JournalStatsCommand: Command {
  static let spec = CommandSpec(
    "journal stats", "Count what a journal holds: replies, outcomes, tokens, bytes",
    positionals: [JournalFile.positional],
    sections: [CommandSpec.Section("Options", CommonOptions.json.spec)],
    notes: [
      CommandSpec.Note(
        "With --json", "one object: replies, outcomes by role, tokens by role, texts, waves,",
        "cells, traceRows, and bytes of each.")
    ])

  private let console: Console
  private let isJSON: Bool
  private let journal: Journal

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    journal = try await JournalFile.open(arguments.positionals[0])
  }

  func run() async throws -> ExitCode {
    let sizes = try await journal.sizes()
    let usage = try await journal.usage().byRole(UsageTally())
    let outcomes = try await journal.outcomes()
    let fileBytes = try await journal.fileSize()
    if isJSON {
      var byRole = JSONObject()
      for role in usage {
        var counts = JSONObject()
        for row in outcomes where row.role == role.role {
          counts[row.outcome] = .integer(row.count)
        }
        byRole[role.role] = [
          "requests": .integer(role.requests), "promptTokens": .integer(role.promptTokens),
          "completionTokens": .integer(role.completionTokens), "outcomes": .object(counts),
        ]
      }
      console.print(
        JSONWriter.text(
          [
            "replies": .integer(sizes.replies), "replyBytes": .integer(sizes.replyBytes),
            "roles": .object(byRole), "texts": .integer(sizes.texts),
            "textBytes": .integer(sizes.textBytes), "waves": .integer(sizes.waves),
            "cells": .integer(sizes.cells), "traceRows": .integer(sizes.traceRows),
            "fileBytes": .integer(fileBytes),
          ], indent: 2))
      return .done
    }
    let rows = usage.map { role in
      let counts = outcomes.filter { $0.role == role.role }.map { "\($0.outcome) \($0.count)" }
      return [
        role.role, String(role.requests), String(role.promptTokens), String(role.completionTokens),
        counts.joined(separator: ", "),
      ]
    }
    let head = ["Role", "Replies", "Prompt tokens", "Reply tokens", "Outcomes"]
    for line in TextTable.rows(head, rows, numbers: [1, 2, 3]) { console.print(line) }
    console.print("")
    console.print(
      "\(sizes.replies) replies (\(sizes.replyBytes) bytes), \(sizes.texts) request texts "
        + "(\(sizes.textBytes) bytes), \(sizes.waves) waves with \(sizes.cells) cells; "
        + "\(fileBytes) bytes in all.")
    return .done
  }
}
