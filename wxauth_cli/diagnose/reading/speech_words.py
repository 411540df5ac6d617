"""The words by which a text denies an error, asks about it, expects it, or says that it is over; in both languages."""

from __future__ import annotations

import re

from wxauth_cli.core.patterns import lazy_pattern

_FILLERS = (
    r"(?:\s|[\"“”'‘’`(（]|再|报|出现|遇到|触发|发生|返回|直接|收到|看到|见|过|任何|说|的|那种|那个|这个|这种|是|因为"
    r"|由于|错误码|错误|报错"
    r"|err_?code|error|code|微信|接口|any|an?|the|this|that|kind of|sign of|signs of|of|errors?|such|to be"
    r"|caused by|due to"
    r"|because of|got|about|或者?|和|、|/|or|nor|[0-9]{5}|-1)"
)
DENIED_BEFORE = lazy_pattern(
    r"(?:(?<!是)不是|(?<![是会能要])不(?=报|返回|提示|出现)|并非|不是因为|没有|没再?|从未|未|无|并没有?|不再|未再"
    r"|不会再?|已?排除了?|除了|而不是|而非)" + _FILLERS + r"{0,8}$"
    r"|(?:\b(?:(?:it'?s|is|are|was|were|that'?s|this is) not|isn't|aren't|wasn't|weren't"
    r"|(?:not|never|n't|hardly) (?:(?:yet|ever|even) )?(?:getting|seeing|seen?|had|having|hit|receive[d]?|reproduce)"
    r"|no more|no|not|rather than|instead of|other than|ruled out|nor|neither|without|zero|excluding|unrelated to))"
    + _FILLERS
    + r"{0,8}$",
    re.I,
)
DENIED_AFTER = lazy_pattern(
    r"[^，。；,;\n]{0,24}?(?:(?:都|也|就|再)?没(?:有)?(?:再)?(?:出现|发生|遇到|触发|报|了)|不再(?:出现|报)|已经?消失"
    r"|(?:都|也)(?:已经?)?排除|之类的?都?没有|不存在|\bis not the case|\bdid not (?:happen|occur)"
    r"|\bnever (?:happened|occurs?)"
    r"|\b(?:was|is|has been|can be) ruled out|\bis not it\b|\bdoes not (?:happen|occur|appear))",
    re.I,
)
NOT_SO = lazy_pattern(
    r"不是|并非|没有用|没用|未使用|不涉及|不用(?:插件|企业微信)|\bis(?:n't| not)\b|\bare(?:n't| not)\b"
    r"|\bnot (?:using|a|an|in|via)\b"
    r"|\bno (?:plugin|sdk|proxy|gateway|retry)|(?:没有|从未|未|never|not) ?(?:重试|retry|retried)",
    re.I,
)
_NOT_YET = (
    r"(?<!没)(?<!未)(?<!没有)(?<!还没)(?<!怎么)(?<!如何)(?<!无法)(?<!不能)"
    r"(?<!能)(?<!法)(?<!求)(?<!待)(?<!可以)(?<!帮忙)(?<!来)(?<!请)(?<!要)"
)
OVER = lazy_pattern(
    r"(?<!没)(?<!还没)(?<!未)已(?:经)?(?:被)?(?:解决|修复|恢复|处理|关闭|搞定|修好|排除|改好|改正|更正"
    r"|定位并)(?!中|吗|不)"
    r"|" + _NOT_YET + r"(?:解决|修复|修正|修好|搞定|恢复|改好|处理好|弄好)(?:了(?!吗|么|没|？|\?)"
    r"|(?=[）)。，,；\s]|$))"
    r"|(?<!没)(?<!不)(?<!未)恢复正常|不再(?:报|出现|返回)|(?:再)?也?没再(?:报|出现)|改完(?:就|才)好|才(?:通|好|行"
    r"|正常|成功)(?:了|的)?(?=[。，,；！\s]|$)|(?:已经|现在|都"
    r"|就)好了(?<!第二次就好了)"
    r"(?<!一次就好了)(?<!重启就好了)(?<!试就好了)(?<!会就好了)(?<!点就好了)(?<!新就好了)(?<!存就好了)"
    r"|现在(?:都|一切|已经|已|又)?(?:正常|可以|没问题|好使)(?!的是|吗)|已(?:经)?可以(?:正常)?"
    r"|没(?:有)?问题了(?!吗)|一切正常|正常了(?!吗)"
    r"|\b(?:is|are|was|were|been|now|already|got|all|have|has|have been) (?:now )?(?:fixed|resolved"
    r"|solved)\b(?! by (?:re|try))"
    r"|\bfixed (?:it|now|by|that|the|this|in|with|[\"“'{0-9□])|\bfix(?:ed)? (?:was|is) (?:deployed|released)"
    r"|\bwe (?:have )?fixed\b"
    r"|\b(?:has|have|had|was|were) (?:since )?been (?:handled|addressed|dealt with|sorted)"
    r"|(?<!un)(?<!not )\bresolved\b"
    r"(?! ?(?:host|name|address))|\bsolved\b(?<!not solved)|\bno longer (?:get|see|happen|occur|appear|fail|return"
    r"|a problem)"
    r"|\bused to (?:get|fail|return|see|give)\b|\bworks? (?:fine )?now\b|\bworking (?:again|now|fine)"
    r"|\bback to (?:normal|zero|0)\b"
    r"|\bwent away\b|\bis gone\b|\bzero since\b|\bthat fixed\b|\bclos(?:ing|ed) (?:this|the) (?:ticket|issue"
    r"|incident)",
    re.I,
)
"""It happened, and is no more."""
CURRENT = lazy_pattern(
    r"现在|目前|今天|今早|刚才|刚刚|又|仍|还是|依然|依旧|再次|这次|这回|但|不过|可是|然而|结果|新的|\bnow\b"
    r"|\bstill\b|\bagain\b"
    r"|\btoday\b|\bcurrently\b|\bbut\b|\bhowever\b|\bthis time\b|\binstead\b",
    re.I,
)
"""From here on it is about today."""
BEFORE = lazy_pattern(
    r"(?:之前(?!一直(?:是)?(?:正常|好))|以前|上次|上一次|上周|上个?月|去年|前年|前几天|昨天|前天)"
    r"(?![^，。\n]{0,8}(?:以后|之后|开始|以来))|[0-9一二两三四五]年前|曾经?"
    r"|\blast (?:week|month|year|quarter|time|night)|\bpreviously\b|\bbefore ?:|\bin the past\b|\byears? ago\b"
    r"|\bbefore that\b"
    r"|\bformerly\b",
    re.I,
)
HYPOTHESIS = lazy_pattern(
    r"(?:如果|假如|假设|要是|万一|若)[^。\n]{0,80}(?:会(?:怎|返回|报|是|不会|发生|有|变|被)|[？?]|吗|呢)"
    r"|会(?:返回|报|提示|显示|变成|导致|触发|失效)[^。！\n]{0,24}(?:什么|[？?]|吗|么)|会不会|是不是因为|会是什么"
    r"|可能(?:返回|会报|会返回)"
    r"|(?:建议|应该|应当|最好)(?:让|在|用|把|先|直接|改|返回|捕获|抛)|区别|有哪些|是否(?:需要|应该|会)|避免(?:出现"
    r"|再|报)?|以防|防止|\bwould\b|\bwhat if\b|\bsuppose\b|\bhypothetical"
    r"|\bdifference between\b|\bsame (?:thing )?as\b|\bcould it be\b|\bguess|\bmight (?:be|get|return|see)\b"
    r"|\bmay return\b"
    r"|\bif\b[^.\n]{0,80}\b(?:is|are) returned\b|\bwhat (?:happens|does it mean)\b|\bdoes\b[^.?\n]{0,60}\b(?:mean"
    r"|return|become)\b"
    r"|\bshould (?:i|we) (?:handle|retry|catch|expect|treat)\b|\bto (?:avoid|prevent)\b|\bin order not to\b",
    re.I,
)
"""It is thought of, not seen."""
EXPECTED = lazy_pattern(
    r"属于正常|正常现象|(?:是|报[^，。\n]{0,12}|都|很)正常的(?![？?吗])|(?<!不)符合预期|与预期|预期结果"
    r"|期望(?:结果|返回)|故意|特意|模拟(?!器)"
    r"|不用管|可以忽略|忽略即可|无需处理|不需要处理|不用处理|不算 ?(?:bug|问题|故障)|\bas (?:expected|designed"
    r"|intended)\b"
    r"|\bexpected (?:result|behaviou?r|answer|error)|\bon purpose\b|\bdeliberate|\bsimulat(?:e|ed|ing|ion)\b(?! ?or)"
    r"|\bby design\b|\bno action needed\b|\bnot a bug\b|\bnormal (?:user )?behaviou?r\b|\bcan be ignored\b"
    r"|\bjust noise\b",
    re.I,
)
SAMPLE = lazy_pattern(
    r"例如|比如|诸如|举例|示例|样例|不要这样|反例|等(?:线上)?问题|文档(?:里|中|上)?(?:写|说|提到|描述)(?!的)|参考案例"
    r"|别(?:的|人)?家?公司|仅供参考"
    r"|网上(?:说|搜|查)|\be\.g\.|\bfor example\b|\bsuch as\b|\bbad example\b|\bdon'?t do (?:this|it)\b"
    r"|\bwrong way\b|\bdocs? says?\b"
    r"|\baccording to the doc|\bfrom the docs\b|\bthe documentation (?:says|lists)|\bfor the record\b",
    re.I,
)
QUESTION = lazy_pattern(
    r"什么意思|什么含义|代表什么|是什么(?!原因|情况|问题)|是不是|(?:也是|都是|等于|一样|算)[^。\n]{0,16}(?:吗|？)"
    r"|哪些|简述"
    r"|需要[^。\n]{0,12}(?:吗|？)"
    r"|还是[^。\n]{0,10}[？?]|(?:应该|该)怎么(?:提示|处理)|要不要|\bwhat (?:does|is|are)\b|\bis [^.\n]{0,80}\?"
    r"|\bare we\b[^.\n]{0,60}\?"
    r"|\bwhich of\b|\bdo we need\b|\bshould\b[^.\n]{0,80}\?|\bwhether\b|\bdo (?:yo)?u remember|\bwas it\b",
    re.I,
)
FELT = lazy_pattern(
    r"(?<!会)(?<!要)(?<!能)(?<!可能)(?:报错?|返回|提示|打印|收到|出现|显示|得到|遇到|抛出?|一直|总是|老是|还是"
    r"|依然|仍|变成|偶尔"
    r"|偶发|日志|弹出?"
    r"|\bgets?|\bgot|\bgetting|\breturn(?:s|ed|ing)?|\bshows?|\bsays?|\bprints?|\bthrows?|\bseeing|\bkeeps?"
    r"|\bgives?|\banswers?"
    r"|\bfails? with|\bfailed with|\breceived?|\breceives|\bend(?:s|ed)? in)",
    re.I,
)
"""Somebody meets the error."""
FAILS = lazy_pattern(
    r"失败|报错|异常|错误|(?<!会)失效|不了|不行|不上|不到|挂了|崩|打不开|没反应|白屏|(?<!:)\bfail|\berrors? (?:out"
    r"|when|on|in|with|from)\b|\berror ?[:：]|\b(?:an|the|this|that|following|same) error\b"
    r"|\bbroken\b|\brefus"
    r"|\breject|\bexception|\bcan(?:not|'t)\b"
    r"|\bunable\b|\bdoes(?:n't| not) work|\bstopped\b|\bproblem\b|\bcrash|\bfull of\b",
    re.I,
)
"""Something does not work."""
PRINTED = lazy_pattern(
    r"□|err_?(?:code|msg|no)[\"'\]\\]{0,3}\s{0,3}(?:[:=：]|=>)|[0-9a-f]{8}-[0-9a-f]{8}-|[0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"|\\u[0-9a-f]{4}|错误(?:码|代码|信息)[:：]",
    re.I,
)
"""A program wrote it."""
PLEA = lazy_pattern(
    r"(?:昨天|今天|今早|刚才|最近|上周|早上|下午|晚上)[^，。\n]{0,6}(?:开始|突然)|什么原因|什么情况|怎么解(?!释)"
    r"|怎么弄|怎么搞|咋整|咋弄|求助|救命|求解|怎么办|怎么解决|如何解决|怎么回事"
    r"|咋回事|咋办|为什么"
    r"|为啥|急[！!，,]|登不上|登录不了|登不了"
    r"|进不去|无法登录|不能登录"
    r"|用户(?:反馈|投诉|说|报)|客户(?:反馈|投诉|说|报)|又(?:报|出现|冒出|来了)|今天(?:又|突然"
    r"|开始)|现在(?:又|报|返回|变成|一直|点)"
    r"|一直(?:报|返回|提示|是|在)|(?:还|仍)(?:是|然|旧)?(?:报|返回|不行|失败)|\bhelp\b|\bstuck\b|\bcan(?:not"
    r"|'t) (?:log ?in|sign in|get)"
    r"|\bsince (?:yesterday|today|this|last|the|we|monday)\b|\bwhy (?:do|does|am|is|are)\b|\bhow (?:do|can"
    r"|to) (?:i |we |you )?(?:fix|solve)\b|\bstill (?:get|fail|see"
    r"|return)"
    r"|\bkeeps? (?:get|fail|return)|\busers? (?:report|complain|can't|cannot)|\bstarted (?:failing|to fail)"
    r"|\bnow (?:it|we|i) (?:get|see|fail)",
    re.I,
)
"""Somebody is stuck today."""
CLOSED = lazy_pattern(
    r"(?:状态|status|state|结论|处理结果|结果)\s{0,2}[:：]\s{0,3}[\"“]?(?:已(?:关闭|解决|恢复|完成|结案|修复)|通过"
    r"|恢复|closed|resolved|done|fixed"
    r"|passed)|\[resolved\]|resolved\]|已关闭|关单|结单|\btests? passed\b|\bclosing\b|\bclose the (?:ticket"
    r"|incident|issue)\b",
    re.I,
)
MENU = lazy_pattern(
    r"请回复(?:数字|序号)|您是否(?:想|要)咨询|智能客服|猜您想问|热门问题|错误码大全|常见问题(?:列表|汇总|大全)"
    r"|\bfrequently asked\b",
    re.I,
)
"""A list of questions that others ask."""
_HEADING = r"(?:^|\n)[\s#>*【\[|]{0,8}"
FRAME = lazy_pattern(
    r"(?:(?:状态|status|state|结论|处理结果|结果)\s{0,2}[:：]\s{0,3}[\"“]?(?:已(?:关闭|解决|恢复|完成|结案|修复)"
    r"|通过|closed"
    r"|resolved|done|fixed|passed)|\[resolved\]|告警恢复|恢复时间)"
    r"|"
    + _HEADING
    + r"(?:change ?log|release notes|更新日志|版本说明|变更记录|发布说明|更新内容|todo|待办|checklist|检查清单|faq"
    r"|常见问题"
    r"|知识库|kb-[0-9]|runbook|playbook|测试用例|test case|tc-[0-9]|面试|招聘|岗位|培训|课件|教程|话术|客服话术"
    r"|support macro|错误码"
    r"|公告|通知|日报|周报|月报|运维日报|复盘|故障复盘|post-?mortem|压测报告|接口文档|操作手册)"
    r"|的坑|踩坑|\bweekly report\b|\bbefore ?:[^\n]{0,80}\bafter\b|竞品|设计阶段|设计问题|[还没]没?上线(?:[，。]"
    r"|$)|怎么(?:做|设计)才|\bmock(?:Responses?|Data"
    r"|Server)\b|\bfixtures?\b|\bnock\(|\broot cause\b|复盘|合同|乙方|甲方|应保证|验收|作业|试题|需求文档|分享给"
    r"|\bSLA\b|\bshall\b"
    r"|\bonboarding\b"
    r"|面试题|测试用例|预期结果|培训资料|常见问题[:：]|话术|对照表|检查清单|知识库条目|压测报告|运维日报|复盘[:：]"
    r"|(?:迁移|变更|维护)通知|(?:上线|发布|升级|维护|更新)公告|微信公告"
    r"|\bsanity check|\bdoes (?:that|this|it) (?:look|sound|seem) (?:right|ok|good|fine|correct)|(?:^"
    r"|\n)commit [0-9a-f]{7,40}|帮忙翻译|翻译一下|\btranslate (?:this|the following)|文章摘录|帖子|收藏"
    r"|\brunbook\b|\bon-call\b"
    r"|\bcode review\b|\blgtm\b|review (?:意见|建议)"
    r"|\breview this\b|\bPR #?[0-9]|经验者优先|\bsupport macro\b|\brelease checklist\b|\binterview question"
    r"|(?:线上|目前|现在)[^。\n]{0,8}没有?问题(?!的)|目前(?:运行)?(?:稳定|正常)|还没(?:有)?(?:遇到|出现|发生)"
    r"|(?:从)?没(?:有)?(?:遇到|出现|发生)过"
    r"|一条(?:都|也)没有|只是想|想(?:提前)?了解|想(?:要)?确认一下|\bworks fine(?: so far| now)?\b|\bno incident\b"
    r"|\bnothing (?:is |to )?(?:wrong|broken|fix)"
    r"|\bwe (?:do not|don't|haven't|have not) (?:see|seen|had|have) (?:it|any|one)|\breading up\b"
    r"|\bfor the record\b|\bbackground for\b"
    r"|\btests? passed\b|\bas expected\b|写 ?mock|\bmock (?:server|service)\b",
    re.I,
)
"""A text that talks about errors."""
FRAME_OF_PROGRAMS = lazy_pattern(
    r"测试用例|预期结果|与预期|\btests? passed\b|\bas expected\b|帖子|收藏|更新日志|change ?log|翻译一下"
    r"|\btranslate\b|文档|面试|培训|教程|写 ?mock|\bmock(?:Responses?|Data|Server)\b|\bfixtures?\b|\bnock\("
    r"|(?:状态|status|state)\s{0,2}[:：]\s{0,3}(?:已(?:关闭|解决|恢复|完成|结案|修复)|closed|resolved|done|fixed)",
    re.I,
)
"""Such a text whose pasted answers are examples, too."""
