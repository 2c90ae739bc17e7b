/// The parts of an item that a field of a table or record can hold.
package enum ItemPart: String, Sendable, Hashable, CaseIterable {
  case question, answer, choices, key, explanation, context, topic, level, difficulty, kind
  case language, keyPoints, code, id

  /// Names of fields that mean the part, best first: English and Chinese, as data sets and spreadsheets have them.
  var names: [String] {
    switch self {
    case .question:
      Self.words(
        "question|questiontext|prompt|instruction|query|problem|stem|questionstem|q|front|input|title|text|ask|"
          + "问题|題目|题目|题干|題幹|试题|提问|問題|问|题|问句|面试题")
    case .answer:
      Self.words(
        "answer|answers|referenceanswer|reference|response|output|completion|solution|gold|goldanswer|groundtruth|target|"
          + "expected|expectedanswer|bestanswer|modelanswer|reply|a|back|chosen|答案|参考答案|標準答案|标准答案|回答|解答|答|答复"
      )
    case .choices:
      Self.words("choices|options|candidates|alternatives|选项|選項|备选项|候选项|选择")
    case .key:
      Self.words(
        "key|answerkey|correct|correctanswer|correctoption|correctchoice|correctindex|answeridx|answerindex|cop|label|rightanswer|"
          + "正确答案|正确选项|正確答案|正解")
    case .explanation:
      Self.words(
        "explanation|rationale|analysis|exp|reasoning|feedback|comment|解析|分析|详解|答案解析|讲解|解释")
    case .context: Self.words("context|passage|paragraph|background|材料|背景|上下文|阅读材料")
    case .topic:
      Self.words(
        "topic|category|subject|tag|tags|section|chapter|domain|skill|area|主题|主題|分类|分類|类别|科目|学科|知识点|章节|标签|领域"
      )
    case .level: Self.words("level|bloom|bloomlevel|cognitivelevel|认知层次|层次")
    case .difficulty: Self.words("difficulty|difficultylevel|难度|難度|难易度|难度等级")
    case .kind: Self.words("kind|type|questiontype|qtype|format|题型|類型|类型|题目类型")
    case .language: Self.words("language|lang|locale|语言|語言|语种")
    case .keyPoints: Self.words("keypoints|points|rubric|要点|得分点|评分点")
    case .code: Self.words("code|solutioncode|referencecode|canonicalsolution|代码|参考代码")
    case .id: Self.words("id|uid|qid|questionid|itemid|number|no|编号|序号|题号|編號")
    }
  }

  private static func words(_ text: String) -> [String] {
    text.split(separator: "|").map(String.init)
  }

  /// A field's name as it is compared: small letters and ideographs alone.
  static func plain(_ name: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let plain = scalar.plainForm
      if plain.isLowerLetter || plain.isASCIIDigit
        || plain.value >= 0x80 && plain.properties.isAlphabetic
      {
        result.append(plain)
      }
    }
    return String(result)
  }
}
