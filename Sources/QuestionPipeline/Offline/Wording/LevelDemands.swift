/// Sentences that ask for a level where a question by itself asks for less: they say what is to be done with what it is about.
struct LevelDemands: Sendable {
  /// What a question is about decides what can be demanded of it.
  enum Matter: Sendable, Hashable {
    case matter, mechanism, contrast, tradeoff, fault, decision, task
  }

  private let byLevel: [BloomLevel: [Matter: [String]]]

  /// Those for a level; where there are none for the matter, those that suit any.
  subscript(level: BloomLevel, matter: Matter) -> [String] {
    byLevel[level]?[matter] ?? byLevel[level]?[.matter] ?? []
  }

  static let english = LevelDemands(byLevel: [
    .understand: [
      .matter: [
        "Explain in your own words.", "Explain the idea behind it.",
        "Explain how this comes about.",
        "Explain it as you would to a colleague.", "Explain what lies behind it.",
        "Describe it in your own words.", "Explain the point of it.",
      ]
    ],
    .apply: [
      .matter: [
        "Show every step.", "Show your steps.", "Solve it step by step.",
        "Demonstrate it step by step.",
        "Apply the rule step by step.", "Show how you get there.",
      ]
    ],
    .analyze: [
      .matter: ["Analyse what lies behind it.", "Analyse how the parts hang together."],
      .mechanism: [
        "Analyse what each part does.", "Analyse how the steps depend on each other.",
        "Examine each part and its role.", "Break down the mechanism.",
        "Analyse cause and effect in it.",
        "Analyse how the parts work together.",
      ],
      .contrast: [
        "Compare the two point by point.", "Analyse where the difference comes from.",
        "Contrast their mechanisms.", "Analyse what the difference rests on.",
        "Compare mechanism and consequence.", "Distinguish what matters from what does not.",
      ],
      .tradeoff: [
        "Analyse both sides.", "Analyse where the costs come from.", "Break down gains and costs.",
        "Examine both sides of the exchange.", "Analyse what drives each side.",
        "Contrast what is won with what is lost.",
      ],
      .fault: [
        "Analyse what lies behind it.", "Analyse the chain of causes.", "Analyse cause and effect.",
        "Break down the problem.", "Examine what causes what.", "Analyse the causes.",
      ],
      .decision: [
        "Diagnose the case before you answer.", "Analyse the figures before you answer.",
        "Analyse which facts of the case decide.", "Examine what the figures tell.",
        "Break down what the case tells you.",
      ],
    ],
    .evaluate: [
      .matter: [
        "Justify your judgement.", "Judge by clear criteria.", "Give your verdict and justify it.",
        "Justify where you draw the line.", "Assess it by criteria that you name.",
        "Defend your judgement.",
      ],
      .contrast: [
        "Judge which difference matters most.", "Assess how much the difference matters.",
        "Judge when the difference matters.", "Assess the difference by criteria that you name.",
        "Justify which difference counts most.",
      ],
      .tradeoff: [
        "Judge when it pays.", "Weigh gain against cost.", "Assess when this is worth it.",
        "Weigh the two sides and justify your verdict.", "Justify when you would accept the price.",
        "Judge under which conditions the exchange is a good one.",
      ],
      .decision: [
        "Decide, and justify your decision.", "Justify your choice by the figures.",
        "Weigh the options and justify your choice.", "Defend your decision.",
        "Judge by the figures of the case.",
      ],
    ],
    .create: [
      .matter: [
        "Propose your own solution.", "Design the solution and give your reasons.",
        "Develop a plan and justify its parts.",
      ],
      .task: [
        "Devise your own approach.",
        "Design your own solution.",
        "Develop a solution of your own.",
      ],
    ],
  ])

  static let chinese = LevelDemands(byLevel: [
    .understand: [
      .matter: [
        "请用自己的话解释。", "请说明其中的道理。", "请解释背后的机制。", "请说明来龙去脉。", "请讲讲其中的道理。",
        "请解释给同事听。", "请说明背后的思路。",
      ]
    ],
    .apply: [
      .matter: ["请写出每一步。", "请逐步演示。", "请逐步推算。", "请写出过程。", "请演示一遍。", "请逐步求解。"]
    ],
    .analyze: [
      .matter: ["请分析背后的道理。", "请分析其中的因果。"],
      .mechanism: [
        "请分析各部分的作用。", "请分析各步之间的依赖。", "请逐步拆解。", "请剖析其中的机制。", "请分析各部分怎样配合。",
      ],
      .contrast: [
        "请逐步对比。", "请分析差别从何而来。", "请对比二者的机制。", "请辨析关键的差别。", "请分析这一差别的根源。",
      ],
      .tradeoff: [
        "请分析得失两面。", "请分析代价从何而来。", "请拆解收益与代价。", "请剖析两边各取决于什么。", "请对比所得与所失。",
      ],
      .fault: [
        "请分析其中的因果。", "请分析背后的原因。", "请拆解问题的成因。", "请剖析因果关系。", "请分析问题出在哪一环。",
      ],
      .decision: [
        "请先分析数据再回答。", "请诊断这一案例。", "请分析哪些信息起决定作用。", "请分析每一条线索。", "请剖析这些数字。",
      ],
    ],
    .evaluate: [
      .matter: [
        "请论证你的判断。", "请给出判断并论证。", "请评判并说明标准。", "请评估并给出依据。", "请判断界线在哪里。",
        "请为你的判断辩护，并论证理由。",
      ],
      .contrast: [
        "请判断哪一点差别最要紧。", "请评估这一差别的分量。", "请论证哪个差别最重要。", "请判断这一差别何时要紧。", "请评判差别的轻重。",
      ],
      .tradeoff: [
        "请判断何时划算。", "请权衡得失。", "请评估什么条件下值得。", "请权衡两边并给出判断。", "请论证何时可以接受这个代价。",
      ],
      .decision: [
        "请作出决定，并论证理由。", "请权衡后作出决定。", "请评估各个选择再决定。", "请论证你的选择。", "请判断并给出依据。",
      ],
    ],
    .create: [
      .matter: ["请提出你自己的方案。", "请设计完整的做法。", "请设计方案并说明理由。", "请制定方案，逐条满足条件。"],
      .task: ["请设计你自己的实现。", "请构造你自己的解法。"],
    ],
  ])
}

extension FactType {
  var matter: LevelDemands.Matter {
    switch self {
    case .what, .why, .limit, .quantity, .example: .matter
    case .how: .mechanism
    case .contrast: .contrast
    case .tradeoff: .tradeoff
    case .pitfall: .fault
    }
  }
}
