<?php
// PHP's curl: login, access_token, phone number, checksession, decryption.

$env = getenv();
['WXAUTH_APPID' => $appid, 'WXAUTH_SECRET' => $secret, 'WXAUTH_API_BASE' => $base] = $env;
if (($env['ADDRESS'] ?? '') === 'fixed') {
    $base = 'https://api.weixin.qq.com';
}

function send(string $url, ?array $body = null, array $headers = []): array
{
    $curl = curl_init($url);
    curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 20, CURLOPT_HTTPHEADER => $headers]);
    if ($body !== null) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, json_encode((object) $body));
    }
    $answer = curl_exec($curl);
    if ($answer === false) {
        fwrite(STDERR, curl_error($curl) . "\n");
        exit(1);
    }
    return json_decode($answer, true, flags: JSON_THROW_ON_ERROR);
}

// The mini program's side, played by the control API.
function control(string $verb, array $body = []): array
{
    global $env;
    $headers = ["Authorization: Bearer {$env['WXAUTH_SANDBOX_TOKEN']}", 'Content-Type: application/json'];
    return send("{$env['WXAUTH_SANDBOX_URL']}/$verb", $body, $headers);
}

$login = "$base/sns/jscode2session?" . http_build_query([
    'appid' => $appid,
    'secret' => $secret,
    'js_code' => control('login')['code'],
    'grant_type' => 'authorization_code',
]);
$session = send($login);

$detail = control('tap', ['kind' => 'userinfo']);
$key = base64_decode($session['session_key']);
$data = base64_decode($detail['encryptedData']);
$plain = openssl_decrypt($data, 'aes-128-cbc', $key, OPENSSL_RAW_DATA, base64_decode($detail['iv']));

$body = ['grant_type' => 'client_credential', 'appid' => $appid, 'secret' => $secret];
$token = send("$base/cgi-bin/stable_token", $body)['access_token'];
$phone = send(
    "$base/wxa/business/getuserphonenumber?" . http_build_query(['access_token' => $token]),
    ['code' => control('tap')['code']],
);
$check = send("$base/wxa/checksession?" . http_build_query([
    'access_token' => $token,
    'openid' => $session['openid'],
    'signature' => hash_hmac('sha256', '', $session['session_key']),
    'sig_method' => 'hmac_sha256',
]));

echo json_encode([
    'openid' => $session['openid'],
    'token' => $token !== '',
    'decrypted' => json_decode($plain, true)['watermark']['appid'] === $appid,
    'phone' => $phone['phone_info']['purePhoneNumber'],
    'checksession' => $check['errmsg'],
    'again' => send($login)['errcode'],
]);
