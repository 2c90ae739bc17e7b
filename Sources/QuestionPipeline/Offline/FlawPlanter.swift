/// Spoils good drafts as a plan says.
struct FlawPlanter {
  let pack: KnowledgePack
  let request: GeneratorRequest
  let seed: UInt64

  private var tongue: Tongue { Tongue(request.language) ?? .english }

  func flawed(_ draft: Draft, _ kind: PlantedFlaw) -> Draft {
    switch kind {
    case .duplicate: duplicate(draft)
    case .leakedAnswer: leaking(draft)
    case .truncatedAnswer: truncated(draft)
    case .wrongKey: rekeyed(draft)
    case .offTopic: StrayItem.draft(request.kind, tongue, request.cell)
    case .wrongLanguage: foreign(draft)
    case .malformedJSON: draft
    }
  }

  /// A reply that broke off, or one that holds a bare line of prose in its midst.
  func broken(_ reply: String) -> String {
    let half = reply.index(reply.startIndex, offsetBy: reply.count * 3 / 5)
    return request.cell % 2 == 0
      ? String(reply[..<half]) : reply[..<half] + "\n… and so on,, }" + reply[half...]
  }

  /// The nearest of the questions that the request says to avoid, lightly reworded.
  private func duplicate(_ draft: Draft) -> Draft {
    guard let earlier = request.avoid.first else { return draft }
    var copy = draft
    copy.question = (tongue == .english ? "Tell me: " : "请问，") + earlier
    return copy
  }

  private func leaking(_ draft: Draft) -> Draft {
    var draft = draft
    let answer =
      draft.choices.first(where: \.isCorrect)?.text
      ?? Text.condensed(draft.answer, sentences: 2, tongue)
    let hint = tongue == .english ? " (Hint: \(answer))" : "（提示：\(answer)）"
    draft.question += hint
    return draft
  }

  private func truncated(_ draft: Draft) -> Draft {
    var draft = draft
    var scalars = Array(draft.answer.unicodeScalars)
    scalars.removeLast(scalars.count * 2 / 5)
    while let last = scalars.last, !Fold.isHan(last), !(last.properties.isAlphabetic) {
      scalars.removeLast()
    }
    if tongue == .english, scalars.count > 3 { scalars.removeLast() }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    draft.answer = String(view)
    return draft
  }

  private func rekeyed(_ draft: Draft) -> Draft {
    var draft = draft
    guard let right = draft.choices.firstIndex(where: \.isCorrect), draft.choices.count > 1 else {
      return draft
    }
    let wrong = (right + 1) % draft.choices.count
    draft.choices[right].isCorrect = false
    draft.choices[wrong].isCorrect = true
    draft.answer = Text.stopped(draft.choices[wrong].text, tongue)
    draft.keyPoints = [draft.choices[wrong].text]
    return draft
  }

  /// The same sort of question, in the other language.
  private func foreign(_ draft: Draft) -> Draft {
    let other: Tongue = tongue == .english ? .chinese : .english
    let concept =
      request.topic.last.flatMap { pack.topic(named: $0)?.concepts.first }
      ?? request.topic.first.flatMap { pack.topic(named: $0)?.concepts.first }
    let offers =
      concept.map { Offers(pack: pack).list($0, request.kind, other, Audience(nil)) } ?? []
    guard !offers.isEmpty else { return StrayItem.draft(request.kind, other, request.cell) }
    let offer = offers[Int(request.angle.stableHash % UInt64(offers.count))]
    return OfflineWriter(pack: pack, request: request).compose(offer, other, seed: seed)
      ?? StrayItem.draft(request.kind, other, request.cell)
  }
}

/// Items about something else altogether.
enum StrayItem {
  private typealias Stray = (question: String, answer: String, points: [String])

  static func draft(_ kind: QuestionKind, _ tongue: Tongue, _ number: Int) -> Draft {
    let strays = tongue == .english ? english : chinese
    let chosen = abs(number) % strays.count
    let stray = strays[chosen]
    var draft = Draft(question: stray.question, answer: stray.answer)
    draft.keyPoints = stray.points
    switch kind {
    case .multipleChoice:
      draft.choices = strays.prefix(4).indices.map {
        Choice(text: strays[(chosen + $0) % strays.count].points[0], isCorrect: $0 == 0)
      }
    case .trueFalse:
      draft.question = stray.answer
      let wording = Wording.of(tongue)
      draft.choices = [
        Choice(text: wording.isTrue, isCorrect: true),
        Choice(text: wording.isFalse, isCorrect: false),
      ]
    case .cloze:
      draft.question = stray.question + " ____"
      draft.answer = stray.points[0]
    default: draft.mistakes = [stray.points[1]]
    }
    return draft
  }

  private static let english: [Stray] = [
    (
      "How long should bread dough rise before it is baked?",
      "At room temperature, dough with ordinary yeast rises for about one to two hours, until it has doubled. Cold kitchens slow the yeast down, so the dough tells the time better than the clock.",
      ["until it has doubled in size", "exactly one hour in any kitchen"]
    ),
    (
      "When should roses be pruned in a temperate garden?",
      "Most garden roses are pruned in early spring, when the buds swell and hard frost is over. Cutting in autumn invites new shoots that freeze in winter.",
      ["in early spring, as buds swell", "in late autumn, before the frost"]
    ),
    (
      "Why does a bicycle stay upright while it rolls?",
      "A rolling bicycle steers into a fall, which brings the wheels back under the rider. Trail of the front wheel and the mass in front of the steering axis cause this.",
      ["it steers into the fall", "the wheels act as heavy gyroscopes"]
    ),
    (
      "What makes tides higher at new and full moon?",
      "At new and full moon, sun and moon pull along one line and their tides add up to a spring tide. At half moon they pull at right angles and the range is smaller.",
      ["sun and moon pull along one line", "the moon is nearest to the earth"]
    ),
    (
      "How does a mortgage with a fixed rate protect a household?",
      "A fixed rate keeps the monthly payment the same when market rates rise, so a household can plan its budget. It pays for this with a somewhat higher rate at the start.",
      ["the monthly payment stays the same", "the bank carries no risk at all"]
    ),
  ]

  private static let chinese: [Stray] = [
    (
      "面包面团在烘烤之前应当发酵多久？",
      "室温下用普通酵母，面团一般发酵一到两个小时，直到体积变为原来的两倍。厨房温度低时酵母活动慢，所以看面团比看钟更可靠。",
      ["体积变为原来的两倍为止", "任何厨房里都是整整一小时"]
    ),
    (
      "温带地区的月季应该在什么时候修剪？",
      "多数庭院月季在早春修剪，此时芽点膨大，严霜已过。秋天修剪会催出新枝，冬天容易冻坏。",
      ["早春芽点膨大的时候", "深秋霜冻到来之前"]
    ),
    (
      "自行车行驶时为什么不会倒？",
      "行驶中的自行车会朝倾倒的方向转动车把，使车轮回到骑手下方。前轮的拖曳距和转向轴前方的质量造成了这一点。",
      ["车把会朝倾倒方向转动", "车轮相当于沉重的陀螺"]
    ),
    (
      "为什么新月和满月时潮水更高？",
      "新月和满月时，太阳与月亮的引力方向在一条直线上，潮汐叠加成大潮。半月时二者方向垂直，潮差较小。",
      ["日月引力在一条直线上", "月亮离地球最近"]
    ),
    (
      "固定利率房贷怎样保护一个家庭？",
      "固定利率让月供在市场利率上升时保持不变，家庭因此能安排预算，代价是起初的利率略高。",
      ["月供保持不变", "银行不承担任何风险"]
    ),
  ]
}
