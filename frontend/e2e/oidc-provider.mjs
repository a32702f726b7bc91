// A real OpenID provider (npm: oidc-provider) that signs in whoever says who they are: for the tests of the program and for the
// journeys. It prints its issuer and serves until its standard input ends.
//
//   node e2e/oidc-provider.mjs [port]
//
// Whoever signs in writes one of the names below, or their claims as JSON with at least a "sub".
import { createServer } from "node:http";
import Provider from "oidc-provider";

const NUMBER = "https://id.oidc.se/claim/personalIdentityNumber";
const COORDINATION = "https://id.oidc.se/claim/coordinationNumber";
const PEOPLE = {
  tolvan: { sub: "tolvan", [NUMBER]: "191212121212", municipality: "2180" },
  utbo: { sub: "utbo", [NUMBER]: "199001162388", municipality: "0180" },
};

/** What was last said of somebody, by their subject. */
const known = new Map();

/** Takes in who somebody says they are, and returns their subject. */
function introduce(login) {
  const claims = login.startsWith("{") ? JSON.parse(login) : (PEOPLE[login] ?? { sub: login });
  known.set(claims.sub, claims);
  return claims.sub;
}

const server = createServer();
await new Promise((ready) => server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "medskapa",
      client_secret: "a secret of tests",
      redirect_uris: ["http://127.0.0.1/login/return/e-legitimation"],
    },
  ],
  claims: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    profile: ["name"],
    municipality: ["municipality"],
    groups: ["groups"],
    "https://id.oidc.se/scope/naturalPersonInfo": ["name"],
    "https://id.oidc.se/scope/naturalPersonNumber": [NUMBER, COORDINATION],
  },
  scopes: ["openid", "email", "profile", "municipality", "groups"],
  pkce: { required: () => true },
  findAccount: (_, sub) => known.has(sub) && { accountId: sub, claims: () => known.get(sub) },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/sign-in/${interaction.uid}` },
  // Nobody is asked for leave to pass on what they were asked for: that is another provider's matter.
  loadExistingGrant: async (context) => {
    const { client, account, params } = context.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
    grant.addOIDCScope(params.scope);
    await grant.save();
    return grant;
  },
});
// Tests listen on ports of their own.
provider.Client.prototype.redirectUriAllowed = (uri) =>
  /^http:\/\/(127\.0\.0\.1|localhost):\d+\/login\/return\/[a-z-]+$/.test(uri);

const PAGE = `<!doctype html><html lang="sv"><title>E-legitimation</title><h1>E-legitimation</h1>
<form method="post" action=""><label>Vem är du? <input name="login"></label> <button>Legitimera dig</button></form>`;

async function signIn(request, response) {
  if (request.method !== "POST") {
    await provider.interactionDetails(request, response);
    response.setHeader("Content-Type", "text/html; charset=utf-8").end(PAGE);
    return;
  }
  const body = await new Response(request).text();
  const accountId = introduce(new URLSearchParams(body).get("login") ?? "");
  await provider.interactionFinished(request, response, { login: { accountId } });
}

const protocol = provider.callback();
server.on("request", (request, response) => {
  if (!request.url.startsWith("/sign-in/")) return protocol(request, response);
  return signIn(request, response).catch((error) => response.writeHead(400).end(String(error)));
});
process.stdin.resume().on("end", () => process.exit());
console.log(issuer);
