/// The words and sentences that handbooks of the recall benchmark are made of, in one language.
struct HandbookWords: Sendable {
  /// Of works: "tidal" and "grain mill".
  var places: [String]
  var works: [String]
  /// Of their parts: "hinged" and "valve".
  var forms: [String]
  var parts: [String]
  var materials: [String]
  /// What a part does: "meters the feed".
  var acts: [String]
  /// What goes wrong: "grit wears the seat".
  var faults: [String]
  var headings: [String]
  /// Sentences that something can be asked about; `{a}` is the part that the section is about, `{b}` and `{c}` its
  /// neighbours, `{m}` and `{n}` materials, `{x}` and `{y}` acts, `{f}` and `{g}` faults, `{1}` and `{2}` numbers.
  var statements: [String]
  /// Sentences that lead on, and state little.
  var fillers: [String]
  var isChinese: Bool
  var title: @Sendable (_ place: String, _ work: String) -> String

  static func of(isChinese: Bool) -> HandbookWords { isChinese ? chinese : english }

  private static func list(_ words: String) -> [String] {
    words.split(separator: "|").map(String.init)
  }

  private static let english = HandbookWords(
    places: list(
      "tidal|alpine|harbour|orchard|desert|polar|quarry|river|marsh|island|canal|forest|glacier|meadow|valley|lagoon|prairie|cavern|moorland|delta|plateau|coastal|volcanic|highland"
    ),
    works: list(
      "grain mill|paper mill|sawmill|brick kiln|glass furnace|salt works|cable ferry|weather station|bell foundry|print shop|rope walk|observatory|pumping station|lighthouse|dairy|tannery|seed bank|fish ladder|ice house|wind tunnel|greenhouse|dry dock|signal tower|archive"
    ),
    forms: list(
      "upper|lower|inner|outer|slotted|hinged|floating|sprung|weighted|twin|folding|ribbed|conical|threaded|balanced|curved|sliding|hollow|braced|tapered|geared|lined|vented|padded|spare"
    ),
    parts: list(
      "valve|gate|drum|shaft|roller|lever|chain|hopper|basin|damper|filter|gauge|latch|nozzle|paddle|pulley|ratchet|screen|sluice|spindle|bearing|clamp|funnel|piston|rudder"
    ),
    materials: list(
      "bronze|oak|cast iron|slate|brass|ash wood|copper|enamel|granite|steel|leather|cork|felt|tin|beech|rubber"
    ),
    acts: list(
      "meters the feed|steadies the flow|holds back the load|guides the belt|evens out the heat|shuts off the draught|lifts the cover|counts the turns|spreads the pressure|carries the weight|cools the bed|clears the outlet|keeps the line straight|drains the pit|warns of a jam|locks the frame|sorts the coarse grains|damps the swing|feeds the rack|seals the joint|returns the overflow|marks the level|splits the stream|slows the descent"
    ),
    faults: list(
      "grit wears the seat|the seal dries out|frost lifts the base|salt eats the bolts|the spring loses its strength|dust fills the slots|the bed settles|resin clogs the teeth|heat bends the rim|the pin works loose|damp swells the wood|the rope stretches|scale narrows the bore|rust binds the hinge|leaves block the intake|the oil thickens in the cold|vibration opens the seams|sand scours the edge|the lining shrinks|ice jams the guide"
    ),
    headings: list(
      "Purpose|Parts|Daily work|Limits|Care|Faults|Settings|Winter|Start and stop|Spare parts|Measurements|Safety"
    ),
    statements: list(
      "The {a} is a piece of {m} that {x} before anything reaches the {b}.|The {a} is a movable body of {m} that {x} while the {b} is at rest.|The {a} is the member that {x} whenever the {c} is lowered.|The {a} runs slowly in the first hour because {f}.|The {a} needs a second hand in autumn because {f}.|The {a} must be eased by a finger's width because {f}.|Because {f}, the {a} is turned by hand once a week.|Because {g}, the {a} stands a little open at night.|Unlike the {b}, the {a} {x} without any help.|Unlike the {c}, the {a} is made of {m} throughout.|The {a} consists of a plate of {m}, a collar of {n} and a wedge.|The {a} consists of two halves of {m}, a pin and a ring of {n}.|The {a} is used to check whether {g}.|The {a} is used for the hours in which {f}.|At full load the {a} turns {1} times a minute.|The {a} weighs {1} kilograms when it is dry.|The {a} is replaced after {1} hours of work.|A new {a} settles by {1} millimetres in its first season.|Between the {a} and the {b} there is a gap of {1} millimetres.|The {a} {x}, whereas the {b} only {y}.|The {a} holds {1} litres when the {c} is closed.|To free the {a}, first lift the {b} by its ring, and then turn the {c} half a round."
    ),
    fillers: list(
      "Whoever looks after the {b} keeps an eye on the {c} as well.|The {c} and the {b} were set by the same hands, and their marks agree.|Old hands listen to the {b} before they touch the {c}.|A cloth over the {c} keeps the dust away from the {b}.|The {b} stays where it is until the {c} has come to rest.|Nobody oils the {c} while the {b} is moving.|In a dry summer {g}, and the {c} shows it early.|The {b} {y} on most days, and the {c} follows.|The log names the {c} and the {b} on every page.|After a storm {f}, so the {b} is looked at twice."
    ),
    isChinese: false,
    title: { place, work in
      "The \(place) \(work)".split(separator: " ").map {
        $0.prefix(1).uppercased() + $0.dropFirst()
      }
      .joined(separator: " ")
    })

  private static let chinese = HandbookWords(
    places: list("潮汐|高山|海港|果园|沙漠|极地|采石|河畔|沼泽|海岛|运河|林区|冰川|草甸|河谷|湖湾|草原|溶洞|荒原|三角洲|高原|沿岸|火山|丘陵"),
    works: list(
      "磨坊|造纸坊|锯木场|砖窑|玻璃窑|盐场|缆渡|气象站|铸钟坊|印刷坊|制绳坊|天文台|泵站|灯塔|乳品坊|制革坊|种子库|鱼道|冰窖|风洞|温室|船坞|信号塔|档案馆"),
    forms: list("上层|下层|内侧|外侧|开槽|铰接|浮动|弹簧|配重|双联|折叠|带肋|锥形|螺纹|平衡|弯曲|滑动|空心|加撑|斜口|齿轮|衬里|通风|软垫|备用"),
    parts: list("阀门|闸板|滚筒|转轴|压辊|杠杆|链条|料斗|水池|风门|滤网|量规|插销|喷嘴|桨叶|滑轮|棘轮|筛板|水闸|主轴|轴承|夹具|漏斗|活塞|舵板"),
    materials: list("青铜|橡木|铸铁|石板|黄铜|白蜡木|紫铜|搪瓷|花岗岩|钢材|皮革|软木|毛毡|锡皮|榉木|橡胶"),
    acts: list(
      "控制进料|稳定水流|挡住负荷|引导皮带|均匀散热|切断气流|抬起盖子|记录转数|分散压力|承受重量|冷却底床|清空出口|保持直线|排干坑底|提示卡滞|锁住框架|分出粗粒|减小摆动|补充料架|封住接缝|送回溢流|标出水位|分开水流|放慢下降"
    ),
    faults: list(
      "砂粒磨损座面|密封件变干|霜冻抬起底座|盐分腐蚀螺栓|弹簧失去力道|灰尘填满槽口|底床发生沉降|树脂粘住齿面|热量使边缘弯曲|销子逐渐松动|潮气使木料膨胀|绳索慢慢伸长|水垢缩小孔径|铁锈卡住铰链|树叶堵住进口|油在低温下变稠|振动撑开缝隙|沙子刮伤刃口|衬里逐渐收缩|冰块卡住导轨"
    ),
    headings: list("用途|构成|日常操作|限度|保养|故障|调整|冬季|启动与停止|备件|尺寸|安全"),
    statements: list(
      "{a}是一种用{m}制成的部件，它在{b}动作之前{x}。|{a}是一个可以移动的{m}件，在{b}静止时{x}。|{a}是指在{c}放下时负责{x}的部件。|由于{f}，{a}在第一个小时里转得很慢。|由于{g}，{a}到了秋天需要两个人照看。|因为{f}，{a}每周要用手转动一次。|因为{g}，{a}夜里要留一道小缝。|与{b}不同，{a}不靠外力也能{x}。|与{c}不同，{a}全部用{m}制成。|{a}由{m}板、{n}环和楔块组成。|{a}包括两块{m}、一根销子和一个{n}圈。|{a}用于检查是否{g}。|{a}用来应对{f}的时候。|满负荷时，{a}每分钟转{1}圈。|{a}干燥时重{1}公斤。|{a}工作{1}小时之后就要更换。|新的{a}在第一季会下沉{1}毫米。|{a}和{b}之间留有{1}毫米的间隙。|{a}能够{x}，而{b}只能{y}。|{c}关闭时，{a}可以容纳{1}升水。|松开{a}时，先用环提起{b}，再把{c}转动半圈。"
    ),
    fillers: list(
      "照看{b}的人也会留意{c}。|{c}和{b}由同一批人安装，上面的记号一致。|老师傅会先听{b}的声音，再去碰{c}。|在{c}上盖一块布，灰尘就落不到{b}上。|{c}停稳之前，{b}一直留在原处。|{b}转动的时候，谁也不给{c}上油。|干燥的夏天里{g}，{c}最先看得出来。|{b}多数日子都能{y}，{c}随后跟上。|日志的每一页都写着{c}和{b}。|暴风雨过后{f}，所以要把{b}看两遍。"
    ),
    isChinese: true, title: { "\($0)\($1)手册" })
}
