/// The page's one script, a search over its items, and the policy that lets it and nothing else run.
enum PageScript {
  static let source = """
    (()=>{const form=document.getElementById('filter');
    addEventListener('beforeprint',()=>{for(const d of document.querySelectorAll('.item details'))d.open=true});
    if(!form)return;
    const items=[...document.querySelectorAll('article.item')],texts=new Map(),out=form.querySelector('output');
    const run=()=>{const q=form.q.value.trim().toLowerCase(),v=form.verdict.value,k=form.kind.value;let n=0;
    for(const e of items){let t=texts.get(e);if(q&&t===undefined){t=e.textContent.toLowerCase();texts.set(e,t)}
    const on=(!q||t.includes(q))&&(!v||e.dataset.verdict===v)&&(!k||e.dataset.kind===k);e.hidden=!on;if(on)n++}
    out.textContent=form.dataset.count.replace('{n}',n)};
    form.addEventListener('input',run);form.addEventListener('submit',e=>e.preventDefault());
    form.hidden=false;run()})();
    """

  /// The script is allowed by its hash: changed by a byte, it does not run.
  static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    + "script-src 'sha256-\(base64(digest(source)))'"

  private static func digest(_ text: String) -> [UInt8] {
    let digits = Array(SHA256.hex(text).utf8).map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// RFC 4648, with padding.
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for offset in 0..<3 {
        bits = bits << 8 | UInt32(offset < group.count ? group[start + offset] : 0)
      }
      for place in 0..<4 {
        text.append(
          place <= group.count ? alphabet[Int(bits >> UInt32(18 - 6 * place)) & 63] : 0x3D)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
