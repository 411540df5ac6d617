// Java's own HTTP client: login, access_token, phone number, checksession, decryption.

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

public class Client {
    static final String APPID = System.getenv("WXAUTH_APPID");
    static final String SECRET = System.getenv("WXAUTH_SECRET");
    static final String BASE =
            "fixed".equals(System.getenv("ADDRESS")) ? "https://api.weixin.qq.com" : System.getenv("WXAUTH_API_BASE");
    static final HttpClient HTTP = HttpClient.newHttpClient();

    static String send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    static String post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(BASE + path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    static String get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(BASE + path)));
    }

    // The mini program's side, played by the control API.
    static String control(String verb, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(System.getenv("WXAUTH_SANDBOX_URL") + "/" + verb))
                .header("Authorization", "Bearer " + System.getenv("WXAUTH_SANDBOX_TOKEN"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    // A string or number of a flat JSON object: Java has no JSON reader of its own.
    static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\\s*\"?((?:\\\\.|[^\",}])*)").matcher(json);
        return found.find() ? found.group(1).replace("\\/", "/") : "";
    }

    static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    public static void main(String[] args) throws Exception {
        String code = field(control("login", "{}"), "code");
        String login = "/sns/jscode2session?appid=" + APPID + "&secret=" + SECRET
                + "&grant_type=authorization_code&js_code=" + code;
        String session = get(login);
        String key = field(session, "session_key");
        String openid = field(session, "openid");

        String detail = control("tap", "{\"kind\": \"userinfo\"}");
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(base64(key), "AES"),
                new IvParameterSpec(base64(field(detail, "iv"))));
        String plain = new String(cipher.doFinal(base64(field(detail, "encryptedData"))), StandardCharsets.UTF_8);

        String body = "{\"grant_type\": \"client_credential\", \"appid\": \"%s\", \"secret\": \"%s\"}";
        String token = field(post("/cgi-bin/stable_token", body.formatted(APPID, SECRET)), "access_token");
        String query = "?access_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        String phone = post("/wxa/business/getuserphonenumber" + query,
                "{\"code\": \"" + field(control("tap", "{}"), "code") + "\"}");

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(new byte[0]));
        String check = get("/wxa/checksession" + query + "&openid=" + openid
                + "&signature=" + signature + "&sig_method=hmac_sha256");

        System.out.printf(
                "{\"openid\": \"%s\", \"token\": %s, \"decrypted\": %s, \"phone\": \"%s\", \"checksession\": \"%s\", "
                        + "\"again\": %s}%n",
                openid, !token.isEmpty(), field(plain, "appid").equals(APPID), field(phone, "purePhoneNumber"),
                field(check, "errmsg"), field(get(login), "errcode"));
    }
}
