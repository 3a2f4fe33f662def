// Records what a browser makes of URLs, as test vectors for terse.url. Not part of the build:
//
//   npm install whatwg-url@16.0.1 && node record.mjs corpus SEED COUNT > oracle-corpus.tsv
//   node record.mjs wpt urltestdata.json > wpt-cases.tsv
//   node record.mjs file urls.txt > recorded.tsv
//
// The oracle is whatwg-url, the reference implementation of the URL Standard (Unicode 17). Node's own
// URL is asked too, and a case they do not agree on goes to standard error instead: Node 20 leaves "^"
// in paths alone, knows Unicode 15 only and checks fewer bidi labels; whatwg-url 16.0.1 drops a
// character of a userinfo that holds an emoji.
//
// One case a line: input, a tab, and the href, or "!" where the parser refuses or the URL is neither
// http nor https. Backslashes, controls and everything beyond ASCII are written \uXXXX.
import { readFileSync } from "node:fs";
import oracle from "whatwg-url";

const [task, first, second] = process.argv.slice(2);

const quote = (s) => s.replace(/^#|[^\x20-\x5B\x5D-\x7E]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0"));
const hrefBy = (Parser, input) => {
  try {
    const url = new Parser(input);
    return /^https?:$/.test(url.protocol) ? url.href : "!";
  } catch {
    return "!";
  }
};

function record(input) {
  const href = hrefBy(oracle.URL, input);
  const nodes = hrefBy(URL, input);
  if (nodes === href) console.log(quote(input) + "\t" + quote(href));
  else console.error(`${quote(input)}\twhatwg-url ${href}\tnode ${nodes}`);
}

// --- a seeded grammar of awkward URLs -------------------------------------------------------------

let state = BigInt(task === "corpus" ? first : 0);
function next() { // SplitMix64
  state = (state + 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn;
  let z = state;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & 0xffffffffffffffffn;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & 0xffffffffffffffffn;
  return Number((z ^ (z >> 31n)) >> 11n);
}
const below = (n) => next() % n;
const pick = (list) => list[below(list.length)];
const maybe = (oneIn, make) => (below(oneIn) === 0 ? make() : "");
const many = (max, make) => Array.from({ length: below(max + 1) }, make).join("");

const ascii = () => String.fromCharCode(32 + below(95));
const plainWord = () => pick(["a", "B", "www", "example", "abc-", "-x", "ab--cd", "a_b", "Bücher", "faß", "日本", "%41", "%C3%BC"]);
const oddWord = () => pick(["xn--", "XN--mnchen-3ya", "xn--a", "ﬁ", "例え", "שלום", "مثال", "☕", "１２", "Ａ", "\u00ad", "\u200d", "क्\u200dष", "é", "e\u0301", "\u0301", "İ", "ẞ", "%ff", "%00", "%2e", "%", "Ⅷ", "。", "x".repeat(64)]);
const word = () => (below(5) ? plainWord() : oddWord());
const number = () => pick(["0", "00", "1", "9", "127", "255", "256", "65535", "4294967295", "4294967296", "99999999999999999999", "0x", "0X7f", "0x1g", "0xffffffff", "017", "08", "0777", "１"]);
const hextet = () => pick(["0", "0", "1", "ffff", "FFFF", "0db8", "a", "1f", "0c0", "2001", "1", "0", "8", "00001", "g", ""]);
const special = () => pick([..."\0\t\n\r\x1b\x7f\x80 \"#%'()*+,-./:;<=>?@[\\]^_`{|}~", "\ud800", "\udc00", "\ud83d\ude00", "\ufffd", "\ufeff", "é", "中", "%2F", "%zz", "%2e", "%2E%2e", "\u2028", "\uffff"]);

const scheme = () => (below(12) ? pick(["http:", "https:", "HTTP:", "hTTpS:"]) : pick(["http", "ftp:", "ws:", "javascript:", "ht tp:", "", " https:", "h\nttp:", "1http:"]));
const slashes = () => (below(4) ? "//" : pick(["/", "", "///", "\\\\", "/\\", "// "]));
const userinfo = () => many(3, () => pick(["u", "p", ":", "@", special(), ascii()])) + "@";
const name = () => word() + many(3, () => pick([".", ".", ".", "-", "", "。", "．", ".."]) + word()) + maybe(9, () => ".");
const ipv4 = () => number() + many(3, () => "." + number()) + maybe(6, () => ".");
const ipv6 = () => "[" + Array.from({ length: 1 + below(9) }, hextet).join(":") + maybe(6, () => ":" + ipv4()) + "]";
const ipv6Short = () => "[" + many(4, () => hextet() + ":") + ":" + many(4, () => hextet() + ":") + pick([hextet(), hextet(), "1.2.3.4", "1.2.3.04", "1.2.3", ""]) + "]";
const host = () => pick([name, name, name, name, ipv4, ipv6, ipv6Short, () => "example.com", () => "Example.COM.", () => many(3, () => pick([ascii(), special()]))])();
const port = () => ":" + pick(["80", "80", "443", "8443", "8080", "443", "8080", "0", "", "00443", "65535", "65536", "99999999999", "x", "8 0", "-1", "8\n0"]);
const segment = () => pick([".", "..", "%2e", "%2E.", ".%2e", "%2e%2E", "...", "%2", "", "a", "b c", "é", "index.html", "C:", many(6, () => pick([ascii(), special()]))]);
const path = () => many(6, () => pick(["/", "/", "/", "\\"]) + segment());
const tail = (mark) => mark + many(8, () => pick([ascii(), special(), "a=1&"]));
const url = () =>
  maybe(30, special) + scheme() + slashes() + maybe(12, userinfo) + host() + maybe(5, port) + path() +
  maybe(2, () => tail("?")) + maybe(3, () => tail("#")) + maybe(30, special);

// --------------------------------------------------------------------------------------------------

if (task === "corpus") {
  for (let i = 0; i < Number(second); i++) record(url());
} else if (task === "wpt") {
  const absolute = JSON.parse(readFileSync(first, "utf8"))
    .filter((c) => typeof c === "object" && (c.base === null || c.base === "about:blank" || /^\s*https?:/i.test(c.input)));
  // With no base to lean on; what leaned on one is asked anew.
  for (const input of new Set(absolute.map((c) => c.input))) record(input);
} else {
  for (const line of readFileSync(first, "utf8").split("\n").filter(Boolean)) record(line);
}
