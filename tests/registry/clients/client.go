// Go's net/http: login, access_token, phone number, checksession, decryption.
package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
)

type object = map[string]any

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return value
}

func send(method, address string, body object, header http.Header) object {
	request := must(http.NewRequest(method, address, bytes.NewReader(must(json.Marshal(body)))))
	request.Header = header
	response := must(http.DefaultClient.Do(request))
	defer response.Body.Close()
	answer := object{}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		must(answer, err)
	}
	return answer
}

// The mini program's side, played by the control API.
func control(verb string, body object) object {
	header := http.Header{
		"Authorization": {"Bearer " + os.Getenv("WXAUTH_SANDBOX_TOKEN")},
		"Content-Type":  {"application/json"},
	}
	return send("POST", os.Getenv("WXAUTH_SANDBOX_URL")+"/"+verb, body, header)
}

func decoded(text any) []byte {
	return must(base64.StdEncoding.DecodeString(text.(string)))
}

func main() {
	appid, secret, base := os.Getenv("WXAUTH_APPID"), os.Getenv("WXAUTH_SECRET"), os.Getenv("WXAUTH_API_BASE")
	if os.Getenv("ADDRESS") == "fixed" {
		base = "https://api.weixin.qq.com"
	}
	get := func(path string, query url.Values) object {
		return send("GET", base+path+"?"+query.Encode(), nil, http.Header{})
	}
	login := url.Values{
		"appid":      {appid},
		"secret":     {secret},
		"js_code":    {control("login", object{})["code"].(string)},
		"grant_type": {"authorization_code"},
	}
	session := get("/sns/jscode2session", login)
	openid, key := session["openid"].(string), session["session_key"].(string)

	detail := control("tap", object{"kind": "userinfo"})
	plain := decoded(detail["encryptedData"])
	cipher.NewCBCDecrypter(must(aes.NewCipher(decoded(key))), decoded(detail["iv"])).CryptBlocks(plain, plain)
	plain = plain[:len(plain)-int(plain[len(plain)-1])]
	var user struct{ Watermark struct{ Appid string } }
	must(plain, json.Unmarshal(plain, &user))

	credentials := object{"grant_type": "client_credential", "appid": appid, "secret": secret}
	token := send("POST", base+"/cgi-bin/stable_token", credentials, http.Header{})["access_token"].(string)
	query := url.Values{"access_token": {token}}
	code := object{"code": control("tap", object{})["code"]}
	phone := send("POST", base+"/wxa/business/getuserphonenumber?"+query.Encode(), code, http.Header{})

	mac := hmac.New(sha256.New, []byte(key))
	query.Set("openid", openid)
	query.Set("signature", hex.EncodeToString(mac.Sum(nil)))
	query.Set("sig_method", "hmac_sha256")
	check := get("/wxa/checksession", query)

	must(0, json.NewEncoder(os.Stdout).Encode(object{
		"openid":       openid,
		"token":        token != "",
		"decrypted":    user.Watermark.Appid == appid,
		"phone":        phone["phone_info"].(object)["purePhoneNumber"],
		"checksession": check["errmsg"],
		"again":        get("/sns/jscode2session", login)["errcode"],
	}))
}
