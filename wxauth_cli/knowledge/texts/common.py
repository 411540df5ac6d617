"""Words that many commands share."""

from wxauth_cli.core.text import Text

TEXTS = {
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
    "none": Text("无", "none"),
    "unknown": Text("未知", "unknown"),
    "appid": Text("小程序 appid", "appid"),
    "finding.certain": Text("确定", "certain"),
    "finding.likely": Text("很可能", "likely"),
    "finding.possible": Text("有可能", "possible"),
    "severity.critical": Text("严重", "critical"),
    "severity.error": Text("错误", "error"),
    "severity.warning": Text("警告", "warning"),
    "severity.info": Text("说明", "info"),
    "finding.step": Text("第 {step} 步", "step {step}"),
    "finding.evidence": Text("依据", "evidence"),
    "finding.fix": Text("怎么改", "fix"),
    "error": Text("出错了", "error"),
    "hint": Text("提示", "hint"),
    "notice": Text("注意", "note"),
    "ago": Text("{time}前", "{time} ago"),
    "in-future": Text("{time}后", "in {time}"),
    "milliseconds": Text("{n} 毫秒", "{n} ms"),
    "seconds": Text("{n} 秒", "{n} s"),
    "minutes": Text("{n} 分钟", "{n} min"),
    "hours": Text("{n} 小时", "{n} h"),
    "days": Text("{n} 天", "{n} d"),
}
