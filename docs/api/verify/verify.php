<?php
// Verify exports of Dojang. PHP 7.1 or newer, no packages.

const DOJANG_TOLERANCE = 300; // seconds between the sender's clock and yours

/**
 * Whether $body, the bytes as they arrived, comes from Dojang and was sent just now.
 * $body is file_get_contents('php://input'), $server is $_SERVER, $secret is whsec_…
 */
function dojang_is_genuine(string $body, array $server, string $secret): bool
{
    $id = $server['HTTP_WEBHOOK_ID'] ?? '';
    $timestamp = $server['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    if (!preg_match('/^[0-9]{1,12}$/D', $timestamp) || abs(time() - (int) $timestamp) > DOJANG_TOLERANCE) {
        return false;
    }
    $key = base64_decode(preg_replace('/^whsec_/', '', $secret));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    // While a secret is being replaced there are two signatures; yours is one of them.
    foreach (explode(' ', $server['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $given) {
        if (hash_equals($expected, $given)) {
            return true;
        }
    }
    return false;
}
