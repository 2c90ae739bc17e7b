import QuestionPipeline
import TestSupport
import Testing

@testable import viva

@Suite struct SetCommandTests {
  private let folder = TemporaryDirectory()

  private func write(_ items: [Item], to name: String) throws -> String {
    let path = folder.path + "/" + name
    try FileSystem.makeFolder(path)
    try FileSystem.write(JSONWriter.lines(items.map(\.json)), to: path + "/items.jsonl")
    return path
  }

  private func item(_ id: String, _ question: String, kind: QuestionKind = .open) -> Item {
    Item(
      id: id, cell: nil, topic: ["Storage"], kind: kind, language: .english,
      draft: Draft(question: question, answer: "Because pages are read whole."))
  }

  private var three: [Item] {
    [
      item("q-1", "Why do databases keep indexes in B-trees?"),
      item("q-2", "What does a write-ahead log promise after a crash?", kind: .scenario),
      item("q-3", "When does a bloom filter answer wrongly?"),
    ]
  }

  // MARK: Show

  @Test func aSetIsListed() async throws {
    let result = await Session.run("show", try write(three, to: "s"))
    #expect(
      result.output == """
        #  Kind      Language  Level  Diff.  Score  Flaws  Question
        1  open      en                                    Why do databases keep indexes in B-trees?
        2  scenario  en                                    What does a write-ahead log promise after a cras…
        3  open      en                                    When does a bloom filter answer wrongly?

        """)
    #expect(result.code == .done)
  }

  @Test(arguments: ["2", "q-2"]) func anItemIsShownWhole(word: String) async throws {
    let result = await Session.run("show", try write(three, to: "s"), word)
    #expect(
      result.output == """
        2. q-2
        Storage · scenario · en

        What does a write-ahead log promise after a crash?

        Answer
          Because pages are read whole.

        """)
  }

  @Test func aNarrowTerminalIsNotOverrun() async throws {
    var items = three
    for index in items.indices {
      items[index].cell = 10 + index
      items[index].level = .understand
      items[index].score = 1
    }
    let path = try write(items, to: "s")
    let output = await Session.run(["show", path], columns: 38).output
    #expect(
      output.hasPrefix("1. cell 10, open, en, understand,\n   score 1.00\n  Why do databases keep"))
    #expect(output.split(separator: "\n").allSatisfy { $0.columns <= 38 })
  }

  @Test func theListNamesTheCellsThatTraceTakes() async throws {
    var items = three
    items[0].cell = 7
    let output = await Session.run("show", try write(items, to: "s")).output
    let rows = output.split(separator: "\n").map { $0.split(separator: " ").prefix(2) }
    #expect(
      rows.map(Array.init) == [["#", "Cell"], ["1", "7"], ["2", "scenario"], ["3", "open"]])
  }

  @Test func aSetOfNothingSaysSo() async throws {
    let path = try write([], to: "s")
    for words in [["show", path], ["export", path, "--format", "html"], ["split", path]] {
      let result = await Session.run(words)
      #expect(result.code == .badInput)
      #expect(result.error == "Error: \(path): holds no items: its items.jsonl is empty\n")
    }
    try FileSystem.write([], to: path + "/refused.jsonl")
    #expect(
      await Session.run("show", path).error
        == "Error: \(path): holds no items, as none was accepted; its report.md and refused.jsonl say why\n"
    )
  }

  @Test func itemsAreChosenByWordsAndKinds() async throws {
    let path = try write(three, to: "s")
    let found = await Session.run("show", path, "--search", "BLOOM", "--json")
    #expect(found.output.split(separator: "\n").count == 1 && found.output.contains("q-3"))
    let kinds = await Session.run("show", path, "--kinds", "open", "--search", "pages")
    #expect(kinds.output.contains("2 of 3 items") && !kinds.output.contains("write-ahead"))
    let none = await Session.run("show", path, "--search", "zebra")
    #expect(none.output == "" && none.error == "None of the 3 items is meant.\n")
  }

  @Test func hostileTextDoesNotReachTheTerminal() async throws {
    let hostile = item("q-1", "Red \u{1B}[31m and a bell \u{7}, \u{9B}2J?\rover\r\nagain")
    let path = try write([hostile], to: "s")
    for words in [["show", path], ["show", path, "1"]] {
      let output = await Session.run(words).output
      #expect(!output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
      #expect(!output.unicodeScalars.contains("\u{9B}"))
    }
  }

  @Test func anItemThatIsNotThereIsNamed() async throws {
    let path = try write(three, to: "s")
    let number = await Session.run("show", path, "4")
    #expect(number.code == .badInput)
    #expect(number.error == "Error: \(path): has items 1 to 3; there is no item 4\n")
    let several = await Session.run("show", path, "q-")
    #expect(several.error.contains("has 3 items whose identifiers begin with 'q-'"))
  }

  @Test func linesAreWrappedToTheTerminal() {
    #expect(TextPage.wrapped("one two three", to: 7) == ["one two", "three"])
    #expect(TextPage.wrapped("注意力的计算，复杂度", to: 12) == ["注意力的计", "算，复杂度"])
    #expect(TextPage.wrapped("abcdefghij", to: 4) == ["abcd", "efgh", "ij"])
    #expect(TextPage.wrapped("用 token 计算", to: 8) == ["用 token", "计算"])
    #expect(TextPage.clipped("注意力机制", to: 7) == "注意力…")
  }

  // MARK: Merge, sample, split

  @Test func setsAreMerged() async throws {
    let first = try write(three, to: "a")
    let second = try write(
      [item("q-1", "How is a page evicted?"), item("q-9", three[0].draft.question)], to: "b")
    let result = await Session.run("merge", first, second)
    #expect(result.code == .done)
    let merged = try SetReader.read(first + "-merged").items
    #expect(merged.map(\.id) == ["q-1", "q-2", "q-3", "q-1-2"])
    let record = try JSONReader(JSONParser.parse(FileSystem.read(first + "-merged/merge.json")))
    let dropped = try record.required("dropped").array()
    #expect(try dropped.map { try $0.required("item").string("id") } == ["q-9"])
    #expect(try dropped.map { try $0.string("repeats") } == ["q-1"])
    #expect(FileSystem.exists(first + "-merged/report.html"))
    // The same again replaces it; other folders are left alone.
    #expect(await Session.run("merge", first, second).code == .done)
    let onto = await Session.run("merge", first, second, "--out", second)
    #expect(onto.code == .badInput && onto.error.contains("choose a new folder with --out"))
  }

  @Test func oneSetIsNotMerged() async throws {
    let result = await Session.run("merge", try write(three, to: "a"))
    #expect(result.code == .badInput && result.error.contains("one was given"))
  }

  @Test func aSampleIsASetOfItsOwn() async throws {
    let path = try write(three, to: "s")
    let result = await Session.run("sample", path, "--count", "2", "--seed", "4")
    #expect(result.output == "2 of 3 items: \(path)-sample/items.jsonl\n")
    let first = try FileSystem.read(path + "-sample/items.jsonl")
    _ = await Session.run("sample", path, "--count", "2", "--seed", "4")
    #expect(try FileSystem.read(path + "-sample/items.jsonl") == first)
    #expect(try SetReader.read(path + "-sample").items.count == 2)
  }

  @Test func aSampleThatCannotBeMetIsShort() async throws {
    let path = try write(three, to: "s")
    let result = await Session.run("sample", path, "--count", "2", "--kinds", "scenario")
    #expect(result.code == .short)
    #expect(result.error == "Only 1 items fit the choice; 2 were asked for.\n")
    let none = await Session.run("sample", path, "--count", "2", "--kinds", "coding")
    #expect(none.code == .badInput)
  }

  @Test func aSetIsSplit() async throws {
    let path = try write(three, to: "s")
    let result = await Session.run("split", path, "--test", "0.34")
    #expect(result.code == .done)
    let parts = try ["train", "test"].map { try SetReader.read("\(path)-split/\($0)").items }
    #expect(parts.map(\.count) == [2, 1])
    #expect(FileSystem.exists("\(path)-split/split.json"))
  }

  @Test func aSetThatIsTiedTogetherIsNotSplit() async throws {
    var items = three
    for place in items.indices {
      items[place].draft.sources = [Citation(document: "d", quote: "x", start: 0, end: 1)]
    }
    let path = try write(items, to: "s")
    let result = await Session.run("split", path)
    #expect(result.code == .badInput)
    #expect(result.error.contains("3 of its 3 items are tied together ('--shared-documents'"))
    #expect(!FileSystem.exists(path + "-split"))
    #expect(await Session.run("split", path, "--shared-documents", "--test", "0.3").code == .done)
  }

  // MARK: What is read stays

  @Test func whatIsReadIsNotWrittenOver() async throws {
    let set = try write(three, to: "s")
    let before = try FileSystem.read(set + "/items.jsonl")
    let list = folder.file("list.jsonl")
    try FileSystem.write(before, to: list)
    for words in [
      ["export", set, "--format", "jsonl", "--to", set + "/items.jsonl"],
      ["export", set, "--format", "csv", "--to", set + "/manifest.json"],
      ["export", list, "--format", "jsonl", "--to", list],
      ["evaluate", list, "--junit", list, "--out", folder.file("e")],
      ["sample", set + "/items.jsonl", "--count", "1", "--out", set],
      ["merge", set + "/items.jsonl", list, "--out", set],
      ["split", set, "--out", set],
    ] {
      let result = await Session.run(words)
      #expect(result.code == .badInput, "\(words): \(result.error)")
    }
    #expect(try FileSystem.read(set + "/items.jsonl") == before)
    #expect(try FileSystem.read(list) == before)
    #expect(try FileSystem.names(in: set) == ["items.jsonl"])
  }

  @Test func anExportOfAListHasANameOfItsOwn() async throws {
    let list = folder.file("list.jsonl")
    try FileSystem.write(JSONWriter.lines(three.map(\.json)), to: list)
    #expect(await Session.run("export", list, "--format", "jsonl").code == .done)
    #expect(FileSystem.exists(folder.file("list-export.jsonl")))
    let set = try write(three, to: "s")
    #expect(await Session.run("export", set, "--format", "html").code == .done)
    #expect(await Session.run("export", set, "--format", "html", "--no-answers").code == .done)
    #expect(FileSystem.exists(set + ".html") && FileSystem.exists(set + "-questions.html"))
  }

  @Test func partsOfASplitTakeNobodysPlace() async throws {
    let path = try write(three, to: "s")
    let data = try write(three, to: "data/train")
    let result = await Session.run("split", path, "--out", folder.file("data"), "--test", "0.34")
    #expect(result.code == .badInput && result.error.contains("holds other files"))
    #expect(await Session.run("split", path, "--test", "0.34").code == .done)
    let again = await Session.run("split", path + "-split/train", "--out", path + "-split")
    #expect(again.code == .badInput)
    #expect(try SetReader.read(data).items.count == 3)
  }

  // MARK: Init

  @Test func aHomeOfOnesOwnIsComplete() async throws {
    let home = folder.path + "/home"
    #expect(await Session.run("init", home).code == .done)
    let shown = await Session.run("config", "show", "--home", home, "--json")
    #expect(shown.code == .done && shown.output.contains("/home/memory.sqlite"))
    for file in DefaultFiles.builtIn.below("Prompts") {
      #expect(try FileSystem.read(home + "/" + file.path) == file.bytes)
    }
    #expect(!FileSystem.exists(home + "/Config/Knowledge"))
    let again = await Session.run("init", home)
    #expect(
      again.code == .badInput && again.error.contains("is there already; nothing was written"))
  }

  @Test func theKnowledgePackComesWhereItIsAskedFor() async throws {
    let home = folder.path + "/home"
    #expect(await Session.run("init", home, "--with-knowledge").code == .done)
    #expect(FileSystem.exists(home + "/Config/Knowledge/rag/field.json5"))
  }
}
