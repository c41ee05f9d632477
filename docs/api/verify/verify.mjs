// Verify exports of Dojang. Node.js 14 or newer, no packages.
import { createHmac, timingSafeEqual } from "node:crypto";

const TOLERANCE = 300; // seconds between the sender's clock and yours

/** Whether `body`, a Buffer with the bytes as they arrived, comes from Dojang and was sent just now. `secret` is whsec_… */
export function isGenuine(body, headers, secret) {
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  if (!/^[0-9]{1,12}$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const digest = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  const expected = Buffer.from(`v1,${digest}`);
  // While a secret is being replaced there are two signatures; yours is one of them.
  const given = (headers["webhook-signature"] ?? "").split(" ").map((one) => Buffer.from(one));
  return given.some((one) => one.length === expected.length && timingSafeEqual(one, expected));
}
