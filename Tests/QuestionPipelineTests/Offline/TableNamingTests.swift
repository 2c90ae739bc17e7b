import QuestionPipeline
import Testing

/// How tables whose labels want care are asked about, or not at all.
struct TableNamingTests {
  private func written(_ rows: [String], _ kind: QuestionKind, _ language: String) async throws
    -> [Draft]
  {
    let rule = "|" + String(repeating: " --- |", count: rows[0].count { $0 == "|" } - 1)
    let prose =
      language == "en" ? "The yard keeps a list of all its tools." : "船厂保存着一份完整的工具清单。"
    let text = ([rows[0], rule] + rows.dropFirst() + ["", prose]).joined(separator: "\n")
    let passage: JSONValue = [
      "id": "p-1", "document": "yard.md", "headings": ["Yard"], "text": .string(text),
    ]
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack()))
    return try await run.write(
      "yard", kind, language, limit: 40, extra: ["passages": [passage]]
    ).compactMap(\.draft)
  }

  @Test func rowsThatDoNotSayAloneWhichTheyAreAreLeftOut() async throws {
    let drafts = try await written(
      ["| Room (°C) | Faults |", "| 17 | 4 |", "| 20 | 11 |", "| 20 (with fan) | 3 |"], .open, "en")
    #expect(drafts.isEmpty, "\(drafts)")
  }

  @Test func oneOfAUnitIsSingular() async throws {
    let drafts = try await written(
      ["| Crane | Length (metres) |", "| Anna | 1 |", "| Berta | 3 |", "| Carla | 9 |"], .open, "en"
    )
    #expect(drafts.contains { $0.answer.contains("1 metre") })
    for draft in drafts { #expect(!draft.answer.contains("1 metres"), "\(draft.answer)") }
  }

  /// "By how much do they differ in available" is no English.
  @Test func aColumnThatIsNoNounIsQuoted() async throws {
    let rows = ["| Crane | Available (mm) |", "| Anna | 11 |", "| Berta | 34 |", "| Carla | 9 |"]
    let drafts = try await written(rows, .open, "en")
    #expect(!drafts.isEmpty)
    for draft in drafts {
      #expect(draft.question.contains("“Available (mm)”"), "\(draft.question)")
    }
    #expect(try await written(rows, .trueFalse, "en").isEmpty)
  }

  /// 11 of what, no question could say.
  @Test(arguments: ["Milcote loam", "Quality (60)", "In light"])
  func aColumnOfBareFiguresThatSaysNotOfWhatIsNotAskedAbout(label: String) async throws {
    let rows = ["| Crane | \(label) |", "| Anna | 11 |", "| Berta | 34 |", "| Carla | 9 |"]
    for kind in [QuestionKind.open, .trueFalse, .multipleChoice] {
      #expect(try await written(rows, kind, "en").isEmpty, "\(kind)")
    }
    let chinese = ["| 科室 | 湿包 |", "| 骨科 | 21 |", "| 外科 | 34 |", "| 内科 | 18 |"]
    #expect(try await written(chinese, .open, "zh").isEmpty)
  }

  @Test func aRowThatIsNoNameIsQuoted() async throws {
    let drafts = try await written(
      ["| Item | Cost (£) |", "| pH meter | 74 |", "| Stainless vat | 68 |", "| Anna | 12 |"],
      .open, "en")
    #expect(!drafts.isEmpty)
    for draft in drafts where draft.question.contains("meter") {
      #expect(draft.question.contains("“pH meter”"), "\(draft.question)")
    }
    #expect(!drafts.contains { $0.question.contains("“Anna”") })
  }

  @Test func aRowThatIsABareNumberInWordsIsNotAskedAbout() async throws {
    let drafts = try await written(
      ["| Filters | Bathers |", "| One | 66 |", "| Two | 133 |", "| Three | 166 |"], .open, "en")
    #expect(drafts.isEmpty, "\(drafts)")
  }

  @Test func aColumnOfAMeasureWithAnotherNameIsQuoted() async throws {
    let drafts = try await written(
      ["| Part | Mum (mm) |", "| Seat | 11 |", "| Back | 34 |", "| Leg | 9 |"], .open, "en")
    #expect(!drafts.isEmpty)
    for draft in drafts { #expect(draft.question.contains("“Mum (mm)”"), "\(draft.question)") }
  }

  @Test func rowsOfTimesAndColumnsOfCalendarsAreNotAskedAbout() async throws {
    let times = try await written(
      ["| Time | Height (mm) |", "| 20:00 | 11 |", "| 22:00 | 34 |", "| 23:10 | 9 |"], .open, "en")
    #expect(times.isEmpty, "\(times)")
    let days = try await written(
      ["| Month | Days in month |", "| May | 31 |", "| June | 30 |", "| July | 31 |"], .open, "en")
    #expect(days.isEmpty, "\(days)")
  }

  @Test func chineseYearsAreNamedAsYears() async throws {
    let drafts = try await written(
      ["| 年份 | 面积（亩） |", "| 2012 | 21 |", "| 2018 | 34 |", "| 2024 | 18 |"], .open, "zh")
    #expect(!drafts.isEmpty)
    for draft in drafts { #expect(!draft.question.contains("2018 的"), "\(draft.question)") }
  }

  @Test func daysAreNoFigures() async throws {
    let drafts = try await written(
      ["| Task | Was due |", "| Anna | 31 Aug |", "| Berta | 15 Aug |", "| Carla | 12 Aug |"],
      .open, "en")
    #expect(drafts.isEmpty, "\(drafts)")
  }

  @Test func whatIsCountedIsManyAndNotHigh() async throws {
    let drafts = try await written(
      ["| 科室 | 试样数 |", "| 骨科 | 21 |", "| 外科 | 34 |", "| 内科 | 18 |"], .open, "zh")
    #expect(drafts.contains { $0.question.contains("最多") || $0.question.contains("最少") })
    for draft in drafts { #expect(!draft.question.contains("最高")) }
  }

  @Test func aRowThatIsPricedIsNotAskedAbout() async throws {
    let drafts = try await written(
      ["| Item | Cost (£) |", "| Rope, 2 at £27 | 54 |", "| Paint | 31 |", "| Felt | 12 |"], .open,
      "en")
    #expect(drafts.isEmpty, "\(drafts)")
  }

  @Test func theSignOfAMoneyStandsBeforeIt() async throws {
    let drafts = try await written(
      ["| Crane | Price (£) |", "| Anna | 4,100 |", "| Berta | 3,200 |", "| Carla | 5,900 |"],
      .open, "en")
    #expect(drafts.contains { $0.answer.contains("£4,100") })
    for draft in drafts { #expect(!draft.answer.contains("0 £"), "\(draft.answer)") }
  }

  @Test func aUnitBehindASlashIsNoPartOfTheLabel() async throws {
    let drafts = try await written(
      ["| 原料 | 用量/g |", "| 长石 | 42 |", "| 石英 | 26 |", "| 高岭土 | 14 |"], .open, "zh")
    #expect(drafts.contains { $0.answer.contains("42g") || $0.answer.contains("42 g") })
    for draft in drafts where !draft.question.contains("“") {
      #expect(!draft.question.contains("/g"), "\(draft.question)")
    }
  }

  /// 7 for a kilogram is not 7 kilograms.
  @Test func whatIsPaidForAUnitIsNotInIt() async throws {
    for (header, language) in [("| Fruit | Price/kg |", "en"), ("| 水果 | 单价/公斤 |", "zh")] {
      for draft in try await written(
        [header, "| Fig | 9 |", "| Pear | 4 |", "| Plum | 7 |"], .open, language)
      {
        #expect(!draft.answer.contains("9 kg") && !draft.answer.contains("9公斤"), "\(draft.answer)")
      }
    }
  }

  @Test func aNumberedRowIsNamedWithWhatItNumbers() async throws {
    let drafts = try await written(
      ["| 灭菌器 | 锅次数 |", "| 1 号 | 210 |", "| 2 号 | 340 |", "| 3 号 | 180 |"], .open, "zh")
    #expect(!drafts.isEmpty)
    for draft in drafts { #expect(draft.question.contains("号灭菌器"), "\(draft.question)") }
  }

  /// "For time 24 h": no phrase names such rows well.
  @Test func rowsToldApartByAMeasureAreNotAskedAbout() async throws {
    let drafts = try await written(
      ["| Room (°C) | Faults |", "| 9 | 4 |", "| 13 | 7 |", "| 17 | 11 |"], .open, "en")
    #expect(drafts.isEmpty, "\(drafts)")
    let years = try await written(
      ["| Year | Faults |", "| 2019 | 4 |", "| 2020 | 7 |", "| 2021 | 11 |"], .open, "en")
    #expect(!years.isEmpty)
  }

  @Test func onlyWhatFollowsOneAnotherHasAMean() async throws {
    let things = try await written(
      ["| Store | Yield (kJ) |", "| Fat | 37 |", "| Protein | 18 |", "| Starch | 16 |"], .open, "en"
    )
    #expect(!things.contains { $0.question.contains("mean") || $0.question.contains("average") })
    let people = try await written(
      ["| Boy | Mass (kg) |", "| Marcus | 37 |", "| Sunny | 18 |", "| Monty | 16 |"], .open, "en")
    #expect(!people.contains { $0.question.contains("mean") || $0.question.contains("average") })
    let months = try await written(
      ["| Month | Yield (kJ) |", "| May | 37 |", "| June | 18 |", "| July | 16 |"], .open, "en")
    #expect(months.contains { $0.question.contains("mean") || $0.question.contains("average") })
  }
}
