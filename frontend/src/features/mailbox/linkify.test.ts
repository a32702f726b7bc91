import { describe, expect, it } from "vitest";
import { linkify, ownPath } from "./linkify";

const links = (text: string) => linkify(text).flatMap(({ href }) => href ?? []);

describe("addresses in a mail", () => {
  it("are cut out, and the rest stays as it is", () => {
    const text = "Följ länken:\n\nhttp://localhost/confirm-email#a_b-c\n\nHej";
    const pieces = linkify(text);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(links(text)).toEqual(["http://localhost/confirm-email#a_b-c"]);
  });

  it.each([
    ["Se https://exempel.se/a.", "https://exempel.se/a"],
    ["(https://exempel.se/a?b=1&c=2)", "https://exempel.se/a?b=1&c=2"],
    ["”https://exempel.se”, sa hon", "https://exempel.se"],
  ])("end where the sentence does: %s", (text, href) => expect(links(text)).toEqual([href]));

  it("are never scripts or half addresses", () => {
    expect(links("javascript:alert(1) data:text/html,x //exempel.se http://")).toEqual([]);
  });

  it("give keys that differ", () => {
    const pieces = linkify("https://a.se https://a.se");
    expect(new Set(pieces.map(({ at }) => at)).size).toBe(pieces.length);
  });
});

describe("an address within this site", () => {
  const origin = "https://medskapa.exempel.se";

  it("keeps its secret behind the fragment", () => {
    expect(ownPath(`${origin}/confirm-email?x=1#abc`, origin)).toBe("/confirm-email?x=1#abc");
  });

  it("is no other site, however alike", () => {
    expect(ownPath("https://medskapa.exempel.se.evil.se/x", origin)).toBeUndefined();
    expect(ownPath("http://medskapa.exempel.se/x", origin)).toBeUndefined();
  });
});
