import QuestionPipeline
import Testing

struct JSONWriterTests {
  /// Control characters and DEL in their shortest form or in hexadecimal, a scalar at a time.
  private func plainly(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case let other where other.value < 0x20 || other.value == 0x7F:
        let digits = String(other.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// At every place of texts that are shorter and longer than what is looked at in one go.
  @Test func escapesWhatMustBeWhereverItStands() throws {
    let special = ["\"", "\\", "\n", "\r", "\t", "\u{0}", "\u{1}", "\u{1F}", "\u{7F}"]
    for length in 0...34 {
      for place in 0...length {
        for text in special {
          let whole =
            String(repeating: "a", count: place) + text
            + String(repeating: "é", count: length - place)
          #expect(JSONWriter.text(.string(whole)) == plainly(whole))
        }
      }
    }
  }

  /// Longer than what is handed over at once, twice over.
  @Test func writesEachLineOnceHoweverManyThereAre() {
    let values = (0..<9_000).map { JSONValue.object(JSONObject([.init("number", .integer($0))])) }
    let padded = values.map { JSONValue.array([$0, .string(String(repeating: "x", count: 60))]) }
    let expected = padded.map { JSONWriter.text($0) + "\n" }.joined()
    #expect(expected.utf8.count > 2 << 18)
    // Half a megabyte: what a failed comparison would print.
    let areSameLines = Array(expected.utf8) == JSONWriter.lines(padded)
    #expect(areSameLines)
    var pieces: [[UInt8]] = []
    JSONWriter.writeLines(padded) { pieces.append($0) }
    #expect(pieces.count > 2)
    let areSamePieces = expected.utf8.elementsEqual(pieces.joined())
    #expect(areSamePieces)
  }

  @Test func escapesLongTextsThatAreFullOfIt() throws {
    let texts = [
      String(repeating: "\"", count: 3_000), String(repeating: "\u{1}", count: 3_000),
      String(repeating: "say \"no\" \\ or\n", count: 400),
      String(repeating: "他说“不”，\"no\"\t", count: 400),
      String(repeating: "a", count: 5_000) + "\"" + String(repeating: "b", count: 5_000),
    ]
    for text in texts {
      #expect(JSONWriter.lines([.string(text)]) == Array((plainly(text) + "\n").utf8))
      let written = JSONWriter.text(.string(text))
      #expect(written == plainly(text))
      #expect(try JSONParser.parse(written) == .string(text))
    }
  }
}
