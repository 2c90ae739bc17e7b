/// The style sheet of the page: system fonts, light and dark, narrow and wide, and paper.
enum PageStyle {
  static let css: Markup = """
    :root{color-scheme:light dark;
    --paper:light-dark(#f8f6f1,#15171a);--surface:light-dark(#fffefb,#1c1f23);--ink:light-dark(#1d1c1a,#ebe8e2);
    --muted:light-dark(#5f5b54,#aaa69d);--line:light-dark(#e3ddd1,#34383e);--edge:light-dark(#8a8479,#7b8088);--accent:light-dark(#1d6660,#74c9bf);
    --keep:light-dark(#1c6b45,#7fd3a6);--keep-bg:light-dark(#e0f1e7,#16352a);
    --fix:light-dark(#7d5200,#ecc06a);--fix-bg:light-dark(#faeed3,#3a2d12);
    --drop:light-dark(#9c2b23,#f2978d);--drop-bg:light-dark(#fae3e0,#40201d);
    --bar:light-dark(#2f857d,#53aca2);--warn:#d9a441;--bad:light-dark(#c2564b,#d9776c);--none:light-dark(#b9b2a5,#5d6168);--code:light-dark(#f1eee6,#25292e);
    --h1:light-dark(#e0efec,#1d3734);--h2:light-dark(#b7dad5,#22504b);--h3:light-dark(#8cc2bc,#25605a);--h4:light-dark(#2c7a73,#5bb3a9);--h5:light-dark(#134a46,#a3e3da);--on-deep:light-dark(#fff,#0d1716);
    --mark-fix:light-dark(#ffe3a3,#5c4411);--mark-drop:light-dark(#ffc9c2,#6b2a24);--mark:light-dark(#d6ebe8,#1f4a46);
    --serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4","Noto Serif",Georgia,"Songti SC","Noto Serif CJK SC","SimSun",serif;
    --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
    --mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"Noto Sans Mono","DejaVu Sans Mono",monospace}
    :root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;scroll-padding-top:4rem}
    body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 var(--sans);overflow-wrap:anywhere}
    :lang(zh){line-height:1.75}
    h1,h2{font-family:var(--serif);font-weight:600;line-height:1.2;text-wrap:balance}
    h1{font-size:clamp(1.7rem,1.1rem + 2.6vw,2.9rem);margin:.1em 0 .5em;letter-spacing:-.01em}
    h2{font-size:1.55rem;margin:0 0 .6em}
    h3{font-size:1rem;margin:0 0 .7em}
    h4{font-size:.78rem;margin:1.5em 0 .35em;color:var(--muted);font-weight:650;letter-spacing:.03em}
    p{margin:0 0 .6em}
    a{color:var(--accent)}
    a:focus-visible,summary:focus-visible,[tabindex]:focus-visible,input:focus-visible,select:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
    code,pre{font-family:var(--mono);font-size:.86em}
    code{background:var(--code);padding:.08em .32em;border-radius:4px}
    pre{background:var(--code);padding:.85em 1em;border-radius:8px;overflow-x:auto;line-height:1.5;overflow-wrap:normal;tab-size:4}
    pre code{background:none;padding:0;font-size:1em}
    .top,nav ul,main,footer{max-width:72rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
    .top{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:1.5rem clamp(1.5rem,5vw,4rem);padding-block:clamp(1.5rem,5vw,3.5rem) 1.5rem;align-items:end}
    .eyebrow{color:var(--accent);font-weight:600;font-size:.85rem;margin:0;letter-spacing:.02em}
    .grade,.badge{display:inline-block;border-radius:99px;font-weight:650}
    .grade{padding:.22em .85em;margin:0 0 .7em}
    .badge{padding:.1em .65em;font-size:.78rem;white-space:nowrap}
    .grade.keep,.badge.keep{color:var(--keep);background:var(--keep-bg)}
    .grade.fix,.badge.fix{color:var(--fix);background:var(--fix-bg)}
    .grade.drop,.badge.drop{color:var(--drop);background:var(--drop-bg)}
    .verdict{font-size:1.12rem;max-width:44rem}
    .ending{color:var(--fix)}
    .score-card{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:1rem 1.4rem;text-align:center;min-width:12rem}
    .score-card p{margin:0}
    .big{font:600 3.2rem/1.15 var(--serif);font-variant-numeric:tabular-nums}
    .label,.muted,.note,.small,.meta{color:var(--muted)}
    .label,.small,.meta{font-size:.85rem}
    .note{max-width:48rem}
    .interval{display:block;width:10rem;margin:.2rem auto}
    svg text{font:11px var(--sans);fill:var(--muted)}
    .axis{stroke:var(--line);stroke-width:2}
    .span.thin{stroke-width:4;stroke-linecap:butt;opacity:.6}
    .span{stroke:var(--bar);stroke-width:6;stroke-linecap:round;opacity:.45}
    .point{fill:var(--accent)}
    .advice{grid-column:1/-1}
    .stack{display:flex;gap:2px;height:.8rem;border-radius:6px;overflow:hidden}
    .stack .keep,.dot.keep{background:var(--bar)}
    .stack .fix,.dot.fix{background:var(--warn)}
    .stack .drop,.dot.drop{background:var(--bad)}
    .stack span{min-width:4px}
    .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;list-style:none;margin:.6rem 0 0;padding:0}
    .dot{display:inline-block;width:.7em;height:.7em;border-radius:50%;margin-right:.4em}
    nav{position:sticky;top:0;z-index:2;background:color-mix(in srgb,var(--paper) 92%,transparent);backdrop-filter:blur(6px);border-block:1px solid var(--line)}
    nav ul{display:flex;gap:1.4rem;list-style:none;margin-block:0;padding-block:.65rem;overflow-x:auto;white-space:nowrap;scrollbar-width:thin}
    nav a{color:var(--ink);text-decoration:none;font-size:.92rem}
    nav a:hover{color:var(--accent);text-decoration:underline}
    main{padding-block:.5rem 3rem}
    section{padding-block:2.2rem;border-bottom:1px solid var(--line)}
    section:last-child{border:0}
    footer{color:var(--muted);font-size:.85rem;padding-block:0 3rem}
    .skip{position:absolute;left:-99rem;top:.5rem;background:var(--surface);padding:.5rem 1rem;z-index:3}
    .skip:focus{left:.5rem}
    .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1.25rem;align-items:start}
    .columns .flow{margin-top:0}.columns .flow+.flow{margin-top:1.4rem}
    @media (min-width:62rem){.uneven{grid-template-columns:minmax(0,5fr) minmax(0,7fr)}}
    .columns.three>.flow+.flow{margin-top:0}
    .columns.three{grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));column-gap:3rem}
    .panel,.card,.item{background:var(--surface);border:1px solid var(--line);border-radius:14px}
    .panel{padding:1.1rem 1.3rem}
    .quiet{margin-top:1.25rem;background:none}
    .facts{margin:0;display:grid;gap:.35rem}
    .facts>div{display:grid;grid-template-columns:minmax(5.5rem,8rem) minmax(0,1fr);gap:.8rem}
    .facts dt{color:var(--muted);font-size:.9rem}
    .facts dd{margin:0}
    .masthead{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;justify-content:space-between}
    .tools{display:flex;gap:.4rem;align-items:center}
    .tools[hidden],.filter[hidden],.decisions[hidden]{display:none}
    button,select,input,textarea{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--edge);border-radius:8px;padding:.28rem .6rem;min-height:2rem;max-width:100%}
    input:is([type=checkbox],[type=radio]){min-height:0;accent-color:var(--accent);width:1.05rem;height:1.05rem;vertical-align:-.15em}
    button{cursor:pointer;font-size:.92rem}
    button:hover{border-color:var(--accent);color:var(--accent)}
    button.strong{background:var(--accent);border-color:var(--accent);color:light-dark(#fff,#0d1716);font-weight:600}
    .tools button,.tools select{font-size:.85rem;padding:.15rem .55rem}
    button:focus-visible,textarea:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    .fall{margin-bottom:1.25rem}
    .spaced{margin-top:1.6rem}
    .caution{margin:.2rem 0;font-size:.85rem;color:var(--fix)}
    .heat td a{color:inherit;text-decoration:none;display:block;margin:-.45rem -.5rem;padding:.45rem .5rem}
    .heat td a:hover{text-decoration:underline}
    .heat td small{display:block;margin:.35rem 0 0!important}
    table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
    .wide table{overflow-wrap:normal}
    .num,.spread{white-space:nowrap}
    caption{text-align:left;font-weight:600;font-size:.9rem;padding-bottom:.35rem}
    th{font-weight:500;text-align:left}
    .scores th,.body .small{unicode-bidi:plaintext}
    .num{text-align:right;font-variant-numeric:tabular-nums}
    .flow{position:relative}
    .flow+.flow{margin-top:1.4rem}
    .flow th,.flow td{padding:.22rem 0;vertical-align:middle}
    .flow tbody th{width:38%;padding-right:.8rem;line-height:1.35}
    .flow th code{display:inline-block;font-size:.75em;color:var(--muted)}
    .flow .num{width:3.6rem;padding-right:.8rem}
    .bar span{display:block;height:.85rem;border-radius:3px;min-width:2px}
    .bar .all{background:var(--ink);opacity:.75}
    .bar .good{background:var(--bar)}
    .bar .bad{background:var(--bad)}
    .bar .warn{background:var(--warn)}
    .bar .none{background:repeating-linear-gradient(135deg,var(--none) 0 3px,transparent 3px 6px)}
    .flow.falls tbody th{width:8rem}
    .flow.falls .num{width:4.5rem;text-align:right}
    .falls .bar{width:40%}.falls .bar div{display:flex}
    .falls .bar .bad{border-radius:0 3px 3px 0;opacity:.55}
    .falls .losses{padding-left:1rem;font-size:.85rem;color:var(--muted)}
    .loss{display:inline-block;margin-right:.9rem}
    .flow.falls tbody tr:last-child :is(th,.num){font-weight:650}
    .flow.flawed tbody th{width:52%}
    .flow .meter{padding-right:.8rem;background:linear-gradient(var(--bar) 0 0) 0 50%/var(--v) .8rem no-repeat content-box}
    .wide{position:relative;overflow-x:auto;border-radius:10px}
    .heat{border-collapse:separate;border-spacing:3px;max-width:62rem}
    .heat td,.heat thead th{text-align:center;min-width:4.6rem;padding:.45rem .5rem;border-radius:6px;line-height:1.3}
    .heat thead th{color:var(--muted);font-size:.85rem;font-weight:500}
    .heat tbody th,.heat tfoot th,.heat thead th:first-child{text-align:left;max-width:16rem;min-width:7.5rem;overflow-wrap:anywhere;position:sticky;left:0;background:var(--paper);padding:.45rem .8rem .45rem 0}
    .heat small{margin-left:.35em;font-size:.75em}
    .h0{color:var(--muted)}
    .h1{background:var(--h1)}.h2{background:var(--h2)}.h3{background:var(--h3)}
    .h4{background:var(--h4);color:var(--on-deep)}.h5{background:var(--h5);color:var(--on-deep)}
    .heat .total,.heat tfoot td{font-weight:600}
    .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,15.5rem),1fr));gap:1rem}
    .card{margin:0;padding:.9rem 1rem .6rem}
    .card.main{border-color:var(--accent);border-width:2px}
    .card figcaption{display:flex;flex-wrap:wrap;align-items:baseline;gap:.1rem .6rem}
    .card .name{flex:1 1 7rem;font-weight:600}
    .card figcaption .muted{font-size:.85rem}
    .histogram{display:block;width:100%;max-width:22rem;margin-inline:auto}
    .histogram rect{fill:var(--bar)}
    .list th,.list td{padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:top}
    .list thead th{color:var(--muted);font-size:.85rem}
    .list thead th.num{text-align:right}
    .list tbody tr:last-child>*{border:0}
    .plain,.clusters,.cells,.lessons,.flaws{list-style:none;margin:0;padding:0}
    .clusters>li{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:.3rem 1.1rem;margin-bottom:.8rem}
    .sides{display:grid;grid-template-columns:minmax(0,1fr) 3.2rem minmax(0,1fr);gap:.9rem;align-items:start;padding:.6rem 0}
    .sides+.sides{border-top:1px solid var(--line)}
    .sides p{margin:0}
    .alike{color:var(--muted);font-size:.85rem;text-align:center;font-variant-numeric:tabular-nums;border-bottom:1px solid var(--line);line-height:1.8}
    mark{color:inherit;background:var(--mark);border-radius:3px;padding:.05em .1em;box-decoration-break:clone;-webkit-box-decoration-break:clone}
    mark.fix{background:var(--mark-fix);border-bottom:2px solid var(--warn)}
    mark.drop{background:var(--mark-drop);border-bottom:2px solid var(--bad)}
    ins,del{border-radius:3px;padding:.05em .15em;text-decoration-thickness:1px}
    ins{background:var(--keep-bg);color:var(--keep);text-decoration:none;border-bottom:2px solid var(--bar)}
    del{background:var(--drop-bg);color:var(--drop)}
    .diff{white-space:pre-wrap;max-width:46rem}
    .trail>ol{list-style:none;padding:0!important;margin:.4rem 0 0!important;border-left:2px solid var(--line)}
    .trail>ol>li{padding:.2rem 0 .5rem 1rem}
    .trail .flaws{padding:0;margin:0}
    .trail .step{margin:0 0 .2rem}
    .lessons{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:1rem}
    .lessons li{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:.9rem 1.1rem}
    .lessons p{margin:0 0 .25em}
    .lessons .small{margin-top:.6em}
    .lessons .head{display:flex;justify-content:space-between;gap:1rem}
    .lessons .head>b{white-space:nowrap}
    details>summary{cursor:pointer;color:var(--accent);font-weight:550;padding:.25rem 0}
    .group{border-bottom:1px solid var(--line);padding:.3rem 0}
    .group>summary{color:var(--ink);font-weight:400;position:relative;padding-right:4rem}
    .count{position:absolute;right:0;top:.25rem;font-weight:600;font-variant-numeric:tabular-nums}
    .cells>li{padding:.8rem 0 .8rem 1rem;border-left:3px solid var(--line);margin:.8rem 0}
    .cells p{margin:0 0 .3em}
    blockquote{margin:.3em 0;padding-left:.9em;border-left:3px solid var(--line);white-space:pre-wrap}
    .filter{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,10.5rem),1fr));gap:.6rem .8rem;align-items:end;margin-bottom:1.2rem;font-size:.85rem}
    .filter label{display:grid;gap:.15rem;color:var(--muted);min-width:0}
    .filter .wide-field{grid-column:span 2}
    .filter input,.filter select{font-size:.95rem;color:var(--ink);width:100%;height:2.35rem;text-overflow:ellipsis}
    .filter button{height:2.35rem}
    .filter output{color:var(--muted);padding:.5rem 0;font-variant-numeric:tabular-nums}
    .decide{display:flex;gap:.5rem;margin-top:.9rem;flex-wrap:wrap}
    .decide button[aria-pressed=true]{font-weight:650}
    .does-accept[aria-pressed=true]{background:var(--keep-bg);color:var(--keep);border-color:var(--keep)}
    .does-refuse[aria-pressed=true]{background:var(--drop-bg);color:var(--drop);border-color:var(--drop)}
    .does-edit[aria-pressed=true]{background:var(--fix-bg);color:var(--fix);border-color:var(--fix)}
    .item[data-decision]{box-shadow:inset 0 0 0 1px var(--edge)}
    .item[data-decision=refuse]>:is(.question,.choices,details){opacity:.75}
    .item:focus{outline:2px solid var(--accent);outline-offset:2px}
    .edit{display:grid;gap:.7rem;margin-top:.9rem;padding-top:.9rem;border-top:1px solid var(--line)}
    .edit label{display:grid;gap:.2rem;color:var(--muted);font-size:.9rem}
    .edit textarea{color:var(--ink);font-size:1rem;line-height:1.5;resize:vertical;width:100%}
    .edit .option{grid-template-columns:auto minmax(0,1fr);align-items:center;gap:.6rem}
    .edit .option input{color:var(--ink);font-size:1rem;min-height:1.2rem}
    .row{display:flex;gap:.6rem;flex-wrap:wrap;margin:0}
    .own{border-left:3px solid var(--warn);padding-left:.9rem;margin-top:.9rem}
    .own p{white-space:pre-wrap;max-width:46rem}.own h4{margin-top:0}
    .decisions{position:sticky;bottom:0;z-index:2;display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:center;justify-content:center;padding:.7rem 1rem;background:var(--surface);border-top:1px solid var(--edge)}
    .decisions label{display:flex;gap:.5rem;align-items:center;color:var(--muted)}
    .decisions input{color:var(--ink);width:10rem}
    .decisions output{font-variant-numeric:tabular-nums}
    dialog{background:var(--surface);color:var(--ink);border:1px solid var(--edge);border-radius:14px;max-width:min(26rem,92vw);padding:1.3rem 1.5rem}
    dialog::backdrop{background:rgb(0 0 0/.45)}
    dialog .facts>div{grid-template-columns:3rem minmax(0,1fr)!important;gap:.8rem!important}
    kbd{font:.9em var(--mono);border:1px solid var(--edge);border-bottom-width:2px;border-radius:5px;padding:.05em .45em}
    .item{scroll-margin-top:3.5rem;padding:1.1rem clamp(1rem,3vw,1.6rem);margin-bottom:1rem;border-left-width:5px;content-visibility:auto;contain-intrinsic-size:auto 24rem}
    .item.keep{border-left-color:var(--bar)}.item.fix{border-left-color:var(--warn)}.item.drop{border-left-color:var(--bad)}
    .item[hidden]{display:none}
    .item>header{display:flex;gap:.7rem;align-items:baseline}
    .item>header h3{flex:1;margin:0;font-weight:600}
    .item>header h3 a{display:inline-block;min-width:1.6em;text-decoration:none;font-variant-numeric:tabular-nums}
    .item .score{font:600 1.15rem var(--serif);font-variant-numeric:tabular-nums}
    .meta{margin:.15rem 0 .8rem}
    .question{font-size:1.12rem;line-height:1.55}
    .question:lang(zh){line-height:1.75}
    .question p,.item details p{white-space:pre-wrap;max-width:46rem}
    .item details ul,.item details ol{max-width:46rem;margin:.2rem 0;padding-left:1.4rem}
    .item details .plain{padding:0}
    .choices{padding-left:1.6rem;margin:.4rem 0 .8rem;max-width:46rem}
    .choices li{padding:.2rem .5rem;margin:.15rem 0;border-radius:6px}
    .choices li::marker{color:var(--muted);font-variant-numeric:tabular-nums}
    .choices .key{background:var(--keep-bg)}
    .choices .muted{display:block;font-size:.88rem}
    .tick{color:var(--keep);font-weight:650;font-size:.85rem;white-space:nowrap;margin-left:.4em}
    .flaws li{padding:.35rem 0}
    .flaws q{display:block;margin:.2rem 0 0;color:var(--muted);quotes:none;padding-left:.8em;border-left:2px solid var(--line)}
    .flaws .muted{display:block}
    .why{color:var(--fix)}
    .follow>li{margin-bottom:.9rem}
    .follow .facts{font-size:.94rem}
    .scores{font-size:.9rem}
    .body{display:grid;grid-template-columns:minmax(0,1fr);gap:0 2.5rem}
    @media (min-width:62rem){.body{grid-template-columns:minmax(0,1fr) 19rem}}
    .flow.scores tbody th{width:7.4rem}
    .spread{color:var(--muted);width:4.6rem;font-size:.85em;text-align:right}
    .share tbody th{width:45%}.share .num{width:2.6rem}
    @media (max-width:40rem){.sides{grid-template-columns:minmax(0,1fr);gap:.4rem}.alike{text-align:left}
    .flow.falls .bar{width:auto}.falls tbody tr{padding-block:.35rem!important}.falls .losses{grid-column:1/-1;padding:0}.falls tbody .num:last-child{grid-column:1/-1;text-align:left}
    .filter{grid-template-columns:repeat(2,minmax(0,1fr))}
    .top{grid-template-columns:minmax(0,1fr)}.score-card{justify-self:start}
    .heat td,.heat thead th{min-width:3.4rem;padding:.4rem .3rem}
    .flow:not(.scores) tbody tr{display:grid;grid-template-columns:minmax(0,1fr) auto;padding-block:.25rem}
    .flow:not(.scores) tbody th{width:auto}.flow:not(.scores) .num{width:auto;padding:0}
    .flow:not(.scores) .bar{grid-column:1/-1}
    .share:not(.scores) tbody tr{grid-template-columns:minmax(0,6rem) 2.2rem minmax(0,1fr);gap:.8rem;align-items:center}.share:not(.scores) .bar{grid-column:auto}
    .facts>div{grid-template-columns:minmax(0,1fr);gap:0}.item>header{flex-wrap:wrap}.item>header h3{flex-basis:100%}}
    @media print{:root,:root[data-theme]{color-scheme:light;--paper:#fff;--surface:#fff;--ink:#000;--muted:#444;--line:#ccc;--code:#f4f4f4;--accent:#134a46}
    body{font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
    nav,.skip,.filter,.tools,.decide,.decisions,.edit,dialog{display:none!important}
    .top,main,footer{max-width:none;padding-inline:0}
    .item{content-visibility:visible}
    .item>header,h2,h3,h4{break-after:avoid}
    .card,.lessons li,.sides,tr,.choices li{break-inside:avoid}
    pre{white-space:pre-wrap;overflow-wrap:anywhere}
    .wide{overflow:visible}
    .item details::details-content{content-visibility:visible;block-size:auto}
    .item details>summary{list-style:none;color:var(--muted)}
    .uneven{display:block}.panel+.panel{margin-top:1rem}.cards{grid-template-columns:repeat(3,minmax(0,1fr))}.body{grid-template-columns:minmax(0,1fr)}}
    """
}
