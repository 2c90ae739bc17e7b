/// The style sheet of the page: system fonts, light and dark, narrow and wide, and paper.
enum PageStyle {
  static let css: Markup = """
    :root{color-scheme:light dark;
    --paper:#f8f6f1;--surface:#fffefb;--ink:#1d1c1a;--muted:#605c55;--line:#e3ddd1;--accent:#1d6660;
    --keep:#1c6b45;--keep-bg:#e0f1e7;--fix:#7d5200;--fix-bg:#faeed3;--drop:#9c2b23;--drop-bg:#fae3e0;
    --bar:#2f857d;--bad:#c2564b;--none:#b9b2a5;--code:#f1eee6;
    --h1:#e0efec;--h2:#b7dad5;--h3:#82bcb5;--h4:#2c7a73;--h5:#134a46;--on-deep:#fff;
    --serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4","Noto Serif",Georgia,"Songti SC","Noto Serif CJK SC","SimSun",serif;
    --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
    --mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"Noto Sans Mono","DejaVu Sans Mono",monospace}
    @media (prefers-color-scheme:dark){:root{
    --paper:#15171a;--surface:#1c1f23;--ink:#ebe8e2;--muted:#aaa69d;--line:#34383e;--accent:#74c9bf;
    --keep:#7fd3a6;--keep-bg:#16352a;--fix:#ecc06a;--fix-bg:#3a2d12;--drop:#f2978d;--drop-bg:#40201d;
    --bar:#53aca2;--bad:#d9776c;--none:#5d6168;--code:#25292e;
    --h1:#1d3734;--h2:#22504b;--h3:#2a6d66;--h4:#5bb3a9;--h5:#a3e3da;--on-deep:#0d1716}}
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
    .span{stroke:var(--bar);stroke-width:6;stroke-linecap:round;opacity:.45}
    .point{fill:var(--accent)}
    .advice{grid-column:1/-1}
    .stack{display:flex;gap:2px;height:.8rem;border-radius:6px;overflow:hidden}
    .stack .keep,.dot.keep{background:var(--bar)}
    .stack .fix,.dot.fix{background:#d9a441}
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
    table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
    .wide table{overflow-wrap:normal}
    .num,.spread{white-space:nowrap}
    caption{text-align:left;font-weight:600;font-size:.9rem;padding-bottom:.35rem}
    th{font-weight:500;text-align:left}
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
    .bar .none{background:repeating-linear-gradient(135deg,var(--none) 0 3px,transparent 3px 6px)}
    .wide{overflow-x:auto;border-radius:10px}
    .heat{border-collapse:separate;border-spacing:3px;max-width:62rem}
    .heat td,.heat thead th{text-align:center;min-width:4.6rem;padding:.45rem .5rem;border-radius:6px;line-height:1.3}
    .heat thead th{color:var(--muted);font-size:.85rem;font-weight:500}
    .heat tbody th,.heat tfoot th,.heat thead th:first-child{text-align:left;max-width:16rem;min-width:7.5rem;overflow-wrap:anywhere;position:sticky;left:0;background:var(--paper);padding:.45rem .8rem .45rem 0}
    .heat small{margin-left:.35em;font-size:.75em;opacity:.8}
    .h0{color:var(--muted)}
    .h1{background:var(--h1)}.h2{background:var(--h2)}.h3{background:var(--h3)}
    .h4{background:var(--h4);color:var(--on-deep)}.h5{background:var(--h5);color:var(--on-deep)}
    .heat .total,.heat tfoot td{font-weight:600}
    @media (prefers-color-scheme:light){.h3{color:#0b2b28}}
    .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,15.5rem),1fr));gap:1rem}
    .card{margin:0;padding:.9rem 1rem .6rem}
    .card.main{border-color:var(--accent);border-width:2px}
    .card figcaption{display:flex;flex-wrap:wrap;align-items:baseline;gap:.1rem .6rem}
    .card .name{flex:1 1 7rem;font-weight:600}
    .card figcaption .muted{font-size:.85rem}
    .histogram{display:block;width:100%;max-width:22rem;margin-inline:auto}
    .histogram rect{fill:var(--bar)}
    .histogram .mean{fill:var(--ink)}
    .list th,.list td{padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:top}
    .list thead th{color:var(--muted);font-size:.85rem}
    .list thead th.num{text-align:right}
    .list tbody tr:last-child>*{border:0}
    .plain,.pairs,.cells,.lessons,.flaws{list-style:none;margin:0;padding:0}
    .pairs li{display:grid;grid-template-columns:3rem minmax(0,1fr);gap:.8rem;padding:.7rem 0;border-bottom:1px solid var(--line)}
    .pairs p{margin:0 0 .3em}
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
    .filter{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:end;margin-bottom:1.2rem;font-size:.9rem}
    .filter[hidden]{display:none}
    .filter label{display:grid;gap:.2rem;color:var(--muted)}
    .filter input,.filter select{font:inherit;font-size:1rem;color:var(--ink);background:var(--surface);border:1px solid var(--none);border-radius:8px;padding:.4rem .6rem;height:2.6rem;max-width:100%}
    .filter output{color:var(--muted);padding:.5rem 0}
    .item{padding:1.1rem clamp(1rem,3vw,1.6rem);margin-bottom:1rem;border-left-width:5px;content-visibility:auto;contain-intrinsic-size:auto 24rem}
    .item.keep{border-left-color:var(--bar)}.item.fix{border-left-color:#d9a441}.item.drop{border-left-color:var(--bad)}
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
    .body{display:grid;gap:0 2.5rem}
    @media (min-width:62rem){.body{grid-template-columns:minmax(0,1fr) 19rem}}
    .flow.scores tbody th{width:7.6rem}
    .scores .bar{padding-right:.8rem}
    .spread{color:var(--muted);width:5.5rem;font-size:.85em;text-align:right}
    .share tbody th{width:45%}.share .num{width:2.6rem}
    @media (max-width:40rem){.top{grid-template-columns:minmax(0,1fr)}.score-card{justify-self:start}
    .heat td,.heat thead th{min-width:3.4rem;padding:.4rem .3rem}
    .flow:not(.scores) tbody tr{display:grid;grid-template-columns:minmax(0,1fr) auto;padding-block:.25rem}
    .flow:not(.scores) tbody th{width:auto}.flow:not(.scores) .num{width:auto;padding:0}
    .flow:not(.scores) .bar{grid-column:1/-1}
    .share:not(.scores) tbody tr{grid-template-columns:minmax(0,6rem) 2.2rem minmax(0,1fr);gap:.8rem;align-items:center}.share:not(.scores) .bar{grid-column:auto}
    .facts>div{grid-template-columns:minmax(0,1fr);gap:0}.item>header{flex-wrap:wrap}.item>header h3{flex-basis:100%}}
    @media print{:root{color-scheme:light;--paper:#fff;--surface:#fff;--ink:#000;--muted:#444;--line:#ccc;--code:#f4f4f4;--accent:#134a46;
    --keep:#1c6b45;--keep-bg:#e0f1e7;--fix:#7d5200;--fix-bg:#faeed3;--drop:#9c2b23;--drop-bg:#fae3e0;
    --bar:#2f857d;--bad:#c2564b;--none:#999;--h1:#e0efec;--h2:#b7dad5;--h3:#82bcb5;--h4:#2c7a73;--h5:#134a46;--on-deep:#fff}
    body{font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
    nav,.skip,.filter{display:none!important}
    .top,main,footer{max-width:none;padding-inline:0}
    .item{content-visibility:visible}
    .item>header,h2,h3,h4{break-after:avoid}
    .card,.lessons li,.pairs li,tr,.choices li{break-inside:avoid}
    pre{white-space:pre-wrap;overflow-wrap:anywhere}
    .wide{overflow:visible}
    .item details::details-content{content-visibility:visible;block-size:auto}
    .item details>summary{list-style:none;color:var(--muted)}
    .uneven{display:block}.panel+.panel{margin-top:1rem}.cards{grid-template-columns:repeat(3,minmax(0,1fr))}.body{grid-template-columns:minmax(0,1fr)}}
    """
}
