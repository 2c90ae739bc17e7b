/// What Chinese sentences take for granted.
extension Presuppositions {
  func chinese(_ text: String) -> Bool {
    let characters = Array(text)
    // 第二路…, but neither 第三方库 nor 第3号水泵
    let counted = characters.dropFirst().prefix {
      $0.isNumber || "一二三四五六七八九十百".contains($0)
    }
    if characters[0] == "第", !counted.isEmpty, counted.endIndex < characters.count,
      !"方号届版期".contains(characters[counted.endIndex])
    {
      return true
    }
    if Self.returns.contains(where: { text.hasPrefix($0) }) { return true }
    if isRepeated(characters, text) || isPartOfUntold(characters, text) || isLaterThanUntold(text) {
      return true
    }
    // 2021年2月26日是元宵节。
    if text.count < 20, text.contains("日是"), characters[0].isNumber { return true }
    // 例4-2 某滚筒…
    if characters[0] == "例", characters.count > 1, characters[1].isNumber { return true }
    // 60个月时未全部了结
    if characters[0].isNumber, text.prefix(8).contains(where: { "时后前".contains($0) }) {
      return true
    }
    // 断了一根
    let isDone = characters.indices.dropFirst().prefix(3).contains { place in
      // 为了…, 除了…, 了解
      characters[place] == "了" && !"为除".contains(characters[place - 1])
        && !(place + 1 < characters.count && characters[place + 1] == "解")
    }
    if isDone { return true }
    // 采用独立方案，…: who, and for what?
    if Self.deeds.contains(where: { text.hasPrefix($0) }) { return true }
    if Self.days.contains(where: { text.prefix(6).contains($0) }) { return true }
    // 在榆川的是一名教师
    if characters[0] == "在", text.prefix(9).contains("的是") { return true }
    // The comma of 1,024 parts no clauses.
    let end = characters.indices.first { place in
      "，；：;:".contains(characters[place])
        || characters[place] == ","
          && !(place + 1 < characters.count && characters[place + 1].isNumber)
    }
    let head = text.prefix(end ?? characters.count)
    let isShort = head.count <= 7 && head.count < text.count - 1
    // 上环，登记，编号是…
    if head.count <= 2 { return true }
    // 17个人，可用的有11个。
    if head.count <= 6, head.count < text.count - 1, characters[0].isNumber { return true }
    // 如今站里…
    let start = Array(text.prefix(6))
    if start.indices.dropFirst().contains(where: {
      start[$0] == "里" && "站局厂村队店院校馆所会场镇".contains(start[$0 - 1])
    }) {
      return true
    }
    // 完成后, 提高以后, 收工前再量
    if isShort, ["后", "前", "时", "中", "之间"].contains(where: { head.hasSuffix($0) }) { return true }
    if isShort, head.hasSuffix("量") || head.hasSuffix("时候") { return true }
    // 冷藏的不得超过…
    for (place, character) in characters.enumerated().prefix(6).dropFirst() where character == "的" {
      if place + 1 < characters.count, "不应可须宜必则要".contains(characters[place + 1]) { return true }
    }
    // 厚度应…, 费用约…: of what?
    for name in Self.attributes where text.hasPrefix(name) {
      if let next = text.dropFirst(name.count).first, "约为是应不在可宜须达至从仅，".contains(next) {
        return true
      }
    }
    // 某某同意, 某某表示: with what, was said before.
    return Self.opinions.contains { head.prefix(12).contains($0) }
      || head.count <= 10 && head.contains("支持")
  }

  /// 补偿款还是 1.8 万元, 又添了新的麻烦: as before.
  private func isRepeated(_ characters: [Character], _ text: String) -> Bool {
    if Self.repeats.contains(where: { Text.contains(text, $0) }) { return true }
    if let still = Text.range(of: "还是", in: text),
      text[still.upperBound...].first(where: { $0 != " " })?.isNumber == true
    {
      return true
    }
    // 又宽又深 is no repetition.
    guard characters.count(where: { $0 == "又" }) == 1,
      let again = characters.firstIndex(of: "又"), again + 1 < characters.count
    else { return false }
    return !"称名叫".contains(characters[again + 1])
  }

  /// Whether it is about some of what was named before, or about all of it.
  private func isPartOfUntold(_ characters: [Character], _ text: String) -> Bool {
    // 前三种哪怕只出现一种
    if "前后".contains(characters[0]), characters.count > 2,
      characters[1].isNumber || "一二三四五六七八九十几两".contains(characters[1]),
      "种项个类者条款点次处".contains(characters[2])
    {
      return true
    }
    // 没有动静的9户里
    let opening = Array(text.prefix(16).filter { $0 != " " })
    if let of = opening.firstIndex(of: "的"), of + 3 < opening.count, opening[of + 1].isNumber,
      ["里，", "中，", "里,", "中,"].contains(where: { String(opening[(of + 2)...]).contains($0) })
    {
      return true
    }
    // 限速均为…, but not 平均每户…
    let head = text.prefix(6)
    if head.dropLast().contains("均"), !Self.means.contains(where: { head.contains($0) }) {
      return true
    }
    // 合计 58 万元，…: of what?
    return ["合计", "总计", "共计", "总共", "一共"].contains { text.hasPrefix($0) }
      && text.prefix(14).contains { "，。,".contains($0) }
  }

  /// 三年后，…, …是十年以后的事: after what?
  private func isLaterThanUntold(_ text: String) -> Bool {
    ["以后的事", "之后的事", "年后的事"].contains(where: { Text.contains(text, $0) })
      || ["年后", "年以后", "天后", "个月后"].contains(where: { text.prefix(7).contains($0 + "，") })
  }

  private static let means = ["平均", "人均", "年均", "月均", "日均", "户均", "均匀", "均价", "均衡", "均值"]
  private static let repeats = ["依旧", "依然", "仍然", "照旧", "照样"]
  /// First words that go back to what was before.
  private static let returns = [
    "两路", "两者", "两次", "两处", "原来", "原定", "原有", "原先", "换成", "换算", "改用", "改为", "改成", "提到", "提高", "提交",
    "适于", "适合", "适宜", "起初", "最初", "后来", "此前",
    "加起来", "题中", "题目", "题设", "例中", "余下", "其余", "剩下", "剩余",
  ]
  private static let attributes = [
    "费用", "标准", "厚度", "长度", "宽度", "高度", "深度", "直径", "温度", "湿度", "时间", "数量", "总数", "掺量",
    "用量", "剂量", "浓度", "速度", "误差", "价格", "成本", "面积", "重量", "质量", "压力", "间隔", "周期", "期限", "信噪比",
    "尺寸", "差值", "比例", "结果", "原因", "测点",
  ]
  private static let deeds = [
    "采用", "增加", "减少", "改为", "改用", "调整", "加装", "安装", "更换", "取消", "保留", "决定", "要求", "完成", "开展",
    "组织", "参加", "出席", "缺席", "上调", "下调", "提前", "推迟", "另设", "增设", "补充",
  ]
  private static let days = ["当天", "当晚", "当日", "次日", "第二天", "当年", "同年", "同月", "次年"]
  private static let opinions = [
    "同意", "认为", "表示", "赞成", "反对", "补充", "建议", "提出", "主张", "介绍", "强调", "坦言",
  ]
}
