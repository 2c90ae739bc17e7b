/// How a number before a line is written; the rank says which of two lists is the outer one.
enum NumberStyle: Int {
  case section  // 一、
  case plain  // 1. 1) 1、 Q1 第1题
  case brackets  // (1) （1）
  case circled  // ①

  var rank: Int { rawValue }
}

/// The marks before a line's words.
struct LineShape {
  var heading = 0
  var isBullet = false
  /// "[x]" or "[ ]" behind a bullet.
  var checked: Bool?
  var number: Int?
  var style: NumberStyle?
  var role: LineRole?
  var isSpeaker = false
  var isLetterA = false
  /// 0 for "A.".
  var option: Int?
  /// "A:" is a label or an option; its neighbours say which.
  var isColonOption = false
  /// The whole of it is bold.
  var isBold = false
  /// Where the words begin.
  var start = 0

  /// - Parameter line: folded and trimmed.
  init(_ line: Scalars) {
    var index = 0
    func skipBlanks() { while index < line.count, line[index] == " " { index += 1 } }
    isBold = Self.isWhollyBold(line)
    for _ in 0..<6 {
      skipBlanks()
      guard index < line.count else { break }
      let before = index
      if takeHeading(line, &index) || takeBullet(line, &index) || takeNumber(line, &index)
        || takeRole(line, &index) || takeOption(line, &index)
      {
        if role != nil || option != nil { break }
        continue
      }
      if line.has("**".unicodeScalars, at: index) || line.has("__".unicodeScalars, at: index),
        index + 2 < line.count, line[index + 2] != line[index], line[index + 2] != " "
      {
        index += 2
        continue
      }
      if index == before { break }
    }
    skipBlanks()
    start = min(index, line.count)
    if role == nil, heading > 0 || isBold || number == nil && !isBullet && option == nil,
      let alone = LineLabels.alone(line[start...])
    {
      role = alone
      start = line.count
    }
  }

  private static func isWhollyBold(_ line: Scalars) -> Bool {
    var text = line[...]
    while let first = text.first, first == "#" || first == " " || first == "-" {
      text.removeFirst()
    }
    guard text.count > 4, text.has("**".unicodeScalars, at: text.startIndex) else { return false }
    if text.last == ":" { text.removeLast() }
    guard text.suffix(2).elementsEqual("**".unicodeScalars) else { return false }
    let inner = text.dropFirst(2).dropLast(2)
    return inner.place(of: ["*", "*"], from: inner.startIndex) == nil
  }

  private mutating func takeHeading(_ line: Scalars, _ index: inout Int) -> Bool {
    guard heading == 0, !isBullet, line[index] == "#" else { return false }
    var end = index
    while end < line.count, line[end] == "#" { end += 1 }
    let level = end - index
    guard level <= 6, end < line.count, line[end] == " " || level >= 2 && line[end].value >= 0x80
    else { return false }
    heading = level
    index = end
    return true
  }

  private mutating func takeBullet(_ line: Scalars, _ index: inout Int) -> Bool {
    guard !isBullet, number == nil else { return false }
    let scalar = line[index]
    let next = index + 1 < line.count ? line[index + 1] : " "
    switch scalar {
    case "-", "*", "+", "–": guard next == " " else { return false }
    case "•", "·", "▪", "●", "○", "◦", "‣", "➤", "►", "■", "◆", "▸": break
    default: return false
    }
    isBullet = true
    index += 1
    while index < line.count, line[index] == " " { index += 1 }
    if index + 2 < line.count, line[index] == "[", line[index + 2] == "]",
      line[index + 1] == "x" || line[index + 1] == " " || line[index + 1] == "√"
    {
      checked = line[index + 1] != " "
      index += 3
    }
    return true
  }

  private mutating func takeNumber(_ line: Scalars, _ index: inout Int) -> Bool {
    guard number == nil, let found = ListNumber(line, at: index) else { return false }
    number = found.value
    style = found.style
    if found.isQuestion { role = .question }
    index = found.end
    return true
  }

  private mutating func takeRole(_ line: Scalars, _ index: inout Int) -> Bool {
    // "*Answer*:" is emphasis, "* Answer" a point.
    let isEmphasis =
      (line[index] == "*" || line[index] == "_") && index + 1 < line.count && line[index + 1] != " "
    guard let found = LineLabels.match(line, at: isEmphasis ? index + 1 : index) else {
      return false
    }
    role = found.role
    isSpeaker = found.isSpeaker
    isLetterA = found.isLetterA
    if isLetterA {
      option = 0
      isColonOption = true
    }
    if let value = found.number {
      number = value
      style = .plain
    }
    index = found.end
    return true
  }

  private mutating func takeOption(_ line: Scalars, _ index: inout Int) -> Bool {
    guard let found = OptionMark(line, at: index) else { return false }
    option = found.letter
    isColonOption = found.isColon
    index = found.end
    return true
  }
}

/// A number that opens a line: "12.", "（3）", "④", "第5题", "二、".
struct ListNumber {
  var value: Int
  var style: NumberStyle
  var end: Int
  /// "第5题" says that it is a question.
  var isQuestion = false

  private static let han = Array("一二三四五六七八九十".unicodeScalars)

  init?(_ line: Scalars, at start: Int) {
    let first = line[start]
    if (0x2460...0x2473).contains(first.value) {
      self.init(value: Int(first.value) - 0x245F, style: .circled, end: start + 1)
      return
    }
    if first == "第" {
      guard let (value, end) = Self.digits(line, start + 1), end < line.count, line[end] == "题"
      else { return nil }
      var index = end + 1
      while index < line.count, " :.、*".unicodeScalars.contains(line[index]) { index += 1 }
      self.init(value: value, style: .plain, end: index, isQuestion: true)
      return
    }
    let isBracketed = first == "(" || first == "["
    guard let (value, digitsEnd) = Self.digits(line, isBracketed ? start + 1 : start) else {
      return nil
    }
    let isHan = Self.han.contains(line[isBracketed ? start + 1 : start])
    var end = digitsEnd
    while end < line.count, line[end] == " ", end - digitsEnd < 2 { end += 1 }
    guard end < line.count else { return nil }
    if isBracketed {
      guard line[end] == (first == "(" ? ")" : "]") else { return nil }
      end += 1
      if first == "[", end >= line.count || line[end] != " " { return nil }
      if end < line.count, line[end] == "." || line[end] == "、" { end += 1 }
      self.init(value: value, style: isHan ? .section : .brackets, end: end)
      return
    }
    if line[end] == "\\", end + 1 < line.count { end += 1 }
    if line[end].value == 0xFE0F || line[end].value == 0x20E3 {  // A keycap.
      while end < line.count, line[end].value == 0xFE0F || line[end].value == 0x20E3 { end += 1 }
      self.init(value: value, style: .plain, end: end)
      return
    }
    switch line[end] {
    case "、": break
    case ".", ")", "。":
      guard !isHan || line[end] == ".", end + 1 < line.count else { return nil }
      // 3.5 is a quantity, "2.1 Overview" a section.
      if line[end] != ")", line[end + 1].isASCIIDigit { return nil }
    default: return nil
    }
    self.init(value: value, style: isHan ? .section : .plain, end: end + 1)
  }

  private init(value: Int, style: NumberStyle, end: Int, isQuestion: Bool = false) {
    self.value = value
    self.style = style
    self.end = end
    self.isQuestion = isQuestion
  }

  /// A Chinese numeral up to 99: "问题三：".
  static func numeral(_ line: Scalars, at start: Int) -> (value: Int, end: Int)? {
    guard start < line.count, han.contains(line[start]), let (value, end) = digits(line, start)
    else {
      return nil
    }
    return (value, end)
  }

  /// Up to six digits, or a Chinese numeral up to 99.
  private static func digits(_ line: Scalars, _ start: Int) -> (Int, Int)? {
    var end = start
    var value = 0
    while end < line.count, line[end].isASCIIDigit, end - start < 6 {
      value = value * 10 + Int(line[end].value - 0x30)
      end += 1
    }
    if end > start { return end < line.count && line[end].isASCIIDigit ? nil : (value, end) }
    var ones = 0
    while end < line.count, let digit = han.firstIndex(of: line[end]), end - start < 3 {
      if digit == 9 {
        value = max(1, ones) * 10
        ones = 0
      } else {
        ones = digit + 1
      }
      end += 1
    }
    return end > start ? (value + ones, end) : nil
  }
}
