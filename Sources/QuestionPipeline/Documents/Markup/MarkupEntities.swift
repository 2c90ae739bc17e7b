/// Character references of HTML and XML: numbers, and the names that texts have.
enum MarkupEntities {
  /// Appends a text with its references replaced; what is none stays as it is.
  static func append(_ text: Slice<UnsafeBufferPointer<UInt8>>, to result: inout [UInt8]) {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == 0x26, let (scalar, end) = reference(text, at: index) {
        result.append(contentsOf: UTF8.encode(scalar)!)
        index = end
      } else {
        result.append(text[index])
        index += 1
      }
    }
  }

  private static func reference(_ text: Slice<UnsafeBufferPointer<UInt8>>, at start: Int) -> (
    Unicode.Scalar, Int
  )? {
    var index = start + 1
    guard index < text.endIndex else { return nil }
    if text[index] == 0x23 {
      index += 1
      var isHex = false
      if index < text.endIndex, text[index] | 0x20 == 0x78 {
        isHex = true
        index += 1
      }
      var value: UInt32 = 0
      let first = index
      while index < text.endIndex, index - first < 8,
        let digit = Character(Unicode.Scalar(text[index])).hexDigitValue, isHex || digit < 10
      {
        value = value &* (isHex ? 16 : 10) &+ UInt32(digit)
        index += 1
      }
      guard index > first else { return nil }
      if index < text.endIndex, text[index] == 0x3B { index += 1 }
      return (value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}", index)
    }
    while index < text.endIndex, index - start <= 10, text[index] != 0x3B,
      (0x61...0x7A).contains(text[index] | 0x20) || (0x30...0x39).contains(text[index])
    {
      index += 1
    }
    guard index < text.endIndex, text[index] == 0x3B, index > start + 1 else { return nil }
    let name = String(
      decoding: UnsafeBufferPointer(rebasing: text[(start + 1)..<index]), as: UTF8.self)
    return names[name].map { ($0, index + 1) }
  }

  private static let names: [String: Unicode.Scalar] = {
    var result: [String: Unicode.Scalar] = [:]
    for entry in list.split(separator: " ") {
      let parts = entry.split(separator: "=")
      result[String(parts[0])] = Unicode.Scalar(UInt32(parts[1], radix: 16)!)
    }
    // Latin-1, in the order of the code points.
    for (offset, name) in latin.split(separator: " ").enumerated() {
      result[String(name)] = Unicode.Scalar(UInt32(0xA0 + offset))
    }
    for (offset, name) in greek.split(separator: " ").enumerated() {
      let lower = name.prefix(1).lowercased() + name.dropFirst()
      result[String(name)] = Unicode.Scalar(UInt32(0x391 + offset + (offset > 16 ? 1 : 0)))
      result[lower] = Unicode.Scalar(UInt32(0x3B1 + offset + (offset > 16 ? 1 : 0)))
    }
    return result
  }()

  private static let latin = """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
    para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
    Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
    igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
    thorn yuml
    """
  private static let greek = """
    Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi Chi \
    Psi Omega
    """
  private static let list = """
    amp=26 lt=3C gt=3E quot=22 apos=27 ndash=2013 mdash=2014 lsquo=2018 rsquo=2019 sbquo=201A ldquo=201C rdquo=201D \
    bdquo=201E dagger=2020 Dagger=2021 bull=2022 hellip=2026 permil=2030 prime=2032 Prime=2033 lsaquo=2039 rsaquo=203A \
    oline=203E frasl=2044 euro=20AC trade=2122 larr=2190 uarr=2191 rarr=2192 darr=2193 harr=2194 lArr=21D0 rArr=21D2 \
    hArr=21D4 forall=2200 part=2202 exist=2203 empty=2205 nabla=2207 isin=2208 notin=2209 ni=220B prod=220F sum=2211 \
    minus=2212 lowast=2217 radic=221A prop=221D infin=221E ang=2220 and=2227 or=2228 cap=2229 cup=222A int=222B there4=2234 \
    sim=223C cong=2245 asymp=2248 ne=2260 equiv=2261 le=2264 ge=2265 sub=2282 sup=2283 sube=2286 supe=2287 oplus=2295 \
    otimes=2297 perp=22A5 sdot=22C5 loz=25CA spades=2660 clubs=2663 hearts=2665 diams=2666 OElig=152 oelig=153 \
    Scaron=160 scaron=161 Yuml=178 fnof=192 circ=2C6 tilde=2DC ensp=2002 emsp=2003 thinsp=2009 zwnj=200C zwj=200D \
    lrm=200E rlm=200F sigmaf=3C2 check=2713 cross=2717 star=2606 starf=2605 lbrace=7B rbrace=7D lbrack=5B rbrack=5D \
    lpar=28 rpar=29 num=23 excl=21 quest=3F colon=3A semi=3B comma=2C period=2E equals=3D plus=2B ast=2A sol=2F bsol=5C \
    verbar=7C vert=7C lowbar=5F hyphen=2010 dollar=24 percnt=25 commat=40 grave=60 Tab=9 NewLine=A
    """
}
