import QuestionPipeline
import TestSupport
import Testing

struct FileSystemTests {
  @Test func writesWholeFilesAndLeavesNothingBeside() throws {
    let folder = TemporaryDirectory()
    try FileSystem.write([1, 2, 3], to: folder.file("a"))
    try FileSystem.write([4], to: folder.file("a"))
    #expect(try FileSystem.read(folder.file("a")) == [4])
    #expect(try FileSystem.names(in: folder.path) == ["a"])
  }

  @Test func aWriteThatFailsKeepsTheOldFile() throws {
    let folder = TemporaryDirectory()
    try FileSystem.makeFolder(folder.file("a/b"))
    #expect {
      try FileSystem.write([1], to: folder.file("none/a"))
    } throws: { ($0 as? FileError)?.code == .notFound }
    #expect(throws: FileError.self) { try FileSystem.write([1], to: folder.file("a")) }
    #expect(FileSystem.isFolder(folder.file("a/b")))
  }

  @Test func writesPiecesAsOneFileOrNone() throws {
    let folder = TemporaryDirectory()
    let path = folder.file("pieces")
    try FileSystem.write(to: path) { (put) throws(FileError) in
      try put(Array("a".utf8))
      try put(Array("bc".utf8))
    }
    #expect(try FileSystem.read(path) == Array("abc".utf8))
    #expect(throws: FileError.self) {
      try FileSystem.write(to: path) { (put) throws(FileError) in
        try put(Array("new".utf8))
        throw FileError(code: .other, path: "elsewhere", detail: "cannot be made")
      }
    }
    #expect(try FileSystem.read(path) == Array("abc".utf8))
    #expect(try FileSystem.names(in: folder.path) == ["pieces"])
  }

  @Test func aFullDiskIsNamedAsSuch() {
    // Linux has a device that is always full.
    guard FileSystem.exists("/dev/full") else { return }
    #expect {
      try FileSystem.append([1], to: "/dev/full")
    } throws: { "\($0)" == "/dev/full: the disk is full" }
  }

  @Test func errorsSayWhatIsWrong() throws {
    let folder = TemporaryDirectory()
    try FileSystem.write([UInt8](repeating: 0x61, count: 100), to: folder.file("big"))
    let expected: [(String, String)] = [
      (folder.file("none"), "there is no such file or folder"),
      (folder.path, "is a folder; a file was expected"),
      (folder.file("big/x"), "a part of the path is no folder"),
    ]
    for (path, detail) in expected {
      #expect {
        try FileSystem.read(path)
      } throws: { ($0 as? FileError)?.detail == detail }
    }
    #expect {
      try FileSystem.read(folder.file("big"), limit: 99)
    } throws: { ($0 as? FileError)?.code == .tooLarge }
  }

  @Test(arguments: [
    ("a/b/c", "a/b", "c"), ("a", ".", "a"), ("/a", "/", "a"), ("a/b/", "a", "b"), ("/", "/", "/"),
  ])
  func takesPathsApart(path: String, parent: String, name: String) {
    #expect(FileSystem.parent(of: path) == parent)
    #expect(FileSystem.name(of: path) == name)
  }

  @Test func theLockIsFreeAgainWhenItsHolderLetsGo() throws {
    let folder = TemporaryDirectory()
    do {
      let lock = try FolderLock(folder: folder.path)
      #expect {
        _ = try FolderLock(folder: folder.path)
      } throws: { error in
        (error as? FileError)?.code == .locked && "\(error)".contains("process ")
      }
      _ = lock
    }
    _ = try FolderLock(folder: folder.path)
    #expect(try FileSystem.names(in: folder.path).isEmpty)
  }
}
