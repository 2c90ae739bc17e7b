import QuestionPipeline

/// The style of papers and sheets: black on white, system fonts, A4.
enum PaperStyle {
  static let css: Markup = """
    @page{size:A4;margin:16mm 17mm 18mm;@bottom-center{content:counter(page) " / " counter(pages);font:8.5pt system-ui,sans-serif;color:#666}}
    :root{color-scheme:light;--ink:#16181b;--muted:#5b5f66;--rule:#b6bac1;--soft:#f4f5f6;--accent:#1d5c57;
    --serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4","Noto Serif",Georgia,"Liberation Serif","DejaVu Serif","Songti SC","Noto Serif CJK SC","SimSun",serif;
    --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
    --mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"Noto Sans Mono","DejaVu Sans Mono",monospace}
    *{box-sizing:border-box}
    body{margin:0;background:#e9eaec;color:var(--ink);font:10.5pt/1.5 var(--sans);overflow-wrap:anywhere}
    main{max-width:210mm;margin:2rem auto;background:#fff;padding:16mm 17mm;box-shadow:0 1px 6px rgb(0 0 0/.18)}
    :lang(zh){line-height:1.65}
    h1,h2,h3,h4,p,ul,ol,dl,dd{margin:0;padding:0}
    h1{font:600 20pt/1.25 var(--serif);text-wrap:balance;unicode-bidi:plaintext}
    h2{font:600 13pt/1.35 var(--serif);break-after:avoid;break-inside:avoid;margin:9mm 0 1mm}
    h2+.note{break-after:avoid}
    h3{font-size:9pt;font-weight:650;color:var(--accent);break-after:avoid;margin:3.5mm 0 1mm}
    .text{white-space:pre-wrap;unicode-bidi:plaintext;text-align:start;orphans:2;widows:2}
    .text+.text,.text+pre,pre+.text,pre+pre{margin-top:2mm}
    code,pre{font-family:var(--mono);font-size:.88em}
    code{background:var(--soft);padding:0 .2em;border-radius:2px}
    pre{margin:0;background:var(--soft);border:.4pt solid var(--rule);border-radius:1.5mm;padding:2.2mm 3mm;white-space:pre-wrap;line-height:1.45;tab-size:4;-webkit-box-decoration-break:clone;box-decoration-break:clone}
    pre code{background:none;padding:0;font-size:1em}
    .answer p.muted{margin-top:.6mm}
    .muted,.note{color:var(--muted);font-size:9pt}
    .head{border-bottom:1.2pt solid var(--ink);padding-bottom:4mm}
    .blanks{display:flex;flex-wrap:wrap;gap:3mm 7mm;margin-top:6mm}
    .blank{display:inline-flex;align-items:flex-end;gap:2mm;flex:1 1 38mm;white-space:nowrap}
    .blank i{flex:1;border-bottom:.6pt solid var(--ink);min-width:16mm;height:1.2em}
    .lines i{display:block;height:8.5mm;border-bottom:.5pt solid var(--rule)}
    .question{display:grid;grid-template-columns:9mm minmax(0,1fr) 18mm;gap:0 1.5mm;margin-top:5.5mm}
    .question>.number{font-weight:650;font-variant-numeric:tabular-nums}
    .question>.mark{white-space:nowrap;color:var(--muted);font-size:9pt;align-self:start;text-align:right}
    .question>.mark i{display:inline-block;width:8mm;border-bottom:.6pt solid var(--muted);height:1em;margin-right:1mm}
    .stem{break-inside:avoid;break-after:avoid}
    .lines i:nth-child(-n+2):not(:last-child){break-after:avoid}.lines i:last-child:not(:first-child){break-before:avoid}
    .question.short,.answer.short{break-inside:avoid}
    .choices{list-style:none;margin-top:2mm;display:grid;gap:1.4mm}
    .choices.two{grid-template-columns:repeat(2,minmax(0,1fr));column-gap:2mm}
    .choices.four{grid-template-columns:repeat(4,minmax(0,1fr));column-gap:2mm}
    .choices li{display:grid;grid-template-columns:4.2mm 6mm minmax(0,1fr);align-items:baseline;break-inside:avoid}
    .choices .box,.checks .box{display:inline-block;width:3.1mm;height:3.1mm;border:.7pt solid var(--ink);border-radius:50%;translate:0 .4mm}
    .choices .right .box{background:var(--ink);box-shadow:inset 0 0 0 .5mm #fff}
    .choices .letter{font-weight:600}
    .choices .why{color:var(--muted);font-size:9pt}
    .sub{margin-top:4mm;display:grid;grid-template-columns:8mm minmax(0,1fr)}.sub>.label{font-weight:600}
    .key{font-size:9.5pt;line-height:1.4;break-before:page;border-top:1.2pt solid var(--ink);margin-top:14mm;padding-top:2mm}
    .quick{margin:3mm 0 4mm;font-variant-numeric:tabular-nums;display:grid;grid-template-columns:repeat(auto-fill,minmax(22mm,1fr));border-top:.4pt solid var(--rule);border-left:.4pt solid var(--rule)}
    .quick span{padding:1mm 2mm;border-right:.4pt solid var(--rule);border-bottom:.4pt solid var(--rule);white-space:nowrap}
    .quick b{display:inline-block;min-width:7mm;font-weight:400;color:var(--muted)}
    .key:lang(zh),.key :lang(zh){line-height:1.55}
    .key h2{font-size:11.5pt;margin:5mm 0 1mm}.key h3{font-size:8.5pt;margin:1.6mm 0 .4mm}.key .muted,.key pre{font-size:8pt}
    .answers.closed{columns:2;column-gap:8mm}
    .answer{display:grid;grid-template-columns:8mm minmax(0,1fr);padding:1.6mm 0;border-top:.4pt solid var(--rule)}
    .answer>.number{font-weight:650}
    .answer .right{float:left;min-width:5mm;margin-right:1.5mm}
    .answer .sub{margin-top:1.5mm}.answer>div>.muted>bdi:last-child{white-space:nowrap}
    .points{list-style:none}
    .points>li{display:grid;grid-template-columns:4.5mm minmax(0,1fr);break-inside:avoid}
    .points>li::before{content:"–";color:var(--muted)}
    .reasons>li::before{content:none}.reasons,.reasons .letter{color:var(--muted)}
    blockquote{margin:1mm 0;padding-left:3mm;border-left:1.2pt solid var(--rule);color:var(--muted)}
    .checks{list-style:none;display:grid;gap:1.2mm}
    .checks>li{display:grid;grid-template-columns:5.5mm minmax(0,1fr);align-items:baseline;break-inside:avoid}
    .checks>li::before{content:"";width:3.1mm;height:3.1mm;border:.7pt solid var(--ink);translate:0 .4mm}
    .overview{width:100%;border-collapse:collapse;margin-top:3mm}
    .overview th{text-align:left;font-size:9pt;color:var(--muted);font-weight:600}
    .overview th,.overview td{padding:1.6mm 2mm 1.6mm 0;border-bottom:.4pt solid var(--rule);vertical-align:baseline}
    .overview td:first-child{width:8mm;font-weight:650}.overview tr{break-inside:avoid}
    .overview .brief{unicode-bidi:plaintext;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}
    .overview .rate{width:46mm;padding-right:0}
    .scale{display:inline-flex;gap:2mm;font-variant-numeric:tabular-nums}
    .scale span{display:inline-flex;width:6.6mm;height:6.6mm;border:.7pt solid var(--ink);border-radius:1mm;align-items:center;justify-content:center;font-size:9pt}
    .anchors{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.6mm 3mm;font-size:9pt}
    .anchors dt{font-weight:650}
    .sheet{break-before:page;margin-top:16mm;border-top:1.2pt solid var(--ink);padding-top:4mm}
    .sheet.brief{break-inside:avoid}.sheet.brief+.sheet.brief{break-before:auto}.brief .ask{font-size:11.5pt}
    .sheet>header{display:flex;justify-content:space-between;gap:6mm;color:var(--muted);font-size:9pt}
    .sheet>header>bdi{white-space:nowrap}
    .sheet>header b{color:var(--ink);font-size:11pt;margin-right:2mm}
    .ask{font-family:var(--serif);font-size:13pt;line-height:1.45;margin:3mm 0 2mm}
    .ask:lang(zh){line-height:1.6}
    .ask pre{font-size:9.5pt}
    .sides{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);border:.6pt solid var(--rule);border-radius:1.5mm;margin-top:2.5mm}
    .sides>div{padding:2.2mm 3.2mm 2.8mm}.sides>div+div{border-left:.6pt solid var(--rule)}
    .sides h3{margin:0 0 1mm}.sides h3~h3{margin-top:3mm}.sides .weak h3{color:#8a2f27}
    .follow{break-inside:avoid;margin-top:3.5mm}
    .follow>p.text{font-weight:600}
    .score{break-inside:avoid;display:grid;grid-template-columns:auto minmax(0,1fr);gap:2mm 8mm;align-items:center;margin-top:5mm;padding-top:3mm;border-top:.6pt solid var(--ink)}
    .notes{break-inside:avoid;margin-top:4mm}
    .verdicts{display:flex;flex-wrap:wrap;gap:2mm 7mm;margin-top:2mm}
    .verdicts span{display:inline-flex;gap:2mm;align-items:center}.verdicts span::before{content:"";width:3.4mm;height:3.4mm;border:.7pt solid var(--ink)}
    @media screen and (max-width:48rem){.answers.closed{columns:1}.choices.four{grid-template-columns:repeat(2,minmax(0,1fr))}main{margin:0;padding:1.2rem;box-shadow:none}.sides{grid-template-columns:minmax(0,1fr)}.sides>div+div{border-left:0;border-top:.6pt solid var(--rule)}}
    @media print{body{background:#fff}main{max-width:none;margin:0;padding:0;box-shadow:none}
    .key,.sheet{border-top:0;margin-top:0;padding-top:0}.sheet.brief+.sheet.brief{border-top:1.2pt solid var(--ink);margin-top:9mm;padding-top:4mm}}
    """
}
