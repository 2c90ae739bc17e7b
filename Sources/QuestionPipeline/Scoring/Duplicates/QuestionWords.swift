/// What the words of questions contribute to being the same question, in English and Chinese.
///
/// The frame of a question ("what is the difference between …", 请解释一下…) says little; words
/// that ask alike are folded into one; the rest is content.
enum QuestionWords {
  /// What is asked for; questions of disjoint intents are hardly the same.
  struct Intent: OptionSet, Sendable {
    let rawValue: UInt16

    static let what = Intent(rawValue: 1)
    static let how = Intent(rawValue: 2)
    static let why = Intent(rawValue: 4)
    static let when = Intent(rawValue: 8)
    static let amount = Intent(rawValue: 16)
    static let difference = Intent(rawValue: 32)
    static let writing = Intent(rawValue: 64)
    static let whoOrWhere = Intent(rawValue: 128)
  }

  static let intents: [(Intent, Phrases)] = [
    (
      .difference,
      Phrases(
        "difference*|differ|differs|compare*|contrast|versus|vs|distinguish*|区别|差异|差别|不同|对比|比较"
          + "|相比|不一样")
    ),
    (
      .why,
      Phrases(
        "why|how come|what is the reason|what causes|what makes|reason for|reasons for|为什么|为何|为啥"
          + "|原因|干嘛|怎么会|凭什么")
    ),
    (
      .amount,
      Phrases(
        "how many|how much|how long|how often|how large|how big|how fast|complexity|多少|多大|多久|多长|多高"
          + "|多远|多快|几|复杂度")
    ),
    (.when, Phrases("when|at what time|什么时候|何时|什么时间|几时|哪天")),
    (.whoOrWhere, Phrases("who|whom|whose|where|谁|哪里|哪儿|在哪|何处|什么地方")),
    (
      .writing,
      Phrases("write a|write an|write the|implement a|implement the|implement|编写|写一个|实现一个|写出|请实现")
    ),
    (.how, Phrases("how|in what way|怎么|怎样|如何|怎么样|咋")),
    (.what, Phrases("what|which|哪|define|definition of|meaning of|什么|啥|含义|定义|什么意思")),
  ]

  static let negations = Phrases(
    "not|no|never|without|cannot|can't|don't|doesn't|isn't|aren't|won't|didn't|wasn't|shouldn't"
      + "|haven't|hasn't|couldn't|wouldn't|neither|nor|except|unable|不|没|无法|未|别|勿|无")

  /// Compounds in which the negating ideograph negates nothing that the question is about.
  static let unnegated = Phrases(
    "不同|不仅|不但|不过|不管|不论|不断|不久|不只|不少|不止|不妨|不得不|无论|无监督|无关|无序|无状态|无限|无穷|无向"
      + "|无偏|未来|未必|区别|差别|级别|识别|类别|分别|特别|个别|别的|别人|辨别|判别|鉴别|是不是|能不能|可不可以|有没有|会不会"
      + "|要不要|好不好|行不行|对不对|可不可|需不需要|该不该|不等式|不变|不确定性|不平衡|not only|no longer")

  /// Whether something is denied, compounds such as 无监督 left aside.
  static func isNegated(_ tokens: [Token]) -> Bool {
    var position = 0
    while position < tokens.count {
      if let harmless = unnegated.match(in: tokens, at: position) {
        position = harmless.range.upperBound
      } else if negations.match(in: tokens, at: position) != nil {
        return true
      } else {
        position += 1
      }
    }
    return false
  }

  /// Words of the frame: articles, pronouns, auxiliaries, prepositions.
  static let function: Set<String> = split(
    "a|an|the|this|that|these|those|it|its|they|them|their|he|she|his|her|i|me|my|we|our|us|you|your"
      + "|is|are|was|were|be|been|being|am|do|does|did|done|have|has|had|having|can|could|will|would"
      + "|shall|should|may|might|must|of|to|in|on|at|by|for|with|from|as|into|about|than|and|or|but|if"
      + "|so|then|there|here|any|some|such|one|own|just|also|too|very|please|get|got|let|s|t|more|most"
      + "|other|each|every|both|up|out|over|off|only|still|yet|between|among|across|within|through|against|upon|hello|hi|help|while|during|via|per|et|al"
  )

  static let interrogative: Set<String> = split(
    "what|which|how|why|when|where|who|whom|whose|whether|many|much")

  /// The same sets, for tokens.
  static let functionTokens = WordSet(function)
  static let interrogativeTokens = WordSet(interrogative)

  /// Words of questions in general, already canonical: they say how, not what, is asked.
  static let generic: Set<String> = split(
    "explain|differ|purpos|work|use|happen|need|want|main|typical|give|mak|reason|know|tell|show"
      + "|possibl|try|thing|way|exampl|writ|write|consider|assum|suppos|practic|situation")
  static let genericStems = WordSet(generic)

  /// Ideographs of function words and of the frame.
  static let functionIdeographs: Set<String> = Set(
    "的了吗呢吧啊呀嘛么是在和与及或有个这那什怎样如何为哪些里中上下对把被将会能可以要应该请我你您他她它们其之于并而且但也都就还又很更些着过到得地从向给让等时候后前则即若所以因此问下谁几多少啥"
      .map(String.init))
  static let functionIdeographTokens = WordSet(functionIdeographs)

  /// Words and phrases that ask or say the same, by the form that stands for them.
  static let canonical = Canonical([
    "":
      "please|briefly|in your own words|in short|in brief|exactly|actually|really|basically|precisely"
      + "|can you|could you|would you|i would like to know|do you know|in detail|请问|请|简要|简单|具体|详细"
      + "|究竟|到底|通常|一般|主要|一下|你认为|你觉得|您|大家|各位|麻烦|想问|想知道|有谁知道|谁知道"
      + "|解释|说明|描述|阐述|介绍|谈谈|讲讲|讲解|简述|概述|说说|论述|聊聊|在实际工作中|实际工作中|在实际项目中|实际项目中"
      + "|在实践中|实践中|在实际应用中|实际应用中|实际中|in practice|in a real project",
    "解释器": "解释器",
    "可解释性": "可解释性|可解释",
    "描述符": "描述符",
    "write": "implement",
    "purpose": "goal|aim|objective|intent|motivation|purposes",
    "differ":
      "difference|differences|differs|different|distinguish|distinguishes|distinguished|contrast"
      + "|compare|compared|compares|comparison|versus|vs|distinction",
    "benefit": "benefits|advantage|advantages|pros|strength|strengths|merit|merits|upside",
    "drawback": "drawbacks|disadvantage|disadvantages|downside|downsides|cons|weakness|weaknesses"
      + "|shortcoming|shortcomings|limitation|limitations",
    "use": "used|uses|using|utilize|utilise|utilized|employ|employed|apply|applied|usage",
    "explain":
      "describe|outline|discuss|elaborate|illustrate|summarize|clarify|explains|state|define"
      + "|definition|tell me about",
    "avoid": "prevent|prevents|preventing|avoids|avoiding",
    "error": "mistake|mistakes|errors|fault|faults",
    "reduc": "reduce|decrease|decreases|reduces|reducing|lower|lowers|shrink",
    "increas": "raise|raises|grow|grows|increases|increase|increasing",
    "select": "choose|chooses|choosing|pick|picks|chosen|selecting|selects",
    "function": "functions|method|methods",
    "fast": "quick|quickly|faster|speed|speedy|rapid",
    "larg": "large|big|larger|bigger|huge",
    "begin": "start|starts|starting|begins|commence",
    "how": "in what way|by what means|in which way",
    "why": "how come|for what reason|what is the reason|what's the reason",
    "what is": "what's|whats",
    "cannot": "can't|can not|unable to",
    "do not": "don't|dont", "does not": "doesn't|doesnt", "is not": "isn't", "i am": "i'm|im",
    "怎么": "怎样|怎么样|如何|咋样|咋|怎么办",
    "为什么": "为何|为啥|什么原因|因为什么|怎么会|干嘛",
    "什么": "啥|哪些|何种",
    "区别": "差异|差别|不同|不同之处|不一样|有别",
    "优点": "优势|好处|长处|优越性",
    "缺点": "劣势|不足|坏处|弊端|短处|缺陷|局限|局限性",
    "作用": "用途|用处|目的|意义",
    "原理": "机制|机理",
    "避免": "防止|预防|规避",
    "减少": "降低|减小|缩小",
    "增加": "增大|提高|提升|加大|增多",
    "选择": "选用|挑选|选取|选",
    "方法": "办法|方式|手段|途径",
    "影响": "后果|效果",
    "需要": "须要|需|要求",
    "使用": "用|采用|运用|应用|利用",
    "可以": "能|能够|可|能否|可否|可不可以|能不能|是否可以|可以不可以",
    "是否": "是不是|有没有|会不会",
    "时候": "时|时间",
    "多少": "几多|多大",
    "没有": "没|未|无",
  ])

  private static func split(_ words: String) -> Set<String> {
    Set(words.split(separator: "|").map(String.init))
  }

  /// A table from phrases to the tokens that stand for them.
  struct Canonical: Sendable {
    /// What a token becomes.
    struct Word: Sendable {
      var text: String
      /// The text's stable hash.
      var key: UInt64
    }

    private let byFirst: [UInt64: [(phrase: [UInt64], replacement: [Word])]]
    private var firsts = PhraseSieve()

    init(_ table: KeyValuePairs<String, String>) {
      var byFirst: [UInt64: [(phrase: [UInt64], replacement: [Word])]] = [:]
      for (replacement, phrases) in table {
        let tokens = Tokenizer.tokens(of: replacement).map { Word(text: $0.text, key: $0.key) }
        // The form itself too, lest a part of it be replaced.
        let forms = phrases.split(separator: "|").map(String.init) + [replacement]
        for form in forms where !form.isEmpty {
          let words = Tokenizer.tokens(of: form).map(\.key)
          byFirst[words[0], default: []].append((words, tokens))
        }
      }
      for key in Array(byFirst.keys) { byFirst[key]?.sort { $0.phrase.count > $1.phrase.count } }
      self.byFirst = byFirst
      for first in byFirst.keys { firsts.insert(first) }
    }

    /// The tokens with phrases replaced, the longest first.
    func apply(to tokens: [Token]) -> [Word] {
      var result: [Word] = []
      result.reserveCapacity(tokens.count)
      var position = 0
      scan: while position < tokens.count {
        if firsts.mayContain(tokens[position].key) {
          for entry in byFirst[tokens[position].key] ?? []
          where tokens[position...].lazy.map(\.key).starts(with: entry.phrase) {
            result += entry.replacement
            position += entry.phrase.count
            continue scan
          }
        }
        result.append(Word(text: tokens[position].text, key: tokens[position].key))
        position += 1
      }
      return result
    }
  }
}
