// An independent verifier of Standard Webhooks: node verify-webhook.mjs SECRET NOW < { "headers": {…}, "body": "…" }
// Exit code 0: the signature holds; 1: it does not.
import { createHmac, timingSafeEqual } from 'node:crypto';

const [secret, now] = process.argv.slice(2);
let input = '';
for await (const chunk of process.stdin.setEncoding('utf8')) input += chunk;

const { headers, body } = JSON.parse(input);
const id = headers['webhook-id'];
const timestamp = headers['webhook-timestamp'];
const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8').digest();

const fresh = Math.abs(Number(now) - Number(timestamp)) <= 300;
const signed = headers['webhook-signature'].split(' ').some((entry) => {
  const [version, signature] = entry.split(',');
  const given = Buffer.from(signature ?? '', 'base64');
  return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
});
process.exit(fresh && signed ? 0 : 1);
