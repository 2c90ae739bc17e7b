import QuestionPipeline
import Testing

struct MarkdownReportTests {
  private func page(_ text: String) throws -> String {
    let contents = try ReportFixture.contents(everyField: text)
    return MarkdownReport.text(try ReportFixture.report(contents), contents)
  }

  /// Outside our own fences no character of theirs may mean anything.
  @Test(arguments: ReportFixture.hostile) func hostileTextStaysText(text: String) throws {
    var fence: Substring?
    for line in try page(text).split(separator: "\n", omittingEmptySubsequences: false) {
      let ticks = line.prefix { $0 == "`" }
      if let open = fence {
        if ticks == open, line == open { fence = nil }
        continue
      }
      if ticks.count >= 3 {
        fence = ticks
        continue
      }
      var isEscaped = false
      for scalar in line.unicodeScalars {
        #expect(!(scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)), "\(line)")
        if !isEscaped {
          #expect(!"`[]<~$".unicodeScalars.contains(scalar), "\(scalar) in \(line.prefix(200))")
        }
        isEscaped = scalar == "\\" && !isEscaped
      }
      #expect(!line.contains("\u{2028}") && !line.contains("\u{85}"))
    }
    #expect(fence == nil, "a fence is left open")
  }

  @Test func tablesKeepTheirColumns() throws {
    for text in ReportFixture.hostile {
      var width: Int?
      for line in try page(text).split(separator: "\n", omittingEmptySubsequences: false) {
        guard line.hasPrefix("| ") else {
          width = nil
          continue
        }
        var columns = -1
        var isEscaped = false
        for scalar in line.unicodeScalars {
          if scalar == "|", !isEscaped { columns += 1 }
          isEscaped = scalar == "\\" && !isEscaped
        }
        if let width { #expect(columns == width, "\(line.prefix(200))") }
        width = columns
      }
    }
  }

  @Test func codeStandsBehindALongerFence() throws {
    let page = try page("a\n````\nb")
    #expect(page.contains("`````\na\n````\nb\n`````"))
  }

  @Test func linksAndImagesAreNeutralised() throws {
    let page = try page("see ![i](https://evil.example/a.png), www.evil.example and 1. one")
    #expect(
      page.contains(
        "see \\!\\[i\\](https\\://evil\\.example/a\\.png), www\\.evil\\.example and 1\\. one")
    )
  }
}
