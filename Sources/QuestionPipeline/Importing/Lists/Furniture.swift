/// What stands around a list on a page: navigation, sharing, adverts, comments.
enum Furniture {
  enum Kind {
    /// The list is over: comments, related posts, the footer.
    case ending
    /// One line to leave out; the list may go on.
    case line
  }

  /// - Parameter text: folded and trimmed.
  static func kind(of text: Scalars) -> Kind? {
    guard !text.isEmpty, text.count <= 240 else { return nil }
    let letters = text.filter { !$0.isBlank && !$0.isASCIIDigit && !marks.contains($0) }
    if letters.count <= 24 {
      let words = letters.string
      if endings.contains(words) { return .ending }
      if lines.contains(words) { return .line }
    }
    if text.count <= 80, text.place(of: Array("back to top".unicodeScalars), from: 0) != nil {
      return .line
    }
    if text.count <= 60, openings.contains(where: { text.has($0, at: 0) }) { return .line }
    if calls.contains(where: { text.place(of: $0, from: 0) != nil }) { return .line }
    if let follow = text.place(of: Array("关注".unicodeScalars), from: 0),
      text.place(of: Array("公众号".unicodeScalars), from: follow) != nil
    {
      return .line
    }
    return nil
  }

  private static let marks: Set<Unicode.Scalar> = Set(
    "()（）[]:：.。,，·•|/#-—+*…>〉»«<!！&".unicodeScalars)

  private static func set(_ words: String) -> Set<String> {
    Set(words.split(separator: "|").map { $0.filter { $0 != " " } })
  }
  private static func list(_ words: String) -> [Scalars] {
    words.split(separator: "|").map { Array($0.unicodeScalars) }
  }

  private static let endings = set(
    "top comments|comments|comment|leave a comment|leave a reply|post a comment|add a comment|"
      + "related posts|related articles|related|recommended|recommended for you|recommended reading|"
      + "you may also like|you might also like|more from|read next|about the author|sign up|"
      + "subscribe|newsletter|all rights reserved|privacy policy|terms of service|contact us|"
      + "评论|全部评论|最新评论|热门评论|发表评论|条评论|评论区|写评论|相关推荐|相关文章|相关阅读|推荐阅读|猜你喜欢|"
      + "热门推荐|更多推荐|为你推荐|上一篇|下一篇|版权声明|免责声明|关于作者|作者简介|打赏|赞赏|"
      + "評論|相關文章|推薦閱讀|相關推薦|相关课程|热门课程|最新文章|热门文章")
  private static let lines = set(
    "share|share this|share this post|tweet|like|likes|reply|save|follow|log in|login|sign in|"
      + "register|menu|home|search|skip to content|skip to main content|table of contents|contents|"
      + "advertisement|advertisements|ad|ads|sponsored|previous|next|back to top|print|email|copy|"
      + "copy link|copy code|report abuse|min read|views|facebook|twitter|linkedin|whatsapp|reddit|"
      + "share on twitter|share on facebook|share on linkedin|click here|read more|show more|"
      + "收藏|点赞|转发|分享|关注|登录|注册|首页|目录|广告|举报|赞同|浏览|阅读|阅读全文|展开全文|展开|收起|返回顶部|复制|"
      + "复制代码|分享到|微信|微博|下载|立即下载|立即学习|点击查看|阅读量|点击重新获取|扫码支付|登入|註冊|廣告|返回頂部")
  private static let openings = list(
    "posted on |published on |last updated|updated on |tags: |tagged with |share on |filed under|"
      + "copyright |© |©|cover image for |photo by |image by |发布于 |发布于|编辑于 |原文链接|转载请|版权归|本文链接|作者:|来源:|"
      + "责任编辑|http://|https://|www.")
  /// Calls to act that no answer makes.
  private static let calls = list(
    "点击下方|下方卡片|免费领取|扫码领取|扫码关注|扫描下方|加微信|添加微信|关注我|私信我|文章篇幅有限|觉得有用的话|一键三连|"
      + "點擊下方|免費領取|subscribe to our|subscribe to my|subscribe for more|join our newsletter|"
      + "follow me on|follow us on|click the link|link in bio|sign up for our|use code |free trial|"
      + "enroll now|enroll in our|download our|check out my|check out our|buy me a coffee|"
      + "did you find this helpful|was this helpful|thanks for reading|happy learning")
}
