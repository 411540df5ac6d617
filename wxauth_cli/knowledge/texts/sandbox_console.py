"""`wxauth sandbox component|corp|pay|user-key|callback|event|switch`; part of the texts of `wxauth sandbox`."""

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.texts.sandbox_control import TEXTS as API

TEXTS = {
    "switch.help": Text(
        "平台行为不清楚、或者见过两种时，选沙箱用哪一种；不写参数就列出现在的选择。",
        "Choose what the sandbox does where the platform is unclear or has shown two behaviours; alone it lists them.",
    ),
    "switch.examples": Text(
        "wxauth sandbox switch\n# 用错小程序的凭证也会用掉 code\nwxauth sandbox switch foreign_exchange_consumes=true\n"
        "wxauth sandbox switch suffix=hint serial_required=true",
        "wxauth sandbox switch\n# another app's credentials use the code up too\n"
        "wxauth sandbox switch foreign_exchange_consumes=true\nwxauth sandbox switch suffix=hint serial_required=true",
    ),
    "switch.param.choices": Text("NAME=VALUE，可写多个。", "NAME=VALUE, may be repeated."),
    "component.help": Text(
        "看沙箱里的第三方平台：凭证、最近的 ticket、谁授权给了它；也可以让小程序授权或取消授权。",
        "A third-party platform of the sandbox: its credentials, the last ticket, who has authorised it; a mini "
        "program can authorise it or take that back.",
    ),
    "component.examples": Text(
        "wxauth sandbox component\nwxauth sandbox component --authorize wx0123456789abcdef\n"
        "# 只授权权限集 1 和 18\n"
        "wxauth sandbox component --authorize wx0123456789abcdef --permission-sets 1 --permission-sets 18",
        "wxauth sandbox component\nwxauth sandbox component --authorize wx0123456789abcdef\n"
        "# with the permission sets 1 and 18 only\n"
        "wxauth sandbox component --authorize wx0123456789abcdef --permission-sets 1 --permission-sets 18",
    ),
    "component.param.component_appid": API["component.component_appid"],
    "component.param.authorize": API["component.authorize"],
    "component.param.unauthorize": API["component.unauthorize"],
    "component.param.permission_sets": Text(
        "授权的一个权限集编号，可写多次；默认全部。",
        "A permission set of the authorisation, may be repeated; default: all.",
    ),
    "component.param.ip_whitelist": Text(
        "平台登记的一个 IP，完整地址，可写多次。", "An address that the platform registered, exact, may be repeated."
    ),
    "component.param.any_ip": Text("清空登记的 IP，谁都可以调用。", "No registered addresses: everybody may call."),
    "component.authorization": Text("授权", "Authorisation"),
    "corp.help": Text(
        "看沙箱里的企业微信：企业、它的应用和服务商套件的凭证；应用关联一个小程序。",
        "A company on the sandbox's WeCom: credentials of its app, which is linked with a mini program, and of the "
        "provider's suite.",
    ),
    "corp.examples": Text(
        "wxauth sandbox corp\nwxauth sandbox corp --appid wx0123456789abcdef",
        "wxauth sandbox corp\nwxauth sandbox corp --appid wx0123456789abcdef",
    ),
    "corp.param.corpid": API["corp.corpid"],
    "corp.param.appid": API["corp.appid"],
    "pay.help": Text(
        "用户在小程序里付一次款，得到交易编号，供 getPaidUnionid 使用。",
        "A user pays in a mini program; prints the numbers of the trade, which getPaidUnionid takes.",
    ),
    "pay.examples": Text("wxauth sandbox pay\nwxauth sandbox pay ann", "wxauth sandbox pay\nwxauth sandbox pay ann"),
    "user-key.help": Text(
        "手机上 getUserCryptoManager().getLatestUserKey() 的结果：加密网络通道的密钥。",
        "What getUserCryptoManager().getLatestUserKey() gives on the phone: the key of the encrypted network channel.",
    ),
    "user-key.examples": Text(
        "wxauth sandbox user-key\nwxauth sandbox user-key ann --json",
        "wxauth sandbox user-key\nwxauth sandbox user-key ann --json",
    ),
    **{
        f"{verb}.param.{name}": API[f"in.{name}"] for verb in ("pay", "user-key", "event") for name in ("user", "appid")
    },
    "callback.help": Text(
        "为小程序设置消息推送。\n\n微信立即用 GET 验证这个地址；验证不过就不设置，退出码 10。",
        "Set up message push for a mini program.\n\n"
        "WeChat verifies the URL with a GET at once; what does not verify is not set, exit code 10.",
    ),
    "callback.examples": Text(
        "wxauth sandbox callback http://127.0.0.1:8000/wechat\n"
        "# 用后端已经配置好的令牌和密钥\n"
        "wxauth sandbox callback http://127.0.0.1:8000/wechat --token-file token.txt --aes-key-file aes-key.txt\n"
        "wxauth sandbox callback http://127.0.0.1:8000/wechat --mode plain --format xml",
        "wxauth sandbox callback http://127.0.0.1:8000/wechat\n"
        "# with the token and key that the backend has\n"
        "wxauth sandbox callback http://127.0.0.1:8000/wechat --token-file token.txt --aes-key-file aes-key.txt\n"
        "wxauth sandbox callback http://127.0.0.1:8000/wechat --mode plain --format xml",
    ),
    "callback.param.address": API["callback.url"],
    "callback.param.appid": API["in.appid"],
    "callback.param.token_file": Text(
        "从文件读令牌（- 表示标准输入）；默认生成一个。",
        "Read the token from a file (-: standard input); default: made up.",
    ),
    "callback.param.aes_key_file": Text(
        "从文件读 EncodingAESKey（- 表示标准输入）；默认生成一个。",
        "Read the EncodingAESKey from a file (-: standard input); default: made up.",
    ),
    "callback.param.mode": API["callback.mode"],
    "callback.param.format": API["callback.format"],
    "callback.verified": Text("验证通过，已设置。", "Verified and set."),
    "callback.not-verified": Text(
        "验证没有通过，没有设置：GET 要原样返回 echostr。",
        "Not verified, not set: the GET has to be answered with echostr.",
    ),
    "event.help": Text(
        "用户更改或撤回给过小程序的信息，微信推送到 callback 设置的地址。\n\n没有推送成功时退出码 10。",
        "A user changes or takes back what a mini program was told; WeChat pushes that to the URL of callback.\n\n"
        "Exit code 10 if it could not be delivered.",
    ),
    "event.examples": Text(
        "wxauth sandbox event\nwxauth sandbox event user_authorization_revoke --user ann --revoke-info 8\n"
        "wxauth sandbox event user_authorization_cancellation",
        "wxauth sandbox event\nwxauth sandbox event user_authorization_revoke --user ann --revoke-info 8\n"
        "wxauth sandbox event user_authorization_cancellation",
    ),
    "event.param.event": Text(
        "user_info_modified、user_authorization_revoke（默认）、user_authorization_cancellation，"
        "或者第三方平台的 component_verify_ticket（--appid 写平台的 appid，默认第一个平台）。",
        "user_info_modified, user_authorization_revoke (default), user_authorization_cancellation; or a third-party "
        "platform's component_verify_ticket (--appid: the platform's, by default the first).",
    ),
    "event.param.revoke_info": Text(
        "RevokeInfo 的一个编号，可写多次，默认 6（昵称和头像）。",
        "A number of RevokeInfo, may be repeated, by default 6 (nickname and avatar).",
    ),
    "event.delivered": Text("已推送。", "Delivered."),
    "event.not-delivered": Text("推送没有成功。", "Not delivered."),
    "event.outcome": Text("结果", "outcome"),
    "event.answer": Text("应答", "answer"),
}
