import { createHash } from "node:crypto";
import { type APIRequestContext, type APIResponse, expect, type Page } from "@playwright/test";

/** The demo municipality's accounts; all have the same password, which the program itself prints. */
export const people = {
  member: "maja@alvsala.example",
  neighbour: "daniel@alvsala.example",
  leader: "leader@alvsala.example",
  moderator: "moderator@alvsala.example",
  administrator: "admin@alvsala.example",
  researcher: "forskare@alvsala.example",
  association: "forening@alvsala.example",
  company: "foretag@alvsala.example",
};

const PASSWORD = "medskapa-i-alvsala";

export type Credentials = { email: string; password: string };

/** Somebody whom no other journey knows, with an account of their own: for what ends sessions or forbids something. */
export async function newcomer(request: APIRequestContext, displayName = "Ny Granne"): Promise<Credentials> {
  const email = `ny-${Math.random().toString(36).slice(2)}@alvsala.example`;
  const password = "en älv som alla når";
  const person = { email, password, displayName, kind: "resident", language: "sv" };
  const proofOfWork = await prove(request);
  const made = await request.post("/api/v1/accounts", { data: { ...person, proofOfWork } });
  expect(made.ok(), await made.text()).toBe(true);
  const token = (await mailedLink(request, email, "confirm-email")).split("#")[1];
  const confirmed = await request.post("/api/v1/email-confirmations", { data: { token, password } });
  expect(confirmed.ok(), await confirmed.text()).toBe(true);
  return { email, password };
}

/** The work that registering takes of a browser. */
async function prove(request: APIRequestContext) {
  const answer = await request.post("/api/v1/proof-of-work-puzzles", { data: { purpose: "register" } });
  const { salt, hash, signature, maxNumber } = await answer.json();
  for (let number = 0; number <= maxNumber; number++) {
    const tried = createHash("sha256").update(`${salt}${number}`).digest("hex");
    if (tried === hash) return { salt, hash, signature, number };
  }
  throw new Error("no number solves the puzzle");
}

/** Waits for a mail to an address that leads to a page, and returns the link in it, from the root. */
export async function mailedLink(request: APIRequestContext, to: string, page: string): Promise<string> {
  const link = new RegExp(`/${page}#[\\w-]+`);
  const read = async () =>
    link.exec(await (await request.get("/api/v1/mailbox-messages", { params: { to } })).text())?.[0] ?? "";
  await expect.poll(read).not.toBe("");
  return read();
}

export type Call = (method: string, path: string, data?: object, etag?: string) => Promise<APIResponse>;

/** Calls the API as somebody, without a page: for what a journey needs but does not look at. What is refused fails it. */
export async function caller(
  request: APIRequestContext,
  who: keyof typeof people | Credentials,
): Promise<Call> {
  const login = typeof who === "string" ? { email: people[who], password: PASSWORD } : who;
  const { accessToken } = await (await request.post("/api/v1/sessions", { data: login })).json();
  return async (method, path, data, etag) => {
    const headers = { Authorization: `Bearer ${accessToken}`, ...(etag && { "If-Match": etag }) };
    const response = await request.fetch(`/api/v1${path}`, { method, headers, ...(data && { data }) });
    expect(response.ok(), await response.text()).toBe(true);
    return response;
  };
}

/** Fills in the first step of the log-in that is on the screen. */
export async function enter(page: Page, { email, password }: Credentials) {
  await page.getByLabel("E-post").fill(email);
  await page.getByLabel("Lösenord", { exact: true }).fill(password);
  await page.locator("main").getByRole("button", { name: "Logga in" }).click();
}

/** Fills in the log-in that is on the screen, and waits until it has done its work. */
export async function fillLogin(page: Page, who: keyof typeof people | Credentials): Promise<void> {
  await enter(page, typeof who === "string" ? { email: people[who], password: PASSWORD } : who);
  await expect(accountMenu(page)).toBeVisible();
}

/** Signs in by the log-in page and comes to `path`. */
export async function signIn(page: Page, who: keyof typeof people | Credentials, path = "/"): Promise<void> {
  await page.goto(`/login?next=${encodeURIComponent(path)}`);
  await fillLogin(page, who);
}

/** The menu that only signed-in people have. In windows as wide as Playwright's own, it is in the header. */
export const accountMenu = (page: Page) => page.getByRole("button", { name: /^Ditt konto/ });
