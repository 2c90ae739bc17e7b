/// The page's one script (search, sorting, filters, keys, language, theme, decisions), and the policy that lets it and
/// nothing else run.
enum PageScript {
  /// The script is allowed by its hash: changed by a byte, it does not run.
  static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    + "script-src 'sha256-\(base64(digest(source)))'"

  static let source = "(()=>{'use strict';\n" + labels + finding + deciding + keys + "})();\n"

  /// Labels in both languages, and which of them is shown; light and dark.
  private static let labels = #"""
    const root=document.documentElement,$=(s,e=document)=>e.querySelector(s),$$=(s,e=document)=>[...e.querySelectorAll(s)];
    const keep=(k,v)=>{try{v===null?localStorage.removeItem(k):localStorage.setItem(k,v)}catch{}};
    const kept=k=>{try{return localStorage.getItem(k)}catch{return null}};
    let zh=root.lang.startsWith('zh');
    const label=(e,en,cn=en)=>{e.textContent=zh?cn:en;e.dataset.o=zh?en:cn;return e};
    const make=(tag,name,en,cn)=>{const e=document.createElement(tag);if(name)e.className=name;if(en)label(e,en,cn);return e};
    const button=(name,en,cn,act)=>{const b=make('button',name,en,cn);b.type='button';b.addEventListener('click',act);return b};
    const exchange=()=>{zh=!zh;root.lang=zh?'zh-Hans':'en';
    for(const e of $$('[data-o]')){const t=e.textContent;e.textContent=e.dataset.o;e.dataset.o=t;if(e.hasAttribute('lang'))e.lang=e.name==='language'?(zh?'en':'zh-Hans'):root.lang}
    for(const e of $$('[data-a]')){const t=e.getAttribute('aria-label');e.setAttribute('aria-label',e.dataset.a);e.dataset.a=t}};
    const tools=$('#tools');
    if(tools){tools.hidden=false;
    tools.elements.language.addEventListener('click',()=>{exchange();texts.clear();keep('viva-language',root.lang);tell()});
    const theme=v=>{if(v)root.dataset.theme=v;else delete root.dataset.theme;tools.elements.theme.value=v||''};
    tools.elements.theme.addEventListener('change',e=>{theme(e.target.value);keep('viva-theme',e.target.value||null)});
    tools.addEventListener('submit',e=>e.preventDefault());
    theme(kept('viva-theme'))}
    addEventListener('beforeprint',()=>{for(const d of $$('details'))d.open=true});

    """#

  /// Search, filters and sorting of the items.
  private static let finding = #"""
    const form=$('#filter'),list=$('#list'),items=$$('article.item'),texts=new Map(),decisions=new Map();
    let bar;
    const shown=()=>items.filter(e=>!e.hidden);
    const text=e=>{let t=texts.get(e);if(t===undefined){t=(e.textContent+' '+e.dataset.id).toLowerCase();texts.set(e,t)}return t};
    const fits=(e,k,v)=>k==='flaw'?(' '+e.dataset.flaws+' ').includes(' '+v+' '):k==='decision'?(decisions.get(e.dataset.id)||{decision:'none'}).decision===v:e.dataset[k]===v;
    function tell(){if(form)$('output',form).textContent=zh?`显示 ${shown().length} / ${items.length} 题`:`${shown().length} of ${items.length} shown`;if(bar)sum()}
    const find=()=>{const words=form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted=$$('select[data-filter]',form).filter(s=>s.value).map(s=>[s.name,s.value]);
    for(const e of items)e.hidden=!(wanted.every(([k,v])=>fits(e,k,v))&&words.every(w=>text(e).includes(w)));
    $('#nothing').hidden=shown().length>0;tell()};
    const orders={order:e=>+e.dataset.index,low:e=>e.dataset.score===''?2:+e.dataset.score,high:e=>e.dataset.score===''?2:-e.dataset.score,
    flaws:e=>-(e.dataset.flaws?e.dataset.flaws.split(' ').length:0),hard:e=>-(e.dataset.difficulty||0),long:e=>-text(e).length};
    const sort=()=>{const by=orders[form.elements.sort.value];list.append(...items.map(e=>[by(e),+e.dataset.index,e]).sort((a,b)=>a[0]-b[0]||a[1]-b[1]).map(r=>r[2]));
    items.sort((a,b)=>a.compareDocumentPosition(b)&4?-1:1)};
    if(form){form.hidden=false;form.addEventListener('submit',e=>e.preventDefault());
    form.addEventListener('input',e=>{if(e.target.name==='sort')sort();else find()});
    form.addEventListener('reset',()=>setTimeout(()=>{sort();find()}));
    for(const a of $$('a[data-find]'))a.addEventListener('click',()=>{form.reset();setTimeout(()=>{
    for(const part of a.dataset.find.split('&')){const [k,v]=part.split('=').map(decodeURIComponent);const s=form.elements[k];if(s)s.value=v}find()})});
    tell()}

    """#

  /// Accepting, refusing and editing, kept in the browser and given out as a file.
  private static let deciding = #"""
    const set=list?list.dataset.set:'',store='viva-review-'+set;
    const words={accept:['accepted','已接受'],refuse:['refused','已拒绝'],edit:['edited','已修改']};
    const now=()=>new Date().toISOString().replace(/\.\d+/,'');
    const save=()=>keep(store,decisions.size||bar&&bar.elements.by.value?JSON.stringify({by:bar?bar.elements.by.value:'',decisions:[...decisions]}):null);
    const inline=e=>[...e.childNodes].map(n=>n.nodeName==='CODE'?'`'+n.textContent+'`':n.nodeType===3?n.nodeValue:inline(n)).join('');
    const raw=e=>e?[...e.children].map(c=>{const f=c.dataset.fence;return f===undefined?inline(c):f+'\n'+c.textContent+'\n'+f.match(/`+/)[0]}).join('\n\n'):'';
    const field=(e,name)=>$(`[data-field=${name}]`,e);
    function sum(){const n={accept:0,refuse:0,edit:0};for(const d of decisions.values())n[d.decision]++;
    bar.hidden=!decisions.size;$('output',bar).textContent=Object.keys(n).filter(k=>n[k]).map(k=>n[k]+' '+words[k][+zh]).join(' · ')}
    const mark=e=>{const d=decisions.get(e.dataset.id);if(d)e.dataset.decision=d.decision;else delete e.dataset.decision;
    const box=$('.decide',e);if(box)for(const b of $$('button[data-does]',box))b.setAttribute('aria-pressed',String(!!d&&d.decision===b.dataset.does));
    let own=$('.own',e);if(own)own.remove();if(!d||d.decision!=='edit')return;
    own=make('div','own');own.append(make('h4','','Your version','你的版本'));
    for(const k of ['question','answer'])if(d[k]!==undefined){const p=make('p');p.textContent=d[k];p.dir='auto';own.append(p)}
    if(d.choices){const ol=make('ol','choices');ol.type='A';for(const c of d.choices){const li=make('li',c.correct?'key':'');li.textContent=c.text;li.dir='auto';ol.append(li)}own.append(ol)}
    box.before(own)};
    const decide=(e,what,more)=>{const old=decisions.get(e.dataset.id);
    if(!more&&old&&old.decision===what)decisions.delete(e.dataset.id);
    else decisions.set(e.dataset.id,{id:e.dataset.id,revision:e.dataset.revision,decision:what,at:now(),...more});
    mark(e);save();tell()};
    const area=(box,en,cn,value,rows)=>{const l=make('label');l.append(make('span','',en,cn));const t=make('textarea');t.value=value;t.rows=rows;t.dir='auto';t.spellcheck=false;l.append(t);box.append(l);return t};
    const edit=e=>{const open=$('form.edit',e);if(open){$('textarea',open).focus();return}
    const f=make('form','edit'),d=decisions.get(e.dataset.id)||{},was={question:raw(field(e,'question')),answer:raw(field(e,'answer'))};
    const q=area(f,'Question','题干',d.question??was.question,4),rows=$$('[data-field=choice]',e).map(c=>({text:inline(c),correct:c.parentElement.classList.contains('key')}));
    const list=(d.choices||rows).map((c,i)=>{const row=make('label','option'),r=make('input'),t=make('input');r.type='radio';r.name='key';r.checked=c.correct;
    r.setAttribute('aria-label','✓ '+String.fromCharCode(65+i));t.type='text';t.value=c.text;t.dir='auto';t.setAttribute('aria-label',String.fromCharCode(65+i));row.append(r,t);f.append(row);return{r,t}});
    const a=area(f,'Answer','答案',d.answer??was.answer,6),foot=make('p','row');
    const done=()=>{f.remove();$('[data-does=edit]',e).focus()};
    foot.append(make('button','strong','Keep the edit','保留修改'),button('','Cancel','取消',done));f.append(foot);
    f.addEventListener('submit',ev=>{ev.preventDefault();const more={};
    if(q.value!==was.question)more.question=q.value;if(a.value!==was.answer)more.answer=a.value;
    const now=list.map(({r,t})=>({text:t.value,correct:r.checked}));if(JSON.stringify(now)!==JSON.stringify(rows))more.choices=now;
    if(Object.keys(more).length)decide(e,'edit',more);done()});
    f.addEventListener('keydown',ev=>{if(ev.key==='Escape'){ev.stopPropagation();done()}if(ev.key==='Enter'&&(ev.ctrlKey||ev.metaKey))f.requestSubmit()});
    $('.decide',e).after(f);q.focus()};
    const equip=e=>{if($('.decide',e))return;const box=make('div','decide');box.setAttribute('role','group');box.setAttribute('aria-label','#'+e.dataset.index);
    for(const [what,en,cn] of [['accept','Accept','接受'],['refuse','Refuse','拒绝'],['edit','Edit','修改']]){
    const b=button('does-'+what,en,cn,()=>what==='edit'?edit(e):decide(e,what));b.dataset.does=what;b.setAttribute('aria-pressed','false');box.append(b)}
    e.append(box);mark(e)};
    if(list){bar=make('form','decisions');bar.hidden=true;bar.setAttribute('aria-label',zh?'裁决':'Decisions');bar.dataset.a=zh?'Decisions':'裁决';
    const by=make('label'),name=make('input');by.append(make('span','','Your name','姓名'));name.name='by';name.required=true;name.autocomplete='name';name.maxLength=120;by.append(name);
    bar.append(make('output'),by,make('button','strong','Download decisions','下载裁决'),button('','Forget all','全部清除',()=>{
    if(!confirm(zh?'清除所有裁决？':'Forget all decisions?'))return;decisions.clear();for(const e of items)mark(e);save();tell()}));
    name.addEventListener('input',save);
    bar.addEventListener('submit',e=>{e.preventDefault();
    const file={format:'viva-decisions',version:1,set,title:list.dataset.title,by:name.value,at:now(),decisions:items.filter(e=>decisions.has(e.dataset.id)).map(e=>decisions.get(e.dataset.id))};
    const a=make('a');a.href=URL.createObjectURL(new Blob([JSON.stringify(file,null,2)+'\n'],{type:'application/json'}));a.download='decisions.json';a.click();setTimeout(()=>URL.revokeObjectURL(a.href),9999)});
    document.body.append(bar);
    try{const old=JSON.parse(kept(store));if(old){name.value=old.by;for(const [id,d] of old.decisions)decisions.set(id,d)}}catch{}
    for(const e of items)if(decisions.has(e.dataset.id))equip(e);
    if('IntersectionObserver' in window){const eye=new IntersectionObserver(seen=>{for(const s of seen)if(s.isIntersecting){equip(s.target);eye.unobserve(s.target)}},{rootMargin:'600px'});for(const e of items)eye.observe(e)}else items.forEach(equip);
    tell()}

    """#

  /// Single keys for those who go through many items; they can be turned off.
  private static let keys = #"""
    let at=-1;
    const go=step=>{const all=shown();if(!all.length)return;const here=all.indexOf(document.activeElement&&document.activeElement.closest('article.item'));
    at=Math.max(0,Math.min(all.length-1,(here>=0?here:at)+step));const e=all[at];equip(e);e.tabIndex=-1;e.focus({preventScroll:true});e.scrollIntoView({block:'start'})};
    const sheet=$('#keys');
    const current=()=>document.activeElement&&document.activeElement.closest('article.item');
    const acts={j:()=>go(1),k:()=>go(-1),'/':()=>{form.scrollIntoView();form.elements.q.focus()},'?':()=>sheet.showModal(),
    o:()=>{const e=current(),d=e&&$('details',e);if(d)d.open=!d.open},a:()=>{const e=current();if(e)decide(e,'accept')},
    r:()=>{const e=current();if(e)decide(e,'refuse')},e:()=>{const e=current();if(e){equip(e);edit(e)}},l:()=>tools.elements.language.click()};
    if(sheet&&form){tools.elements.keys.addEventListener('click',()=>sheet.showModal());
    $('input',sheet).checked=kept('viva-keys')!=='off';$('input',sheet).addEventListener('change',e=>keep('viva-keys',e.target.checked?null:'off'));
    addEventListener('keydown',e=>{if(e.ctrlKey||e.metaKey||e.altKey||sheet.open||e.target.closest('input,textarea,select,[contenteditable]')||!$('input',sheet).checked)return;
    const act=acts[e.key];if(act){e.preventDefault();act()}});
    $('#filter [name=q]').addEventListener('keydown',e=>{if(e.key==='Escape')e.target.blur();if(e.key==='Enter'){at=-1;go(1)}})}
    const language=kept('viva-language');if(language&&language!==root.lang)exchange();tell();

    """#

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
