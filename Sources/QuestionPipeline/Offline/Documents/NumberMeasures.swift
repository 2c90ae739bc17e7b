/// Tells numbers that say of what they are so many from bare ones: "in the end there were 44", 编号 0837 的那台.
enum NumberMeasures {
  /// - Parameter sort: shares, years and decimals need no noun.
  static func isMeasured(
    _ range: Range<Int>, in scalars: [Unicode.Scalar], _ sort: FoundNumber.Sort
  ) -> Bool {
    if sort == .percent || sort == .year { return true }
    // "a pH of 7.4"; but 特级是 0.80 以上 is of nobody knows what.
    if sort == .decimal, !scalars.contains(where: Fold.isHan) { return true }
    if range.lowerBound > 0,
      scalars[range.lowerBound - 1].properties.generalCategory == .currencySymbol
    {
      return true
    }
    // "0837" is written on something.
    if range.count > 1, scalars[range.lowerBound] == "0" { return false }
    let behind = scalars[range.upperBound...].drop { $0 == " " || $0 == "\u{A0}" }
    guard let next = behind.first else { return false }
    if Fold.isHan(next) { return measures.contains(next) }
    return next.properties.isAlphabetic || !next.isASCII && !stops.contains(next)
      || joints.contains(next)
  }

  private static let stops = Set("，。；：、）”’！？".unicodeScalars)
  /// Between the ends of a range.
  private static let joints = Set("-~/".unicodeScalars)
  /// What Chinese measure words and units begin with. 301借, 2单元 and 60型 name something.
  private static let measures = Set(
    ("个名位口人户家次回遍趟轮天年周季小分秒刻米公厘毫微纳里丈尺寸吨斤克两升加元角块圆美英欧日韩港万亿千百十余多几来"
      + "片根条张台只头匹棵株把座层级度倍成折份支枝颗粒滴杯瓶袋箱桶盒包批组套副双对间栋幢所床班场部件项种类款章节篇本册期门道处"
      + "点段排行列路线辆艘架艇孔眼面幅枚盏扇堵井亩顷平立方伏安瓦赫兆比字词句步格目股桩例起宗桌席帕牛焦摩流勒坎海码磅盎打摞"
      + "堆圈匝跨榀档转环声勺碗盘锅炉窑罐坛缸担筐篮车船团员摄华卡勒贝英坪畦垄垛爿篓罐缕束捆扎封函通番拨伙群茬季代辈岁龄月旬夜晚晨")
      .unicodeScalars)
}
