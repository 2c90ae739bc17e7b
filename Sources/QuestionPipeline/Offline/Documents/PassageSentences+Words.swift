/// The words by which a sentence is known to need another.
extension PassageSentences {
  /// First words that point back at what stands before.
  static let openers: Set<String> = [
    "it", "its", "this", "that", "these", "those", "they", "their", "them", "he", "she", "his",
    "her", "mine", "ours", "yours", "hers", "theirs", "here", "there", "such", "however", "but",
    "and",
    "or", "so", "then", "thus", "therefore", "hence", "moreover", "furthermore", "also", "instead",
    "otherwise", "similarly", "likewise", "finally", "first", "second", "third", "next", "another",
    "both", "neither", "either", "accordingly", "consequently", "nevertheless", "nonetheless",
    "still", "yet", "additionally", "besides", "meanwhile", "again", "overall", "what", "which",
    "who", "note", "see", "let", "one", "other", "others", "same", "for", "as", "now", "later",
    "explain", "describe", "calculate", "compute", "discuss", "consider", "suppose", "imagine",
    "determine", "compare", "estimate", "conversely", "indeed", "specifically", "fortunately",
    "unfortunately", "today", "each", "only",
  ]

  /// Words inside a sentence that need what stands elsewhere.
  static let pointers = [
    " mentioned above", " described above", " above.", " below.", " above,", " below,", " previous",
    " earlier", " aforementioned", " the following", " the former", " the latter", " the same ",
    " as follows", " likewise.", " as well.", " too.", " the other ", " the others", " the rest.",
    " instead.", " until then", " by then", " since then", " from then", " before then",
    " that amount", " that figure", " that level", " that point", " that time", " that day",
    " that week", " that month", " that year", " than that", " as that",
    " in question", " a further ",
  ]
  /// Those of them that point beyond the paragraph.
  static let farPointers = [
    " mentioned above", " described above", " above.", " below.", " above,", " below,",
    " aforementioned", " the following", " as follows", " mentioned earlier", " earlier chapter",
  ]
  static let chineseFarPointers = [
    "上次", "上一次", "下次",
    "上文", "下文", "前文", "如图", "见图", "下图", "上图", "下表", "上表", "如下", "以下", "上述", "本章", "本节", "本文",
    "前述", "同上",
  ]
  /// First words of orders and questions, and of what was announced before.
  static let biddings: Set<String> = [
    "explain", "describe", "calculate", "compute", "discuss", "consider", "suppose", "imagine",
    "determine", "compare", "estimate", "note", "see", "let", "what", "which", "who", "take", "use",
    "add", "mix", "keep", "check", "make", "put", "set", "turn", "try", "remember",
  ]
  /// What a text says about something that it named before.
  static let remarks: Set<String> = [
    "drawback", "drawbacks", "advantage", "disadvantage", "reason", "reasons", "result", "results",
    "problem", "downside", "upside", "benefit", "answer", "point", "catch", "upshot", "trick",
    "exception", "rest", "remainder", "other", "others", "second", "third", "former", "latter",
    "same", "difference", "consequence", "alternative", "solution", "idea", "effect", "first",
    "quote", "asymmetry", "symmetry", "change", "decision", "increase", "decrease", "rise", "fall",
    "drop", "delay", "loss", "gain", "cause", "aim", "goal", "proposal", "offer", "request",
    "estimate", "bill", "fix", "remedy", "reply", "response", "finding", "findings", "incident",
    "reading", "readings", "replacement", "total", "figure", "figures", "amount", "sum", "move",
  ]
  /// Behind them a noun says what it is of.
  static let prepositions: Set<String> = [
    "of", "for", "to", "in", "on", "at", "by", "from", "between", "with", "within", "before",
    "after",
    "under", "over", "about", "that", "which", "who", "why",
  ]
  static let verbs: Set<String> = [
    "is", "was", "are", "were", "has", "had", "will", "would", "can", "could", "may", "might",
    "must", "shall",
    "should", "takes", "took", "costs", "cost", "means", "meant",
  ]
  /// Early in a sentence they lead on from the one before.
  static let connectives: Set<String> = [
    "also", "then", "therefore", "thus", "hence", "however", "instead", "too", "nevertheless",
    "likewise", "moreover", "consequently",
  ]
  static let persons: Set<String> = [
    "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your",
    "yours", "yourself", "yourselves",
  ]
  static let chinesePersons = ["我", "你", "您", "咱", "笔者"]

  static let chineseOpeners = [
    "表中", "表里", "它", "他", "她", "这", "那", "其", "此", "该", "上述", "前者", "后者", "因此", "所以", "但", "然而",
    "不过", "而",
    "并", "此外", "另外", "例如", "比如", "同时", "于是", "本文", "本章", "本节", "如上", "如下", "综上",
    "总之",
    "最后", "首先", "其次", "接着", "然后", "同样", "反之", "否则", "二者", "两者", "以上", "以下", "也", "还", "即", "由此",
    "为此", "对此", "下一", "上一", "换句话说", "也就是说", "可见", "相反", "相比之下", "注意", "请", "当然", "事实上", "再", "当时",
  ]

  static let chinesePointers = [
    "上文", "下文", "前文", "如图", "见图", "下图", "上图", "下表", "上表", "如下", "以下", "上述", "本章", "本节", "本文",
    "上次", "上一次", "这次", "下次", "本次", "，表中", "，表里", "刚才", "这", "那", "前两项", "前三项", "后两项", "前述", "此时",
    "此处", "此项", "前者",
    "后者", "二者", "两者", "同上",
  ]
  static let counts: Set<String> = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "twenty", "most", "some",
    "many", "few", "several", "none",
  ]
  static let pasts: Set<String> = [
    "went", "came", "have", "had", "took", "got", "made", "failed", "passed", "survived", "arrived",
    "left", "remained",
    "died", "returned",
  ]
}
