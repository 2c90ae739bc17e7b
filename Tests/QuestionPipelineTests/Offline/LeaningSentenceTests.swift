import QuestionPipeline
import Testing

/// Sentences that lean on the one before, or on another part of the document.
struct LeaningSentenceTests {
  private func written(
    _ text: String, _ kind: QuestionKind, _ language: String, headings: [String] = ["Field notes"]
  ) async throws -> [Draft] {
    let passage: JSONValue = [
      "id": "p-1", "document": "notes.md", "headings": .strings(headings), "text": .string(text),
    ]
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack()))
    return try await run.write(
      "notes", kind, language, limit: 40, extra: ["passages": [passage]]
    ).compactMap(\.draft)
  }

  @Test(
    arguments: [
      "The society puts its loss at 240 thousand euros after the flood.",
      "Option B uses some 74 thousand euros of the reserve.",
      "The first, on a cold day, was over in 28 minutes.",
      "In the new one there were 44 houses in the end.",
      "Within 60 s of its removal from the chamber, a blow follows.",
      "Take four samples of 100 seeds from the upper half of the sack.",
      "Would take the instrument out of the queue for 35 days.",
      "Condition which begins with the alarm and ends after 90 seconds.",
      "Dale – remove the hose of machine 4 before the 12 visitors come.",
      "Under 80 grams = ring the keeper at once and wait.",
      "If none has been received for 26 hours, the owner is told.",
      "Coarse digits, in which the range is divided into 5 steps from low to high.",
      "When the level falls, that screening weakens by 15 percent.",
      "A 4,400 µF capacitor on the rail of the servo.",
      "Seed that has been used up is no part of the minimum of 300 grams in 15.1.",
      "The heating near B turns out to have been off for 12 days.",
      "The chain itself has 84 links of forged iron.",
      "The man of seventy-one has counted 300 boats since the spring.",
      "The man who saw it off the yard was there for 40 years.",
      "A keeper wondered whether C was worth 48 thousand euros to the yard.",
      "A meter at Norholt costs 310 euros, so 1,860 for the six.",
      "To award the contract to the yard at 124 thousand euros.",
      "A boat had lain there for longer than that in the winter of 2014.",
      "No. Dr Vass had looked at a picture of the yard from 2014.",
      "Not all of the cases can be settled within 40 days.",
      "A boat at Norholt is weighed again after a further 30 minutes.",
      "The boat in question had lain at Norholt for 12 days.",
      "All others at Norholt are minor, with 12 of them mended.",
      "That's 12 hours for each metre of the slipway.",
      "Dr Kwame Asante, keeper of 12 boats; Sheila Drever, council of health.",
      "The tension in a rope at Norholt is thus about 490 newtons.",
      "Maureen Tate was one of the 131. Norholt was closed for 12 days.",
    ])
  func anEnglishSentenceThatLeansOnAnotherIsLeftOut(sentence: String) async throws {
    for kind in [QuestionKind.open, .cloze, .trueFalse] {
      #expect(try await written(sentence, kind, "en").isEmpty, "\(kind)")
    }
  }

  @Test(
    arguments: [
      "完成后由设备科复测，三次读数均不低于 95 分。", "第二路约有 500 吨，送往南边的一家工厂。", "厚度应等于或略薄于原件，相差不多于 3 毫米。",
      "冷藏的不得超过 48 小时，否则应当重新调制。", "断了一根琴弦，修理花去 164 元。", "17个人，可用的有11个，都在本市。",
      "采用独立吊点方案，台口处再加 12 个隔振垫。", "贺站长表示，每锅多 15 分钟，夜班会少做一锅。", "当天凌晨护士称过一次，共有 230 克。",
      "在榆川的是一名女教师，血红蛋白低了 11 克。", "除 7.6 的装置外，巡视的间隔是 10 分钟左右。",
      "未建立统计的，b) 项限值改为 12 个月以内。", "补偿款还是 18 万元，一分没加。", "船台在 2019 年又添了 12 处新的裂缝。",
      "师徒俩的话变少，是十年以后的事，那时厂里有 214 人。", "2021年2月26日是元宵节。", "例4-2 某滚筒每小时可以处理 24 公斤叶子。",
      "前三种哪怕只出现一种，也应离开 30 米以外。", "上次装坯五吨，用柴 24 公斤，比较费柴。",
      "表中第三列只对 12 条河流成立，并非处处如此。", "北里线变成 50 份，超过刚才定的四十五分钟。",
      "适于直径 12 厘米的砧木和接穗。", "起初用的是无人机，半天能飞完 180 亩。",
      "加起来 3110 元，老两口的工不算在内。", "题中取 24 个试样，低于前一节的数量。", "余下 12 天用来清洗箱子和修整车辆。",
      "限速均为每小时 40 公里，没有例外。", "没有动静的 9 户里，何玉珍是一户人家。",
    ])
  func aChineseSentenceThatLeansOnAnotherIsLeftOut(sentence: String) async throws {
    for kind in [QuestionKind.open, .cloze, .trueFalse] {
      #expect(try await written(sentence, kind, "zh").isEmpty, "\(kind)")
    }
  }

  @Test func whatTheSentencesBeforeSayIsShownAndQuoted() async throws {
    let english = "Two slipways serve the yard at Norholt. They were laid in 1931 by hand."
    let told = try #require(try await written(english, .cloze, "en").first)
    #expect(
      told.question.contains("Two slipways serve the yard at Norholt. They were laid in ____"))
    #expect(told.sources.first?.quote == english)
    let chinese = "诺尔船厂有两条船台供渔船使用。它们每年可修 85 艘渔船。"
    let other = try #require(try await written(chinese, .cloze, "zh").first)
    #expect(other.question.contains("诺尔船厂有两条船台供渔船使用。它们每年可修 ____ 艘渔船。"))
    #expect(other.sources.first?.quote == chinese)
  }

  @Test func aSentenceBehindOneThatLeansItselfIsLeftOut() async throws {
    let text = "This one is no better than the first. They were laid in 1931 by hand."
    #expect(try await written(text, .cloze, "en").isEmpty)
  }

  /// However much of it could stand alone.
  @Test func aSentenceIsShownBehindAllThatItsParagraphSaysBefore() async throws {
    let text = """
      Two slipways serve the yard at Norholt. A winch pulls the boats. A keeper minds it. They were laid in 1931.
      """
    let told = try #require(try await written(text, .cloze, "en").first)
    #expect(told.question.contains("Two slipways serve the yard at Norholt. A winch"))
    #expect(told.sources.first?.quote == text)
  }

  @Test func aLongParagraphIsNotShown() async throws {
    let long = Array(repeating: "Two slipways serve the yard at Norholt.", count: 17)
    let text = long.joined(separator: " ") + " They were laid in 1931 by hand."
    #expect(try await written(text, .cloze, "en").isEmpty)
  }

  /// What rules for leaning sentences are not to take.
  @Test(
    arguments: [
      ("诺尔船厂的全书共 320 页，由技师写成。", "zh"), ("诺尔船厂获得 120 票，成为全县的冠军。", "zh"),
      ("诺尔船厂平均每年可修 85 艘渔船。", "zh"), ("诺尔船台又宽又深，可以承载 85 吨的渔船。", "zh"),
      ("诺尔电站支持 12 个村的照明用电和灌溉用电。", "zh"), ("总共 24 名学员参加了诺尔船厂的培训班。", "zh"),
      ("诺尔船厂的 9 个仓库里存放着渔船的零件。", "zh"), ("诺尔船厂的土壤 pH 值为 7.4，呈现弱碱性的状态。", "zh"),
      ("诺尔村的代表中有 15 名女性成员参加会议。", "zh"), ("诺尔船厂买下 12 节车厢作为仓库使用。", "zh"),
      ("Fruit at Norholt may lose vitamin C after 40 minutes of heat.", "en"),
      ("Some of the growers at Norholt sell 50 crates a week.", "en"),
      ("So-called heritage trees have covered 60 acres of Norholt by now.", "en"),
    ])
  func aPlainSentenceIsAskedAbout(sentence: String, language: String) async throws {
    #expect(!(try await written(sentence, .cloze, language)).isEmpty)
  }

  @Test func aSentenceWithTwoNumbersIsJudgedOnceAsItStands() async throws {
    let drafts = try await written(
      "A yard at Norholt repaired 30 boats and 12 carts in all.", .trueFalse, "en")
    #expect(drafts.count == 1, "\(drafts.map(\.question))")
  }

  @Test func whatIsAnnouncedEndsWithItsList() async throws {
    let entry = "- A slipway at Norholt carries boats of up to 85 tonnes."
    for before in [
      "Run this to see it:\n\n```\nls\n```\n\n", "Key facts:\n\n",
      "- Norholt has these:\n  - dry ones\n",
    ] {
      #expect(!(try await written(before + entry, .cloze, "en")).isEmpty, "\(before)")
    }
  }

  @Test func entriesThatASentenceAnnouncesAreNoStatements() async throws {
    let entry = "- A slipway at Norholt carries boats of up to 85 tonnes."
    #expect(try await written("The yard has this to offer:\n\n" + entry, .cloze, "en").isEmpty)
    #expect(!(try await written("The yard has much to offer.\n\n" + entry, .cloze, "en")).isEmpty)
    let chinese = "- 诺尔船台可以承载 85 吨的渔船。"
    #expect(try await written("会议决定如下：\n" + chinese, .cloze, "zh").isEmpty)
  }

  @Test(
    arguments: [
      "The pen gets longer by the same 80 metres.", "In most of the 27 it took a year.",
      "Those gaps would cost some 48 thousand euros.",
    ])
  func whatPointsBeyondItsParagraphIsLeftOut(sentence: String) async throws {
    let before = "A keeper asked whether there was room at Norholt. "
    #expect(try await written(before + sentence, .cloze, "en").isEmpty)
    #expect(
      !(try await written(before + "It costs some 48 thousand euros.", .cloze, "en")).isEmpty)
  }

  @Test func numbersThatFollowOneAnotherAreNotAskedFor() async throws {
    for text in [
      "The places 20 and 21 at Norholt have some 3 or 4 boats each.",
      "The yard at Norholt needs 3 to 4 people.",
    ] {
      #expect(try await written(text, .cloze, "en").isEmpty)
    }
  }

  @Test func aTitleThatTellsTheNumberInWordsGivesItAway() async throws {
    let sentence = "A slipway at Norholt is longer by 40 inches than its twin."
    #expect(try await written(sentence, .cloze, "en", headings: ["Forty inches"]).isEmpty)
  }

  /// The heading would have to say which surface, but questions do not name it.
  @Test func aSectionThatIsNotNamedNamesNothing() async throws {
    let sentence = "The surface is seen by daylight from a distance of about 500 mm."
    for (heading, isAsked) in [("The surface", true), ("The surface “as seen”", false)] {
      let drafts = try await written(sentence, .cloze, "en", headings: ["Casks", heading])
      #expect(drafts.isEmpty != isAsked, "\(heading)")
    }
  }

  @Test func aHeadingThatTellsTheNumberInWordsIsNotNamed() async throws {
    let drafts = try await written(
      "柳集镇的孟庆兰今年六十三岁，种 7 亩蒜。", .cloze, "zh", headings: ["大蒜", "七亩地的账"])
    #expect(!drafts.isEmpty)
    for draft in drafts { #expect(!draft.question.contains("七亩地"), "\(draft.question)") }
  }

  @Test func numbersOfItemsAreNames() async throws {
    let text = "Two keepers of Norholt had sent comments, taken at items 6 and 10."
    #expect(try await written(text, .cloze, "en").isEmpty)
  }

  /// It may have had two in 2004 as well.
  @Test func whatLastedIsNotFalsifiedByItsYear() async throws {
    for ending in ["tunnels", "cranes", "keepers", "lamps", "boats"] {
      let drafts = try await written(
        "In 2016 the yard at Norholt had two \(ending).", .trueFalse, "en",
        headings: ["The yard"])
      for draft in drafts { #expect(draft.choices.first?.isCorrect == true, "\(draft.question)") }
    }
  }

  @Test func nobodyIsMadeTwiceAsOld() async throws {
    for name in ["Marta", "Edda", "Runa", "Sigrid", "Ylva", "Tove"] {
      let drafts = try await written(
        "\(name) Holm of Norholt is some 51 years old.", .trueFalse, "en")
      #expect(!drafts.isEmpty)
      for draft in drafts { #expect(!draft.question.contains("102"), "\(draft.question)") }
    }
  }

  @Test func ofManySentencesNobodySaysThatTheyAreTrue() async throws {
    let before = Array(repeating: "Two slipways serve the yard at Norholt.", count: 8)
    let text = before.joined(separator: " ") + " They were laid in 1931 by hand."
    #expect(try await written(text, .trueFalse, "en").isEmpty)
    #expect(!(try await written(text, .cloze, "en")).isEmpty)
  }

  @Test func aProductOfNumbersIsNotDefined() async throws {
    let text = "Thirty times fifty kilograms is a tonne and a half that nobody carries."
    #expect(try await written(text, .open, "en").isEmpty)
  }

  @Test func whatIsDividedIntoKindsIsAskedForThem() async throws {
    let drafts = try await written("检验按目的分为出坞检验、年度检验和临时检验。", .open, "zh")
    #expect(!drafts.isEmpty)
    for draft in drafts {
      #expect(draft.question.contains("类") || draft.question.contains("种"), "\(draft.question)")
    }
  }

  /// 44 of what, and what the number stands on, nobody is told.
  @Test(
    arguments: [
      ("In the yard at Norholt there were 44.", "en"), ("诺尔船厂的特级是 0.80 以上，三级较低。", "zh"),
      ("The card for 418 Orchard Street at Norholt is a typical one.", "en"),
      ("A second attempt at Norholt is not permitted for 6.12.", "en"),
      ("Where Norholt repeats a test, as 5.10 requires, the time is short.", "en"),
      ("The share of right forecasts at Norholt is 155/182, or 85 per cent.", "en"),
      ("诺尔船厂的成品不合格时，可以返回 6.8 继续晾干。", "zh"), ("诺尔船厂在 19 世纪后半叶传入了新的工艺。", "zh"),
      ("诺尔船厂将在 5.5 节给出定量的标准和办法。", "zh"), ("诺尔船厂的工人坐周五的 5631 次列车回家。", "zh"),
      ("诺尔船厂修过编号 0837 的那艘渔船。", "zh"), ("诺尔船厂把一张卡交给了 301 的住户保管。", "zh"),
      ("A seal at Norholt is checked as the rules say (7.5).", "en"),
      ("诺尔船厂的裂缝更深时应按 8.3 处理，不得拖延。", "zh"),
    ])
  func aNumberOfNothingIsNotAskedFor(sentence: String, language: String) async throws {
    #expect(try await written(sentence, .cloze, language).isEmpty)
  }

  @Test func aClauseWhoseTextBeginsLikeAUnitIsShownWithoutItsNumber() async throws {
    let drafts = try await written("10.4 日常巡查由船厂的技师进行，每次记录 47 个测点。", .cloze, "zh")
    #expect(drafts.map(\.answer) == ["47"])
    for draft in drafts { #expect(!draft.question.contains("10.4")) }
  }

  /// Another is asked about first, whatever the kinds before it.
  @Test func aSentenceIsAskedAboutAgainOnlyWhereNoOtherIsLeft() async throws {
    let passage: JSONValue = [
      "id": "p-1", "document": "notes.md", "headings": ["Field notes"],
      "text": """
      A slipway at Norholt carries boats of some 85 tonnes.

      A winch at Norholt pulls with 47 kilonewtons.

      A keeper at Norholt minds 23 buoys in winter.
      """,
    ]
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack()))
    var used: [String] = []
    for kind in [QuestionKind.open, .cloze, .trueFalse] {
      let angles = try await run.angles(
        "notes", kind, "en", count: 1, used: used, extra: ["passages": [passage]])
      used += angles.compactMap { $0["angle"]?.stringValue }
    }
    for figure in ["85", "47", "23"] {
      #expect(used.count { $0.contains(": \(figure) (") } == 1, "\(used)")
    }
  }

  @Test func theSectionIsNamedWithoutItsNumber() async throws {
    let sentence = "A slipway at Norholt carries boats of up to 85 tonnes."
    let headings = ["Yards", "3.2 Slipways"]
    for draft in try await written(sentence, .cloze, "en", headings: headings) {
      #expect(draft.question.contains("the section “Slipways” of “Yards”"), "\(draft.question)")
    }
    let chinese = try await written("诺尔船台可以承载 85 吨的渔船。", .cloze, "zh", headings: ["船厂", "3 船台"])
    #expect(!chinese.isEmpty)
    for draft in chinese { #expect(draft.question.contains("《船厂》“船台”一节")) }
  }

  @Test(arguments: ["3D printing", "24 hours by the sea", "5G modems"])
  func aNumberThatIsPartOfAHeadingStays(heading: String) async throws {
    let drafts = try await written(
      "A slipway at Norholt carries boats of up to 85 tonnes.", .cloze, "en",
      headings: ["Yards", heading])
    #expect(!drafts.isEmpty)
    for draft in drafts { #expect(draft.question.contains("“\(heading)”")) }
  }

  @Test(
    arguments: [
      ("Batch normalization is a method that rescales the inputs of 2 layers at once.", "en"),
      ("Version control is a practice that 9 of the teams follow by now.", "en"),
      ("为了安全，船厂在船台边设置了 12 个救生圈。", "zh"), ("原子钟在诺尔船厂每天只差 3 毫秒左右。", "zh"),
      ("第3号水泵每年需要 47 升润滑油，轴承夏天容易干涸。", "zh"),
      ("诺尔船厂的技师发表3篇论文，讲船台的 45 处改动。", "zh"),
    ])
  func whatOnlyLooksLikeALeaningSentenceIsKept(sentence: String, language: String) async throws {
    #expect(!(try await written(sentence, .cloze, language)).isEmpty)
  }

  /// Twice the largest whole number does not fit.
  @Test(arguments: ["9223372036854775807", "9000000000000000000.5"])
  func aHugeNumberIsFalsifiedByAnother(number: String) async throws {
    for ending in ["packets", "boxes", "letters", "crates"] {
      let drafts = try await written(
        "A store at Norholt holds \(number) \(ending) of seed.", .trueFalse, "en")
      for draft in drafts where draft.choices.first?.isCorrect == false {
        #expect(!draft.question.contains(" \(number) "))
      }
    }
  }

  @Test func aSectionThatTellsTheAnswerIsNotNamed() async throws {
    let drafts = try await written(
      "A slipway at Norholt carries boats of up to 85 tonnes.", .cloze, "en",
      headings: ["Yards", "Slipways for 85 tonnes"])
    #expect(!drafts.isEmpty)
    for draft in drafts { #expect(!draft.question.contains("85")) }
  }

  @Test func exercisesAndTermsAreNoFacts() async throws {
    let sentence = "A slipway at Norholt carries boats of up to 85 tonnes."
    for heading in [
      "Exercises", "2 Terms and definitions", "Review questions", "Questions for discussion",
    ] {
      #expect(try await written(sentence, .cloze, "en", headings: ["Yards", heading]).isEmpty)
    }
    for heading in ["思考题", "3 术语和定义"] {
      #expect(
        try await written("诺尔船台可以承载 85 吨的渔船。", .cloze, "zh", headings: ["船厂", heading]).isEmpty)
    }
  }

  /// Who says that more, or less, is allowed may say what follows from the text.
  @Test(
    arguments: [
      ("A slipway at Norholt carries at most 85 tonnes in summer.", "en"),
      ("A slipway at Norholt carries boats of 85 tonnes or more.", "en"),
      ("诺尔船台可以承载不超过 85 吨的渔船。", "zh"), ("诺尔船台可以承载 85 吨以上的渔船。", "zh"),
    ])
  func aBoundIsNotFalsified(sentence: String, language: String) async throws {
    let drafts = try await written(sentence, .trueFalse, language)
    #expect(!drafts.isEmpty)
    for draft in drafts { #expect(draft.choices.first?.isCorrect == true, "\(draft.question)") }
  }

  @Test func aNumberThatTheSentenceTellsAgainIsNotAskedFor() async throws {
    for sentence in [
      "A slipway at Norholt carries 85 tonnes, and the other one 85, too.",
      "A slipway at Norholt is longer by 1 metre than its twin.",
      "A sheet of the yard at Norholt measures 60 mm × 50 mm.",
    ] { #expect(try await written(sentence, .cloze, "en").isEmpty, "\(sentence)") }
  }

  @Test func clauseNumbersInBoldAreNoPartOfTheirSentences() async throws {
    let drafts = try await written("**6.4** 砂轮安装前应放置 24 小时并检查合格证。", .cloze, "zh")
    #expect(drafts.map(\.answer) == ["24"])
    for draft in drafts { #expect(!draft.question.contains("6.4")) }
  }

  @Test func thousandsPartedBySpacesAreNoNumbersOfTheirOwn() async throws {
    let drafts = try await written("诺尔船厂的厂区宽 1 200 m，其中船台占一半。", .cloze, "zh")
    #expect(drafts.isEmpty, "\(drafts)")
  }

  @Test func yearsAreAskedForAsYears() async throws {
    let drafts = try await written("A slipway was laid at Norholt in 1731 by hand.", .open, "en")
    #expect(!drafts.isEmpty)
    for draft in drafts { #expect(draft.question.lowercased().contains("year")) }
  }

  @Test func marksWithinTheMarksOfATitleAreSingle() async throws {
    let drafts = try await written(
      "诺尔船台可以承载 85 吨的渔船。", .cloze, "zh", headings: ["《船厂》纪要"])
    #expect(!drafts.isEmpty)
    for draft in drafts { #expect(draft.question.contains("《〈船厂〉纪要》")) }
  }
}
