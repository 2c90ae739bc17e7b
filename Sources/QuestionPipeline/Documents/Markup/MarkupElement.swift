/// What elements of HTML mean for the text.
enum MarkupElement {
  /// Those without an end tag.
  static func isVoid(_ name: String) -> Bool { void.contains(name) }

  /// Those whose content nobody reads.
  static func isSilent(_ name: String) -> Bool { silent.contains(name) }

  /// Those around the content: menus, banners, margins, forms.
  static func isChrome(_ tag: MarkupTag) -> Bool {
    if chrome.contains(tag.name) { return true }
    guard let role = tag["role"]?.lowercased() else { return false }
    return roles.contains(role)
  }

  /// Whether a reader of the page would not see it.
  static func isHidden(_ tag: MarkupTag) -> Bool {
    for (name, value) in tag.attributes {
      switch name {
      case "hidden": return value.lowercased() != "until-found"
      case "aria-hidden" where value.lowercased() == "true": return true
      case "style": if hides(value) { return true }
      case "type" where tag.name == "input" && value.lowercased() == "hidden": return true
      default: break
      }
    }
    return false
  }

  private static func hides(_ style: String) -> Bool {
    for declaration in style.lowercased().split(separator: ";") {
      let parts = declaration.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let property = parts[0].filter { !$0.isWhitespace }
      let value = parts[1].filter { !$0.isWhitespace }.prefix { $0 != "!" }
      switch property {
      case "display" where value == "none": return true
      case "visibility" where value == "hidden" || value == "collapse": return true
      case "opacity", "font-size", "max-height":
        let digits = value.prefix { $0.isNumber || $0 == "." }
        if let number = Double(digits), number == 0 { return true }
      case "left", "top", "text-indent":
        if value.hasPrefix("-"), let number = Double(value.dropFirst().prefix { $0.isNumber }),
          number >= 999
        {
          return true
        }
      default: break
      }
    }
    return false
  }

  /// Those that stand on lines of their own.
  static func isBlock(_ name: String) -> Bool { block.contains(name) }

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]
  private static let silent: Set<String> = [
    "script", "style", "template", "noscript", "iframe", "object", "svg", "math-annotation",
    "canvas", "noembed", "noframes", "audio", "video", "datalist",
  ]
  private static let chrome: Set<String> = [
    "nav", "header", "footer", "aside", "form", "button", "select", "textarea", "dialog", "menu",
  ]
  private static let roles: Set<String> = [
    "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert",
  ]
  private static let block: Set<String> = [
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "hr", "html", "legend", "li", "main", "ol", "p", "section",
    "summary", "ul", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "caption", "tr", "td",
    "th", "thead", "tbody", "tfoot", "header", "footer", "nav", "aside", "form", "head", "title",
  ]
}
