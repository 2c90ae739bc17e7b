/// What a Chinese sentence demands, by Bloom's levels from 1 to 6.
///
/// Chinese has no word boundaries, so verbs count where a clause opens with them, after 请, 试, 如何 and the like; what
/// they make elsewhere is mostly a noun (设计模式, 评估指标).
enum ChineseDemands {
  /// The level of the highest demand of the sentence, 0 if there is none.
  static func rank(of sentence: ArraySlice<Token>) -> Int {
    let tokens = Array(sentence)
    var rank = 0
    var isOpening = true
    var position = 0
    while position < tokens.count {
      if position > 0, tokens[position].followsBreak { isOpening = true }
      if isOpening, let match = openers.match(in: tokens, at: position) {
        position = match.range.upperBound
        continue
      }
      if isOpening {
        isOpening = false
        for (level, verbs) in verbs where verbs.match(in: tokens, at: position) != nil {
          rank = max(rank, level)
        }
      } else if joints.match(in: tokens, at: position) != nil {
        isOpening = true
      }
      position += 1
    }
    if rank == 2 {
      if procedures.isFound(in: tokens) { rank = 3 }
      if tensions.isFound(in: tokens) || contrasts.isFound(in: tokens) { rank = 4 }
    }
    return max(rank, interrogative(tokens))
  }

  private static func interrogative(_ tokens: [Token]) -> Int {
    if choices.isFound(in: tokens) { return 5 }
    // Numbers are given, and another is asked for.
    if tokens.count(where: { $0.kind == .number }) >= 2, amounts.isFound(in: tokens) { return 3 }
    if personal.isFound(in: tokens) {
      if creations.isFound(in: tokens) { return 6 }
      // To tell somebody what something is takes no more than understanding it.
      return tellings.isFound(in: tokens) ? 2 : 3
    }
    if diagnoses.isFound(in: tokens) || tensions.isFound(in: tokens) && asks.isFound(in: tokens) {
      return 4
    }
    if amounts.isFound(in: tokens) { return calculations.isFound(in: tokens) ? 3 : 1 }
    if whys.isFound(in: tokens) { return 2 }
    if asks.isFound(in: tokens) {
      return relations.isFound(in: tokens) || contrasts.isFound(in: tokens) ? 2 : 1
    }
    return 0
  }

  /// What may stand before the verb that opens a clause.
  private static let openers = Phrases(
    "请|请你|请您|试|试着|尝试|简要|简单|详细|具体|分别|批判性地|并|并且|再|然后|进而|最后|首先|同时|如何|怎样|怎么|你会|你会如何|你会怎样"
      + "|应如何|应该如何|能否|可否|结合实例|结合例子|结合|举例|用自己的话|用一段话|用一句话|为此|据此|逐步|手动|动手")
  private static let joints = Phrases("并|并且|以及|然后|再|请|来|给我|给他|给同事")
  private static let verbs: [(Int, Phrases)] = [
    (1, Phrases("列出|列举|说出|指出|写出名称|默写|背诵|回忆|定义|给出定义|复述|识别|填写|选出|标出")),
    (
      2,
      Phrases(
        "解释|说明|描述|简述|阐述|概述|概括|总结|介绍|讲解|讲一遍|讲清楚|论述|叙述|归纳|举例|谈谈|讲讲|说说|阐明|解读|转述|翻译成|理解")
    ),
    (
      3,
      Phrases(
        "应用|运用|使用|利用|逐步|实现|编写|写一个|写一段|写出|计算|求|求解|演示|执行|手算|算出|推算|改写|转换|操作|完成|验算|估算|推导|证明"
          + "|修改|修复|套用|示范")
    ),
    (4, Phrases("分析|比较|对比|区分|辨析|剖析|归类|分类|推断|拆解|诊断|排查|定位|找出原因|查明|调试|考察|辨别")),
    (5, Phrases("评价|评估|评判|论证|批判|推荐|权衡|判断|衡量|辩护|反驳|评论|评定|论辩|选择并说明|审查|验证")),
    (6, Phrases("设计|构建|创建|提出|开发|创作|制定|搭建|构造|规划|发明|拟定|撰写|编制|策划|建立")),
  ]
  private static let asks = Phrases("什么|哪|啥|谁|何|吗|是否|多少|几|怎|如何|为何")
  private static let whys = Phrases("为什么|为何|为啥|怎么会|怎样工作|如何工作|怎么工作|如何|怎样|怎么|何以|原因")
  private static let relations = Phrases("作用|意义|用途|关系|目的|优点|好处|优势|原理|机制|含义|思想|过程|影响")
  private static let contrasts = Phrases("区别|差异|差别|不同|异同")
  private static let tensions = Phrases("优缺点|利弊|局限|挑战|取舍|权衡|劣势|风险|弊端|得失|代价|换来|副作用|后果")
  private static let diagnoses = Phrases(
    "可能的原因|原因是什么|怎么回事|怎样定位|问题出在|原因可能|最可能的原因|哪里出了问题|怎样排查|如何排查|如何定位|怎么定位")
  private static let procedures = Phrases("步骤|如何使用|怎样使用|如何实现|怎样实现|你会如何|你会怎样|你将如何|如何在")
  private static let personal = Phrases(
    "你会怎么|你会如何|你会怎样|你怎么|你如何|你将如何|你打算|你会用|应该怎么做|应该如何|应怎样|该怎么|该如何|应如何")
  private static let creations = Phrases("如何设计|怎么设计|怎样设计|如何搭建|如何构建|怎样搭建|怎样构建|怎么搭建")
  private static let tellings = Phrases(
    "怎么定义|怎样定义|如何定义|怎么说|怎么介绍|怎样介绍|怎么解释|怎样解释|如何解释|怎么理解|怎样理解|如何理解|怎么讲|怎样讲|怎么开场|怎样开头|先告诉")
  private static let choices = Phrases(
    "你会选|你选|你会推荐|你更倾向|是否值得|值不值得|哪个更合适|哪种更合适|哪个更好|哪种更好|是否合理|是否合适|同意吗|你认同|是否同意"
      + "|划算|不适合|适不适合|得不偿失|合不合适|够不够|是否足够|靠谱|站得住脚|批改|不该用|不该使用|毫无帮助|用不着|不值得|不划算|多余|哪一个更|哪个方案|该不该|应不应该|怎么选|如何选择|怎样选择|如何取舍|怎么取舍"
  )
  private static let amounts = Phrases("多少|几个|几种|多大|多久|多长|几次|多高")
  private static let calculations = Phrases("计算|需要|一共|总共|共需|平均|概率|期望|显存|内存|耗时|延迟|得到|变为|结果")
}
