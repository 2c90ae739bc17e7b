/// What has to be known of a programming language to tell its comments from its code.
struct CodeLanguage {
  /// What opens a comment up to the line's end.
  var line: [String]
  /// What opens and closes a comment over lines.
  var block: [(open: String, close: String)]

  /// By the ending of a file's name, in small letters; nil for endings that are no source code's.
  init?(ending: String) {
    guard let found = Self.known.first(where: { $0.endings.contains(ending) }) else { return nil }
    (line, block) = (found.line, found.block)
  }

  /// For files that are told by their name or first line alone.
  static let script = CodeLanguage(line: ["#"], block: [])

  private init(line: [String], block: [(String, String)]) {
    self.line = line
    self.block = block
  }

  private static let known: [(endings: Set<String>, line: [String], block: [(String, String)])] = [
    (
      [
        "swift", "c", "h", "cc", "cpp", "cxx", "hpp", "hh", "m", "mm", "java", "kt", "kts", "scala",
        "js", "jsx", "mjs", "cjs", "ts", "tsx", "go", "rs", "cs", "dart", "zig", "groovy", "gradle",
        "proto", "v", "sv", "cu", "glsl", "php", "scss", "less", "css", "jsonc", "json5", "thrift",
      ], ["//"], [("/*", "*/")]
    ),
    (["py", "pyi", "pyx"], ["#"], [("\"\"\"", "\"\"\""), ("'''", "'''")]),
    (
      [
        "sh", "bash", "zsh", "fish", "rb", "pl", "pm", "r", "jl", "tcl", "mk", "cmake", "toml",
        "yaml", "yml", "conf", "cfg", "ini", "properties", "nix", "ex", "exs", "awk", "tf", "ps1",
        "graphql",
      ], ["#"], []
    ),
    (
      ["sql", "lua", "hs", "elm", "ada", "vhdl"], ["--"],
      [("/*", "*/"), ("--[[", "]]"), ("{-", "-}")]
    ),
    (["lisp", "clj", "cljs", "el", "scm", "rkt", "asm", "s"], [";"], [("#|", "|#")]),
    (["erl", "hrl"], ["%"], []),
    (["ml", "mli", "fs", "fsi", "pas"], ["//"], [("(*", "*)")]),
    (["json", "xml", "svelte", "vue"], [], [("<!--", "-->")]),
    (["vb", "bas"], ["'"], []), (["f90", "f95", "f"], ["!"], []),
  ]

  /// Words before the name of what is defined.
  static let definers: Set<String> = [
    "func", "function", "def", "class", "struct", "enum", "interface", "fn", "type", "impl",
    "trait", "protocol", "extension", "actor", "module", "namespace", "sub", "proc", "macro",
    "record", "object", "union", "procedure", "package",
  ]
}
