import { expect, test } from "vitest";
import { codeOf, feedOf, mailOf } from "./shared";

const hostile = { kind: "ideas", id: "1", title: '"><script>&\n' } as const;

test("the code for other sites holds a title as a value and nothing else", () => {
  const holder = document.createElement("div");
  holder.innerHTML = codeOf(hostile, "sv");
  expect(holder.childElementCount).toBe(1);
  expect(holder.querySelector("iframe")?.title).toBe(hostile.title);
  expect(holder.querySelector("iframe")?.src).toContain("/embed/ideas/1?lang=sv");
});

test("a mail that is begun holds the title and the address", () => {
  const mail = new URL(mailOf(hostile));
  expect(mail.searchParams.get("subject")).toBe(hostile.title);
  expect(mail.searchParams.get("body")).toContain("/ideas/1");
});

test("a challenge's feed is that of its ideas", () => {
  expect(feedOf({ kind: "challenges", id: "1", title: "" }, "en")).toBe(
    "/api/v1/feeds/ideas?challengeId=1&lang=en",
  );
});
