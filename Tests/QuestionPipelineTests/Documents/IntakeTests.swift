import TestSupport
import Testing

@testable import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct IntakeTests {
  private func write(_ files: [String: String], _ folder: TemporaryDirectory) throws {
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      let path = folder.file(name)
      try FileSystem.makeFolder(FileSystem.parent(of: path))
      try FileSystem.write(Array(text.utf8), to: path)
    }
  }

  private func read(_ paths: [String], limits: DocumentLimits = DocumentLimits()) throws -> (
    [String], DocumentIntake
  ) {
    var names: [String] = []
    let intake = try DocumentReader(limits: limits).read(paths) { document, _ in
      names.append(document.name)
    }
    return (names, intake)
  }

  @Test func foldersAreReadInOrderWithoutHiddenFiles() throws {
    let folder = TemporaryDirectory()
    try write(
      ["d/b.md": "b", "d/a/z.txt": "z", "d/.git/x.md": "x", "d/.h.md": "h", "d/a.md": "a"], folder)
    #expect(try read([folder.file("d")]).0 == ["a/z.txt", "a.md", "b.md"])
  }

  @Test(arguments: [
    ("d/**/*.md", ["a/b/c.md", "a/d.md", "e.md"]), ("d/*.md", ["e.md"]), ("d/*/*.md", ["a/d.md"]),
    ("d/**", ["a/b/c.md", "a/b/f.txt", "a/d.md", "e.md"]), ("d/a/**/?.txt", ["b/f.txt"]),
    ("d/**/b/*", ["a/b/c.md", "a/b/f.txt"]),
  ])
  func patternsReachIntoFolders(pattern: String, expected: [String]) throws {
    let folder = TemporaryDirectory()
    try write(
      ["d/a/b/c.md": "1", "d/a/b/f.txt": "2", "d/a/d.md": "3", "d/e.md": "4", "d/.x/y.md": "5"],
      folder)
    #expect(try read([folder.file(pattern)]).0 == expected)
  }

  @Test func aFileWithTheSameBytesIsReadOnceAndTold() throws {
    let folder = TemporaryDirectory()
    try write(["d/a.md": "Same words.", "d/b.txt": "Same words.", "d/c.md": "Others."], folder)
    let (names, intake) = try read([folder.file("d"), folder.file("d/c.md")])
    #expect(names == ["a.md", "c.md"])
    #expect(intake.repeats == [DocumentIntake.Repeat(name: "b.txt", of: "a.md")])
    #expect(intake.told == ["source b.txt is the same as a.md and is read once"])
  }

  @Test func equalNamesInTwoFoldersAreToldApart() throws {
    let folder = TemporaryDirectory()
    try write(["d/a.md": "One.", "e/a.md": "Two."], folder)
    let names = try read([folder.file("d"), folder.file("e")]).0
    #expect(names == [folder.file("d/a.md"), folder.file("e/a.md")])
  }

  @Test func whatCannotBeReadIsListedUnlessItIsAll() throws {
    let folder = TemporaryDirectory()
    try write(
      ["d/a.md": "One.", "d/b.md": "  \n", "d/c.md": String(repeating: "x", count: 2 << 20)], folder
    )
    let limits = DocumentLimits(file: 1 << 20)
    let (names, intake) = try read([folder.file("d/*.md")], limits: limits)
    #expect(names == ["a.md"])
    #expect(
      intake.unread == [
        DocumentIntake.Unread(name: "b.md", why: "is empty"),
        DocumentIntake.Unread(
          name: "c.md",
          why: "is larger than 1 MiB ('documents.fileLimit' in the configuration)"),
      ])
    #expect {
      try read([folder.file("d/b.md"), folder.file("d/c.md")], limits: limits)
    } throws: {
      ($0 as? FileError)?.detail
        == "no document could be read: b.md is empty; c.md is larger than 1 MiB ('documents.fileLimit' in the configuration)"
    }
  }

  @Test func standardInputIsGuessedByItsContent() throws {
    var found: SourceDocument?
    let page = Array("<!DOCTYPE html><p>Words of a page.".utf8)
    let intake = try DocumentReader(input: { _ throws(FileError) in page }).read(["-"]) {
      document, _ in
      found = document
    }
    #expect(found?.format == .html && found?.name == "-" && found?.text == "Words of a page.")
    #expect(intake.records.first?.bytes == page.count)
  }

  @Test func aLinkIntoItselfEnds() throws {
    let folder = TemporaryDirectory()
    try write(["d/a.md": "One."], folder)
    try #require(symlink(folder.file("d"), folder.file("d/loop")) == 0)
    #expect(try read([folder.file("d")]).0 == ["a.md"])
    #expect(try read([folder.file("d/**/*.md")]).0 == ["a.md"])
  }

  @Test func notebooksCodeAndTablesAreRead() throws {
    let notebook = """
      {"metadata": {"language_info": {"name": "python"}}, "cells": [
       {"cell_type": "markdown", "source": ["# NB\\n", "\\n", "Some <!-- x --> words."]},
       {"cell_type": "code", "source": "print(1)", "outputs": [{"text": ["1\\n"]}, {"data": {"image/png": "x"}}]}]}
      """
    #expect(
      try DocumentReading.document(notebook, "n.ipynb").outline == [
        "#1 NB", "P Some", "P words.", "C ```python\nprint(1)\n```", "C ```\n1\n```",
      ])
    #expect(
      try DocumentReading.document("name;size\n\"a|b\nc\";1\n", "t.csv").outline == [
        "T | name | size |\n| --- | --- |\n| a\\|b c | 1 |"
      ])
    let code =
      "# About it.\nimport x\n\n# Adds.\ndef add(a, b):\n    # in\n\n    return a + b\n\nadd(1, 2)\n"
    let document = try DocumentReading.document(code, "a.py")
    let passages = PassageSplitter().passages(of: document)
    #expect(passages.map(\.headings) == [[], ["add"], []])
    #expect(passages[1].text == "# Adds.\ndef add(a, b):\n    # in\n\n    return a + b")
    #expect(document.title == "a")
  }
}
